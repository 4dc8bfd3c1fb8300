// For tests: the golden networks, small ones of any layers, and whole trainings on the reference.
import type { Layer, Network, TensorSpec } from '../../catalog/network-types.ts'
import { lossById } from '../../catalog/losses/registry.ts'
import { optimizerById } from '../../catalog/optimizers/registry.ts'
import { goldenNetworks } from '../../golden/load.ts'
import type { NetworkRow } from '../../golden/load.ts'
import type { TrainFrame } from '../../protocol/network-messages.ts'
import { columnsOf, numbersOf } from '../../scenario/columns.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import type { TrainGroup } from '../../scenario/network/plan-types.ts'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import { createTrainTraceBuilder } from '../../store/network-trace.ts'
import type { TrainRun } from '../../store/network-types.ts'
import type { NetworkProblem } from './contract.ts'
import { createNetworkHandlers } from './handlers.ts'
import { compileLoss } from './loss.ts'

/** Dense layers with an activation between them, none after the last. */
export function denseNetwork(sizes: readonly number[], activation: string): Network {
  const tensors: TensorSpec[] = []
  const layers: Layer[] = []
  let offset = 0
  const tensor = (name: string, shape: readonly number[], fanIn: number, fanOut: number): number => {
    const size = shape.reduce((a, b) => a * b, 1)
    tensors.push({ name, offset, size, shape, fanIn, fanOut, matrix: shape.length > 1 })
    offset += size
    return tensors.length - 1
  }
  for (let i = 1; i < sizes.length; i++) {
    const [inputs = 0, outputs = 0] = [sizes[i - 1], sizes[i]]
    const kernel = tensor(`W${i}`, [inputs, outputs], inputs, outputs)
    layers.push({ kind: 'dense', inputs, outputs, kernel, bias: tensor(`b${i}`, [outputs], inputs, outputs) })
    if (i < sizes.length - 1) layers.push({ kind: 'activation', formula: activation, units: outputs })
  }
  return { layers, tensors, params: offset, inputs: sizes[0] ?? 0, outputs: sizes.at(-1) ?? 0 }
}

const lossIds: Readonly<Record<string, string>> = { bce_logits: 'bce_logits', mse: 'mse', cce_logits: 'cce_logits' }

/** A golden network as a problem for some runs that begin alike, on its one batch. */
export function goldenProblem(id: string, runs: number, steps: number): NetworkProblem {
  const golden = goldenNetworks.get(id)
  const loss = lossById.get(lossIds[golden?.loss ?? ''] ?? '')
  if (!golden || !loss) throw new Error(`no golden network ${id}`)
  const network = denseNetwork(golden.layers, 'tanh(z)')
  const start = flatParams(network, golden.params)
  const initial = new Float64Array(runs * network.params)
  for (let run = 0; run < runs; run++) initial.set(start, run * network.params)
  const numbers = numbersOf(loss.params, Object.fromEntries(loss.params.map((p) => [p.name, p.default])))
  const batch = { count: golden.x.length, inputs: Float64Array.from(golden.x.flat()), targets: Float64Array.from(golden.y.flat()), masks: [] }
  return { network, loss: compileLoss({ ...loss, params: numbers }, network.outputs), penalty: { l1: 0, l2: 0 }, batch: () => batch, steps, initial }
}

export function flatParams(network: Network, params: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>): Float64Array {
  return Float64Array.from(network.tensors.flatMap(({ name }) => (params[name] ?? []).flat()))
}

/** Rows of one rule as a group, in the order given. */
export function goldenGroup(rows: readonly NetworkRow[]): TrainGroup {
  const optimizer = optimizerById.get(rows[0]?.optimizer ?? '')
  if (optimizer?.kind !== 'formula') throw new Error(`no formula rule ${rows[0]?.optimizer ?? ''}`)
  return {
    key: optimizer.id,
    rule: { rule: optimizer.rule, init: optimizer.init ?? {}, params: optimizer.hyper.map((p) => p.name) },
    schedule: { rule: 'lr = lr', init: {}, params: [] },
    warmup: null,
    modifiers: [],
    runs: rows.map((_, i) => i),
    columns: columnsOf(rows.map((row) => numbersOf(optimizer.hyper, row.hyper))),
    seeds: new Uint32Array(rows.length),
    model: { id: 'mlp', hidden: [], activation: 'tanh(z)', dropout: 0, init: 'glorot_uniform', weights: null },
    batch: 'all',
  }
}

/** A scenario trained to its end in float64: its runs as the page keeps them, and their parameters, in the order of the tensors. */
export async function trainOnReference(scenario: NetworkScenario): Promise<{ readonly runs: readonly TrainRun[]; readonly weights: readonly Float64Array[] }> {
  const handlers = createNetworkHandlers(async () => [])
  const builder = createTrainTraceBuilder(scenario.runs.length)
  const { signal } = new AbortController()
  const context = { signal, send: async (frame: TrainFrame) => builder.add(frame) }
  builder.finish(await handlers.train({ session: 0, plan: planTraining(scenario), device: 'cpu', base: 'http://nowhere/', paused: false, pace: null }, context))
  const { built, runs } = builder.snapshot(scenario)
  if (built?.device !== 'cpu') throw new Error(`trained on ${built?.device ?? 'nothing'} instead of the reference`)
  const nothing = { signal, send: async () => undefined }
  const weights = await Promise.all(runs.map(async ({ status }, run) => (status === 'refused' ? new Float64Array() : (await handlers.weights({ session: 0, run }, nothing)).values)))
  return { runs, weights }
}
