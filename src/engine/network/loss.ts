// A loss: its text as graph nodes, which every device's reading shares, and their float64 reading.
import { differentiate } from '../../formula/differentiate.ts'
import { Graph } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import type { LossText } from '../../scenario/network/plan-types.ts'
import { ColumnTape } from './column-tape.ts'

export interface LossProgram {
  readonly kind: 'pointwise' | 'classwise'
  /** Outputs of the network. */
  readonly classes: number
  /** One element's loss. Symbols: `y` the target, and `raw`, which is p or z (pointwise) or the log-probability l (classwise). */
  readonly value: Node
  /** d value / d raw */
  readonly slope: Node
  readonly reading: LossReading
}

/** The float64 reading's tapes and scratch: one call at a time. */
interface LossReading {
  readonly values: ColumnTape
  readonly both: ColumnTape
  scratch: { readonly values: Float64Array; readonly logs: Float64Array }
}

/** @throws FormulaError with line, column and cure. */
export function compileLoss(text: Pick<LossText, 'kind' | 'formula' | 'params'>, classes: number): LossProgram {
  const graph = new Graph()
  const raw = graph.sym('raw')
  const own: [string, Node][] = text.kind === 'pointwise' ? [['p', raw], ['z', raw]] : [['l', raw]]
  const params = Object.entries(text.params).map(([name, value]): [string, Node] => [name, graph.const(value)])
  const names = new Map([...params, ...own, ['y', graph.sym('y')], ['classes', graph.const(classes)]])
  const value = buildFunction(graph, text.formula, { names, functions: new Map() })
  const slope = differentiate(graph, value, raw)
  const symbols = ['raw', 'y']
  const reading = { values: new ColumnTape([value], symbols), both: new ColumnTape([value, slope], symbols), scratch: roomFor(0) }
  return { kind: text.kind, classes, value, slope, reading }
}

/**
 * The mean loss: over all elements (pointwise), or of the sums over classes (classwise). Arrays are [n, k] and may be longer.
 * `gradient`, where given, becomes d loss / d outputs, [n, k]; it may be `outputs`.
 */
export function lossOf(program: LossProgram, outputs: Float64Array, targets: Float64Array, n: number, k: number, gradient: Float64Array | null = null): number {
  const count = n * k
  if (k !== program.classes) throw new Error(`outputs: expected [rows, ${program.classes}], got [${n}, ${k}]`)
  for (const array of [outputs, targets, gradient ?? outputs]) {
    if (array.length < count) throw new Error(`expected an array of [${n}, ${k}], got ${array.length} values`)
  }
  const { reading } = program
  if (reading.scratch.values.length < count) reading.scratch = roomFor(count)
  const { values, logs } = reading.scratch
  const classwise = program.kind === 'classwise'
  if (classwise) logSoftmax(outputs, logs, n, k)
  const raw = classwise ? logs : outputs
  if (gradient) reading.both.run(count, [raw, targets], [values, gradient])
  else reading.values.run(count, [raw, targets], [values])
  const parts = classwise ? n : count
  if (gradient && classwise) throughSoftmax(gradient, logs, n, k)
  if (gradient) for (let i = 0; i < count; i++) gradient[i] = (gradient[i] as number) / parts
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i] as number
  return sum / parts
}

const roomFor = (count: number): LossReading['scratch'] => ({ values: new Float64Array(count), logs: new Float64Array(count) })

/** Rows less the logarithm of the sum of their exponentials; less their largest first, so that none overflows. */
function logSoftmax(outputs: Float64Array, logs: Float64Array, n: number, k: number): void {
  for (let row = 0; row < n; row++) {
    const from = row * k
    let largest = -Infinity
    for (let j = from; j < from + k; j++) largest = Math.max(largest, outputs[j] as number)
    let sum = 0
    for (let j = from; j < from + k; j++) sum += Math.exp((outputs[j] as number) - largest)
    const log = Math.log(sum)
    for (let j = from; j < from + k; j++) logs[j] = (outputs[j] as number) - largest - log
  }
}

/** d_j becomes d_j - softmax_j · Σ d: from the slopes by the logarithms to those by the outputs. */
function throughSoftmax(slopes: Float64Array, logs: Float64Array, n: number, k: number): void {
  for (let row = 0; row < n; row++) {
    const from = row * k
    let sum = 0
    for (let j = from; j < from + k; j++) sum += slopes[j] as number
    for (let j = from; j < from + k; j++) slopes[j] = (slopes[j] as number) - Math.exp(logs[j] as number) * sum
  }
}
