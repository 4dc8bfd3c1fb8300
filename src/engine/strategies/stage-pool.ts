// The stages of a pipeline, started, joined to their neighbours, and given their steps: the one place that starts their workers.
import { createClient } from '../../protocol/port.ts'
import type { Client, Endpoint } from '../../protocol/port.ts'
import type { Rows } from '../network/contract.ts'
import type { Part } from './split-network.ts'
import type { Neighbour, StageMessages, StageReport, StageTask } from './stage-messages.ts'
import { serveStage } from './stage-server.ts'

interface StartedStage {
  readonly endpoint: Endpoint
  readonly close: () => void
}

/** Everything but the layers is the same for all stages. */
export interface PipelineTask extends Pick<StageTask, 'run' | 'horizon'> {
  readonly parts: readonly Part[]
  readonly loss: NonNullable<StageTask['loss']>
  /** Of the whole network, [params]. */
  readonly initial: Float64Array
}

/** Where stages run: in workers of their own, on so many cores, or in turns in this thread. */
export interface StagePlace {
  readonly workers: boolean
  readonly cores: number
}

/** Some browsers have no workers within workers: there stages share this thread, to the same numbers but not at once. */
export const stagePlace: StagePlace = typeof Worker === 'undefined' ? { workers: false, cores: 1 } : { workers: true, cores: navigator.hardwareConcurrency }

function startStage(stage: number): StartedStage {
  if (!stagePlace.workers) return startHere()
  const worker = new Worker(new URL('./stage-worker.ts', import.meta.url), { type: 'module', name: `stage ${stage + 1}` })
  return { endpoint: worker, close: () => worker.terminate() }
}

function startHere(): StartedStage {
  const { port1, port2 } = new MessageChannel()
  const stop = serveStage(port2)
  const close = (): void => {
    stop()
    port1.close()
    port2.close()
  }
  return { endpoint: port1, close }
}

export class StagePool {
  private readonly stages: readonly StartedStage[]
  private readonly clients: readonly Client<StageMessages>[]
  private readonly task: PipelineTask
  private readonly signal: AbortSignal

  constructor(task: PipelineTask, signal: AbortSignal) {
    this.task = task
    this.signal = signal
    this.stages = task.parts.map((_, stage) => startStage(stage))
    this.clients = this.stages.map(({ endpoint }) => createClient<StageMessages>(endpoint))
  }

  /** Resolves when all stages stand. */
  async build(): Promise<void> {
    const { parts, run, horizon, loss, initial } = this.task
    const joints = parts.slice(1).map(joint)
    await Promise.all(this.clients.map((client, stage) => {
      const { network, offset } = parts[stage] as Part
      const [previous, next] = [joints[stage - 1]?.after ?? null, joints[stage]?.before ?? null]
      const task: StageTask = {
        network, run, horizon, initial: initial.slice(offset, offset + network.params), loss: stage === parts.length - 1 ? loss : null, previous, next,
      }
      const transfer = [previous, next].flatMap((neighbour) => (neighbour ? [neighbour.ask, neighbour.answer] : []))
      return client.request('build', task, { signal: this.signal, transfer })
    }))
  }

  /** One update with a batch in at most so many pieces; a report of each stage. */
  step(step: number, { count, inputs, targets }: Rows, pieces: number): Promise<readonly StageReport[]> {
    const many = Math.min(pieces, count)
    const rows = Array.from({ length: many }, (_, piece) => Math.floor(((piece + 1) * count) / many) - Math.floor((piece * count) / many))
    const last = this.clients.length - 1
    return Promise.all(this.clients.map((client, stage) =>
      client.request('step', { step, rows, inputs: stage === 0 ? Float64Array.from(inputs) : null, targets: stage === last ? targets : null }, { signal: this.signal })))
  }

  /** Of the whole network, [params]. */
  async params(): Promise<Float64Array> {
    const own = await Promise.all(this.clients.map((client) => client.request('params', null, { signal: this.signal })))
    return Float64Array.from(own.flatMap((values) => Array.from(values)))
  }

  close(): void {
    for (const stage of this.stages) stage.close()
  }
}

/** Two channels between neighbours: in each direction one asks and the other answers. */
function joint(): { readonly before: Neighbour; readonly after: Neighbour } {
  const [forward, backward] = [new MessageChannel(), new MessageChannel()]
  return { before: { ask: forward.port1, answer: backward.port2 }, after: { ask: backward.port1, answer: forward.port2 } }
}
