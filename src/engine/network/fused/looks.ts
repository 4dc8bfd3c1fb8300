// A network at many parameter vectors and rows in one dispatch: decision surfaces (few vectors, many rows) and loss surfaces (many
// vectors). An invocation takes one vector and every n-th row.
import { wgslPrelude } from '../../../formula/wgsl.ts'
import { readBuffer } from '../../fused/pipelines.ts'
import { closedTraining } from '../contract.ts'
import type { NetworkProblem, Rows } from '../contract.ts'
import { formFor } from './fused-network.ts'
import type { FusedLimits } from './fused-network.ts'
import { dispatch, fill, makeRoom, pipelineFor } from './gpu.ts'
import type { Buffers } from './gpu.ts'
import { activationText, lossText, quickFunctions } from './pointwise.ts'
import { unrolledForward, unrolledLoss } from './unrolled-layers.ts'

/** Invocations that keep a device busy. */
const enough = { software: 64, hardware: 1 << 14 } as const
/** Multiply-adds of one dispatch: some tens of milliseconds. */
const mostWork = { software: 1e8, hardware: 1e10 } as const
/** Results of one dispatch, in f32. */
const mostResults = 1 << 22
const lanes = 32

type Wanted = 'outputs' | 'losses'

export class NetworkLooks {
  private readonly device: GPUDevice
  private readonly problem: NetworkProblem
  private readonly limits: FusedLimits
  private readonly buffers: Buffers = {}
  private turn: Promise<unknown> = Promise.resolve()
  private disposed = false

  constructor(device: GPUDevice, problem: NetworkProblem, limits: FusedLimits) {
    this.device = device
    this.problem = problem
    this.limits = limits
  }

  /** Raw outputs, [count, rows, outputs]. */
  outputs(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    const all = new Float64Array(count * rows.count * this.problem.network.outputs)
    return this.look('outputs', parameters, count, rows, (first, values) => all.set(values, first * rows.count * this.problem.network.outputs)).then(() => all)
  }

  /** Mean losses without penalties, [count]. */
  losses(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    const { loss, network } = this.problem
    const shares = rows.count * (loss.kind === 'classwise' ? 1 : network.outputs)
    const means = new Float64Array(count)
    return this.look('losses', parameters, count, rows, (first, values, parts) => {
      for (let i = 0; i < values.length; i++) means[first + Math.floor(i / parts)] = (means[first + Math.floor(i / parts)] ?? 0) + (values[i] ?? Number.NaN) / shares
    }).then(() => means)
  }

  dispose(): void {
    this.disposed = true
    for (const buffer of Object.values(this.buffers)) buffer.destroy()
  }

  /** One look at a time: they share their buffers. */
  private look(wanted: Wanted, parameters: Float64Array, count: number, rows: Rows, take: (first: number, values: Float32Array, parts: number) => void): Promise<unknown> {
    const turn = this.turn.then(() => this.inPieces(wanted, parameters, count, rows, take))
    this.turn = turn.catch(() => undefined)
    return turn
  }

  private async inPieces(wanted: Wanted, parameters: Float64Array, count: number, rows: Rows, take: (first: number, values: Float32Array, parts: number) => void): Promise<void> {
    const { network: { params, outputs } } = this.problem
    const { software } = this.limits
    if (parameters.length !== count * params) throw new Error(`parameters: expected [${count}, ${params}], got ${parameters.length} values`)
    if (rows.count === 0 || count === 0) return
    const work = (software ? mostWork.software : mostWork.hardware) / (rows.count * params)
    const width = Math.max(1, Math.floor(Math.min(work, count, mostResults / (rows.count * outputs), mostResults / params)))
    const pipeline = await pipelineFor(this.device, lookText(this.problem, wanted, this.limits), ['params', 'batch', 'table', 'out'])
    this.throwIfDisposed()
    fill(this.device, this.buffers, 'batch', packed(rows, this.problem.network))
    for (let first = 0; first < count; first += width) {
      const some = Math.min(width, count - first)
      const parts = Math.min(rows.count, Math.max(1, Math.ceil((software ? enough.software : enough.hardware) / some)))
      fill(this.device, this.buffers, 'table', Float32Array.from(parameters.subarray(first * params, (first + some) * params)))
      const results = some * (wanted === 'outputs' ? rows.count * outputs : parts)
      take(first, await this.dispatch(pipeline, [some, parts, rows.count], results), parts)
      this.throwIfDisposed()
    }
  }

  private dispatch(pipeline: GPUComputePipeline, [vectors, parts, rows]: readonly [number, number, number], results: number): Promise<Float32Array> {
    const { device, buffers } = this
    fill(device, buffers, 'params', new Uint32Array([vectors, parts, rows, 0]))
    const out = makeRoom(device, buffers, 'out', 4 * results)
    dispatch(device, pipeline, buffers, Math.ceil((vectors * parts) / lanes))
    return readBuffer(device, out, 4 * results)
  }

  private throwIfDisposed(): void {
    if (this.disposed) throw closedTraining()
  }
}

/** [rows][inputs, targets] */
function packed({ count, inputs, targets }: Rows, network: NetworkProblem['network']): Float32Array<ArrayBuffer> {
  const size = network.inputs + network.outputs
  const values = new Float32Array(count * size)
  for (let row = 0; row < count; row++) {
    values.set(inputs.subarray(row * network.inputs, (row + 1) * network.inputs), row * size)
    values.set(targets.subarray(row * network.outputs, (row + 1) * network.outputs), row * size + network.inputs)
  }
  return values
}

function lookText(problem: NetworkProblem, wanted: Wanted, limits: FusedLimits): string {
  const { network } = problem
  const written = formFor(problem, 1, limits) === 'unrolled'
  const body = written ? unrolledRow(problem, wanted) : rolledRow(problem, wanted)
  const widest = Math.max(network.inputs, ...network.tensors.map((t) => t.fanOut))
  return `${wgslPrelude}${quickFunctions}
struct Params { vectors: u32, parts: u32, rows: u32, pad: u32 }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<storage, read> batch: array<f32>;
@group(0) @binding(3) var<storage, read> table: array<f32>;
@group(0) @binding(6) var<storage, read_write> out: array<f32>;
${written ? `var<private> w: array<f32, ${network.params}>;` : `var<private> here: array<f32, ${widest}>;\nvar<private> next: array<f32, ${widest}>;`}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let id = (group.y * groups.x + group.x) * ${lanes}u + lane;
  let vector = id / p.parts;
  if (vector >= p.vectors) { return; }
  let home = vector * ${network.params}u;
  ${written ? `for (var k = 0u; k < ${network.params}u; k++) { w[k] = table[home + k]; }` : ''}
  var cost = 0.0;
  for (var row = id % p.parts; row < p.rows; row += p.parts) {
    let at = row * ${network.inputs + network.outputs}u;
    ${body.join('\n    ')}
  }
  ${wanted === 'losses' ? 'out[id] = cost;' : ''}
}
`
}

const resultAt = (problem: NetworkProblem, j: number | string): string => `out[(vector * p.rows + row) * ${problem.network.outputs}u + ${j}]`

function unrolledRow(problem: NetworkProblem, wanted: Wanted): string[] {
  const { network, loss } = problem
  const names = {
    weight: (tensor: number, index: number) => `w[${(network.tensors[tensor]?.offset ?? Number.NaN) + index}]`,
    gradient: () => '', mask: null,
    input: (i: number) => `batch[at + ${i}u]`,
    target: (j: number) => `batch[at + ${network.inputs + j}u]`,
  }
  const forward = unrolledForward(network, names, '')
  if (wanted === 'outputs') return [...forward.lines, ...forward.outputs.map((value, j) => `${resultAt(problem, `${j}u`)} = ${value};`)]
  const { lines, value } = unrolledLoss(loss, forward.outputs, names, '')
  return [...forward.lines, ...lines, `cost += ${value};`]
}

function rolledRow(problem: NetworkProblem, wanted: Wanted): string[] {
  const { network, loss } = problem
  const units = (count: number, body: string): string => `for (var j = 0u; j < ${count}u; j++) { ${body} }`
  const lines = [units(network.inputs, 'here[j] = batch[at + j];')]
  for (const layer of network.layers) {
    if (layer.kind === 'dense') {
      const kernel = network.tensors[layer.kernel]?.offset
      const bias = layer.bias === null ? '0.0' : `table[home + ${network.tensors[layer.bias]?.offset}u + j]`
      const sum = `for (var i = 0u; i < ${layer.inputs}u; i++) { sum += here[i] * table[home + ${kernel}u + i * ${layer.outputs}u + j]; }`
      lines.push(units(layer.outputs, `var sum = ${bias}; ${sum} next[j] = sum;`), units(layer.outputs, 'here[j] = next[j];'))
    } else if (layer.kind === 'activation') {
      const { lines: before, value } = activationText(layer.formula, 'z', 'v')
      lines.push(units(layer.units, `let z = here[j]; ${before.join(' ')} here[j] = ${value};`))
    }
  }
  const { outputs } = network
  if (wanted === 'outputs') return [...lines, units(outputs, `${resultAt(problem, 'j')} = here[j];`)]
  if (loss.kind === 'classwise') lines.push(
    'var largest = here[0];', units(outputs, 'largest = max(largest, here[j]);'), 'var sum = 0.0;', units(outputs, 'sum += exp(here[j] - largest);'),
    'let log_sum = log_(sum);', units(outputs, 'here[j] = here[j] - largest - log_sum;'),
  )
  const { lines: before, value } = lossText(loss, 'raw', 'y', 'v')
  return [...lines, units(outputs, `let raw = here[j]; let y = batch[at + ${network.inputs}u + j]; ${before.join(' ')} cost += ${value};`)]
}
