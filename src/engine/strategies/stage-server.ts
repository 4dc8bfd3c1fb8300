// A stage that answers messages: all pieces forward as they come, then all backward, then the update (GPipe's order).
import { createClient, serve } from '../../protocol/port.ts'
import type { Client, Endpoint } from '../../protocol/port.ts'
import { compileLoss } from '../network/loss.ts'
import type { LossProgram } from '../network/loss.ts'
import type { Neighbour, NeighbourMessages, Pass, Span, StageMessages, StageReport, StageStep, StageTask } from './stage-messages.ts'
import { pieceLoss, Stage } from './stage.ts'

/** Answers until the returned function is called. */
export function serveStage(endpoint: Endpoint): () => void {
  let server: StageServer | null = null
  const built = (): StageServer => {
    if (!server) throw new Error('the stage is not built yet')
    return server
  }
  serve<StageMessages>(endpoint, {
    build: async (task) => {
      server = new StageServer(task)
      return null
    },
    step: (step) => built().run(step),
    params: async () => built().params(),
  })
  return () => server?.close()
}

/** A step under way. */
interface Current extends StageStep {
  readonly spans: Span[]
  readonly slopes: Float64Array[]
  loss: number
  forwards: number
  backwards: number
  readonly resolve: (report: StageReport) => void
  readonly reject: (error: unknown) => void
}

class StageServer {
  private readonly stage: Stage
  private readonly loss: LossProgram | null
  private readonly next: Client<NeighbourMessages> | null
  private readonly previous: Client<NeighbourMessages> | null
  private readonly ports: readonly MessagePort[]
  /** Pieces of a step that the neighbour has begun and this stage has not. */
  private early: Pass[] = []
  private current: Current | null = null

  constructor(task: StageTask) {
    this.stage = new Stage(task)
    this.loss = task.loss && compileLoss(task.loss, task.network.outputs)
    this.next = this.meet(task.next, (pass) => this.backward(pass.piece, pass.values))
    this.previous = this.meet(task.previous, (pass) => this.arrive(pass))
    this.ports = [task.next, task.previous].flatMap((neighbour) => (neighbour ? [neighbour.ask, neighbour.answer] : []))
  }

  run(step: StageStep): Promise<StageReport> {
    return new Promise((resolve, reject) => {
      this.current = { ...step, spans: [], slopes: [], loss: this.loss ? 0 : Number.NaN, forwards: 0, backwards: 0, resolve, reject }
      this.guard(() => {
        const { inputs, rows } = step
        if (inputs) cut(inputs, rows).forEach((values, piece) => this.forward(piece, values))
        const waiting = this.early.filter((pass) => pass.step === step.step)
        this.early = []
        for (const pass of waiting) this.forward(pass.piece, pass.values)
      })
    })
  }

  params(): Float64Array {
    return this.stage.params.slice()
  }

  close(): void {
    for (const port of this.ports) port.close()
  }

  private meet(neighbour: Neighbour | null, take: (pass: Pass) => void): Client<NeighbourMessages> | null {
    if (!neighbour) return null
    serve<NeighbourMessages>(neighbour.answer, {
      pass: async (pass) => {
        this.guard(() => take(pass))
        return null
      },
    })
    return createClient<NeighbourMessages>(neighbour.ask)
  }

  private arrive(pass: Pass): void {
    if (this.current?.step === pass.step) this.forward(pass.piece, pass.values)
    else this.early.push(pass)
  }

  private forward(piece: number, inputs: Float64Array): void {
    const current = this.underWay()
    const outputs = this.timed('forward', piece, () => {
      const values = this.stage.forward(piece, inputs)
      if (this.loss) this.judge(this.loss, piece, values)
      return values
    })
    if (this.next) this.send(this.next, piece, outputs)
    current.forwards++
    if (!this.loss || current.forwards < current.rows.length) return
    for (let last = current.rows.length - 1; last >= 0; last--) this.backward(last, current.slopes[last] ?? new Float64Array(0))
  }

  private judge(program: LossProgram, piece: number, outputs: Float64Array): void {
    const current = this.underWay()
    const all = current.rows.reduce((a, b) => a + b, 0)
    const targets = cut(current.targets ?? new Float64Array(0), current.rows)[piece] ?? new Float64Array(0)
    const { loss, slopes } = pieceLoss(program, outputs, targets, (current.rows[piece] ?? 0) / all)
    current.loss += loss
    current.slopes[piece] = slopes
  }

  private backward(piece: number, slopes: Float64Array): void {
    const current = this.underWay()
    const values = this.timed('backward', piece, () => this.stage.backward(piece, slopes, this.previous !== null))
    if (this.previous && values) this.send(this.previous, piece, values)
    current.backwards++
    if (current.backwards < current.rows.length) return
    this.timed('update', -1, () => this.stage.update())
    this.current = null
    current.resolve({ loss: current.loss, spans: current.spans })
  }

  private send(to: Client<NeighbourMessages>, piece: number, values: Float64Array): void {
    const { step, reject } = this.underWay()
    // What fails over there fails this step too.
    this.timed('send', piece, () => void to.request('pass', { step, piece, values }, { transfer: [values.buffer as ArrayBuffer] }).catch(reject))
  }

  private timed<T>(tone: Span['tone'], piece: number, work: () => T): T {
    const from = now()
    const result = work()
    this.current?.spans.push({ tone, piece, from, to: now() })
    return result
  }

  private underWay(): Current {
    if (!this.current) throw new Error('no step is under way')
    return this.current
  }

  private guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.current?.reject(error)
    }
  }
}

/** Workers' clocks begin when they do; their origins are on one clock. */
const now = (): number => performance.timeOrigin + performance.now()

/** [rows of all pieces, width] -> views of [rows of one, width]. */
function cut(values: Float64Array, rows: readonly number[]): Float64Array[] {
  const width = values.length / rows.reduce((a, b) => a + b, 0)
  let from = 0
  return rows.map((count) => values.subarray(from, (from += count * width)))
}
