// Updates of small networks per second, side by side in one run: the fused trainer, composed tfjs operations on WebGPU, WebGL and in plain
// JavaScript, the float64 reference and ConvNetJS. Only ratios travel between machines; they are what is kept.
import convnetjs from 'convnetjs'
import { afterAll, afterEach, beforeAll, test } from 'vitest'
import { commands } from 'vitest/browser'
import { lossById } from '../../src/catalog/losses/registry.ts'
import { Layout } from '../../src/catalog/models/layout.ts'
import { probeDevices } from '../../src/engine/devices.ts'
import { compileKernel } from '../../src/engine/fused/pipelines.ts'
import type { Batch, NetworkProblem, NetworkStepper } from '../../src/engine/network/contract.ts'
import { fusedNetworkDevice } from '../../src/engine/network/fused/device.ts'
import { formFor, limitsOf } from '../../src/engine/network/fused/fused-network.ts'
import { fusedNetworkStepper } from '../../src/engine/network/fused/stepper.ts'
import { compileLoss } from '../../src/engine/network/loss.ts'
import { referenceNetworkStepper } from '../../src/engine/network/reference-stepper.ts'
import { tfjsNetworkStepper } from '../../src/engine/network/tfjs/stepper.ts'
import { startBackend, withBackend } from '../../src/engine/tfjs/backend.ts'
import { normal } from '../../src/formula/random.ts'
import { numbersOf } from '../../src/scenario/columns.ts'
import type { TrainGroup } from '../../src/scenario/network/plan-types.ts'
import { planRollout } from '../../src/scenario/plan.ts'

const horizon = 1 << 30
const rounds = 5
/** Milliseconds of one measured round, and the most that a step may take to be measured at all. */
const [roundTime, patience] = [150, 1500]
const lines: string[] = []
const say = (line: string): void => {
  lines.push(line)
  console.log(line)
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const draws = (count: number, key: number, scale = 1): Float64Array => Float64Array.from({ length: count }, (_, i) => scale * normal(7, 0, key, 0, i))

/** Tanh between dense layers; one output with squared error, more with cross-entropy. A few batches in turn, so that none is made while the clock runs. */
function problemOf(sizes: readonly number[], batch: number, runs: number): NetworkProblem {
  const [inputs = 0, ...units] = sizes
  const outputs = units.at(-1) ?? 0
  const layers = units.slice(0, -1).reduce((built, n) => built.dense(n).activation('tanh(z)'), new Layout(inputs, null))
  const network = layers.dense(outputs).network()
  const loss = lossById.get(outputs === 1 ? 'mse' : 'cce_logits')
  if (!loss) throw new Error('no such loss')
  const params = numbersOf(loss.params, Object.fromEntries(loss.params.map((p) => [p.name, p.default])))
  const batches = [1, 2, 3, 4].map((key): Batch => ({
    count: batch, inputs: draws(batch * inputs, key), masks: [],
    targets: Float64Array.from({ length: batch * outputs }, (_, i) => (outputs === 1 ? normal(7, 1, key, 0, i) : Number(i % outputs === (i / outputs) % outputs))),
  }))
  return {
    network, penalty: { l1: 0, l2: 0 }, steps: horizon, loss: compileLoss({ ...loss, params }, outputs),
    batch: (step) => batches[step % batches.length] ?? { count: 0, inputs: new Float32Array(), targets: new Float64Array(), masks: [] },
    initial: draws(runs * network.params, 9, 0.1),
  }
}

function adam(runs: number): TrainGroup {
  const [group] = planRollout({
    version: 1, kind: 'landscape', landscape: 'sphere', start: [1, 1], steps: 10, seed: 1, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-3,
    runs: Array.from({ length: runs }, () => ({ optimizer: 'adam', hyper: { lr: 0.001 } })),
  }).groups
  if (!group) throw new Error('no group')
  return { ...group, model: { id: 'mlp', hidden: [], activation: 'z', dropout: 0, init: 'zeros', weights: null }, batch: 'all' }
}

/** Multiply-adds of one update of one run: forward, gradient, and back through all layers but the first. */
const work = ({ network }: NetworkProblem, batch: number): number =>
  batch * network.layers.reduce((sum, l) => sum + (l.kind === 'dense' ? l.inputs * l.outputs * (l.inputs === network.inputs ? 2 : 3) : 0), 0)

/** Something that makes steps: how long one took, over some more steps. */
interface Maker {
  /** Milliseconds until the first step was made: compiling, mostly. */
  readonly begin: number
  /** Milliseconds of a step. */
  readonly round: () => Promise<number>
  readonly dispose: () => void
}

const none: Maker = { begin: Number.NaN, round: () => Promise.resolve(Number.NaN), dispose: () => undefined }

/** A maker whose rounds take about as long as they should; `none` where a step takes too long to wait for. */
async function maker(make: (steps: number) => unknown, dispose: () => void = () => undefined): Promise<Maker> {
  const time = async (steps: number): Promise<number> => {
    const begun = performance.now()
    await make(steps)
    return performance.now() - begun
  }
  const begin = await time(1)
  let count = 1
  let took = await time(count)
  if (took > patience) {
    dispose()
    return none
  }
  // The first rounds find the size of dispatches and let compilers warm up.
  while (took < roundTime / 2) {
    count = Math.ceil(count * Math.min(8, roundTime / Math.max(took, 0.05)))
    took = await time(count)
  }
  return { begin, round: async () => (await time(count)) / count, dispose }
}

const stepping = (stepper: NetworkStepper): Promise<Maker> => maker((steps) => stepper.advance(steps), () => stepper.dispose())

/** Milliseconds of a step of each, medians over rounds that go by turns, so that a busy moment is not one maker's alone. */
async function race(makers: readonly Maker[]): Promise<number[]> {
  const found = makers.map((): number[] => [])
  for (let round = 0; round < rounds; round++) for (const [i, { round: make }] of makers.entries()) found[i]?.push(await make())
  for (const { dispose } of makers) dispose()
  return found.map(median)
}

/** ConvNetJS as published on npm: it has no Adam, so momentum, which is cheaper. */
function convnet(sizes: readonly number[], batch: number): Promise<Maker> {
  const [inputs = 0, ...units] = sizes
  const outputs = units.at(-1) ?? 0
  const net = new convnetjs.Net()
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: inputs },
    ...units.slice(0, -1).map((n) => ({ type: 'fc', num_neurons: n, activation: 'tanh' })),
    outputs === 1 ? { type: 'regression', num_neurons: 1 } : { type: 'softmax', num_classes: outputs },
  ])
  const trainer = new convnetjs.Trainer(net, { method: 'sgd', momentum: 0.9, batch_size: batch, learning_rate: 0.001 })
  const vols = Array.from({ length: 64 }, (_, i) => {
    const vol = new convnetjs.Vol(1, 1, inputs)
    vol.w.set(draws(inputs, i))
    return vol
  })
  return maker((steps) => {
    for (let i = 0; i < steps * batch; i++) trainer.train(vols[i % vols.length] ?? new convnetjs.Vol(1, 1, inputs), outputs === 1 ? [0.5] : i % outputs)
  })
}

/** Multiply-adds a second of a kernel that does little else, on all cores: eight chains, written out, so that variables do not count. */
async function plainRate(device: GPUDevice): Promise<number> {
  const [invocations, loops, links] = [256, 4000, 32]
  const chains = Array.from({ length: 8 }, (_, i) => `x${i}`)
  const link = (from: number): string[] => chains.map((x) => `let ${x}_${from + 1} = ${x}_${from} * 0.999 + 0.5;`)
  const body = [...chains.map((x) => `let ${x}_0 = ${x};`), ...Array.from({ length: links }, (_, i) => link(i)).flat(), ...chains.map((x) => `${x} = ${x}_${links};`)]
  const code = `@group(0) @binding(0) var<storage, read_write> out: array<f32>;
@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) {
  ${chains.map((x, i) => `var ${x} = f32(id.x) + ${i}.5;`).join(' ')}
  for (var i = 0u; i < ${loops}u; i++) { ${body.join(' ')} }
  out[id.x] = ${chains.join(' + ')};
}`
  const pipeline = await compileKernel(device, code, 'auto')
  const buffer = device.createBuffer({ size: invocations * 4, usage: GPUBufferUsage.STORAGE })
  const once = async (): Promise<number> => {
    const begun = performance.now()
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: [{ binding: 0, resource: { buffer } }] }))
    pass.dispatchWorkgroups(invocations / 4)
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    return performance.now() - begun
  }
  await once()
  const ms = Math.min(await once(), await once(), await once(), await once())
  buffer.destroy()
  return (invocations * loops * links * chains.length) / (ms / 1000)
}

/** Composed operations, and the multiply-adds of a step that each is asked for: beyond them one takes longer than there is time. */
const backends = ['webgpu', 'webgl', 'cpu'] as const
const most = { webgpu: 3e9, webgl: 3e7, cpu: 3e7 } as const

async function composed(backend: (typeof backends)[number], problem: NetworkProblem, runs: number): Promise<Maker> {
  await withBackend(backend)(() => startBackend(backend))
  return stepping(tfjsNetworkStepper(problem, adam(runs), withBackend(backend)))
}

const networks = [[2, 4, 2, 1], [2, 8, 8, 1], [2, 16, 16, 1], [64, 32, 10], [784, 64, 10]]
const number = (value: number): string => (Number.isNaN(value) ? '-' : value >= 100 ? value.toFixed(0) : value.toPrecision(2))

let plain = 0
let ended = 0
afterEach(() => {
  ended += 1
})
afterAll(async () => {
  // Some of the networks alone make no report.
  if (ended === networks.length) await commands.writeFile('e2e/bench/results/networks.md', `${lines.join('\n')}\n`)
})

beforeAll(async () => {
  const { device, software } = await fusedNetworkDevice()
  const name = (await probeDevices()).find((d) => d.device === 'webgpu')?.detail
  plain = await plainRate(device)
  say(`device: ${name}${software ? ' (software)' : ''}; ${navigator.hardwareConcurrency} threads; ${navigator.userAgent.match(/Chrome\/[\d.]+/)?.[0] ?? ''}`)
  say('')
  say(`Adam, tanh; medians of ${rounds} rounds by turns. A plain multiply-add kernel makes ${(plain / 1e9).toFixed(1)} G/s. "of plain": the trainer's multiply-adds as a share of that.`)
  say('tfjs: composed operations, on WebGPU, on WebGL and in plain JavaScript (cpu). ConvNetJS and the reference work through runs one by one: theirs is the time of one, times the runs. ConvNetJS has no Adam; it runs with momentum.')
  say('')
  say('| network | batch | runs | form | first step ms | fused steps/s | M samples/s | of plain | tfjs webgpu steps/s | tfjs webgl steps/s | tfjs cpu steps/s | reference steps/s | ConvNetJS steps/s | fused / tfjs webgpu | fused / reference | fused / ConvNetJS |')
  say('|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
}, 120_000)

test.each(networks.map((sizes) => [sizes.join('-'), sizes] as const))('%s', async (_, sizes) => {
  const { device, software } = await fusedNetworkDevice()
  for (const batch of [10, 32, 128]) {
    let last: number = 0
    for (const runs of [1, 8, 64, 1024]) {
      // What took long for a part of the runs is not waited for with all.
      if (!(last <= patience / 8)) continue
      const problem = problemOf(sizes, batch, runs)
      const one = { ...problem, initial: problem.initial.slice(0, problem.network.params) }
      const fused = await stepping(fusedNetworkStepper(device, problem, adam(runs), { software }))
      const makers = [fused]
      for (const backend of backends) makers.push(runs * work(problem, batch) < most[backend] ? await composed(backend, problem, runs) : none)
      makers.push(await stepping(referenceNetworkStepper(one, adam(1))), await convnet(sizes, batch))
      const [step = 0, webgpu = 0, webgl = 0, cpu = 0, reference = 0, other = 0] = await race(makers)
      last = step
      if (Number.isNaN(step)) continue
      const share = (work(problem, batch) * runs) / (step / 1000) / plain
      say(`| ${[
        sizes.join('-'), batch, runs, formFor(problem, 1, limitsOf(device, software)), fused.begin.toFixed(0), number(1000 / step), number((runs * batch) / step / 1000), `${(100 * share).toFixed(0)} %`,
        number(1000 / webgpu), number(1000 / webgl), number(1000 / cpu), number(1000 / (reference * runs)), number(1000 / (other * runs)), number(webgpu / step), number((reference * runs) / step), number((other * runs) / step),
      ].join(' | ')} |`)
    }
  }
})
