// The float64 reading, the oracle for every other one: a graph becomes a tape of instructions over blocks of runs.
// One instruction sweeps the whole block before the next, so interpreting costs little however many runs there are,
// and each run's numbers do not depend on its neighbours.
import { topological } from './graph.ts'
import type { Node } from './graph.ts'
import { binary, isBinary, isUnary, unary } from './ops.ts'

export type Instruction = (registers: Float64Array, width: number) => void

/** A compiled list of roots. Stateless; `block` makes room to run it. */
export class Tape {
  private readonly instructions: readonly Instruction[]
  private readonly constants: readonly (readonly [register: number, value: number])[]
  private readonly inputs: ReadonlyMap<string, number>
  private readonly outputs: readonly number[]
  private readonly size: number

  /** @throws Error for operations that are not plain algebra. */
  constructor(roots: readonly Node[]) {
    const order = topological(roots)
    const register = new Map(order.map((node, i) => [node, i]))
    const at = (node: Node | undefined): number => (node ? (register.get(node) ?? -1) : -1)
    this.size = order.length
    this.constants = order.filter((n) => n.op === 'const').map((n) => [at(n), n.value])
    this.inputs = new Map(order.filter((n) => n.op === 'sym').map((n) => [n.name, at(n)]))
    this.outputs = roots.map(at)
    this.instructions = order.filter((n) => n.args.length > 0).map((n) => instruction(n, at(n), n.args.map(at)))
  }

  get inputNames(): IterableIterator<string> {
    return this.inputs.keys()
  }

  /** Room for `width` runs. */
  block(width: number): TapeBlock {
    const registers = new Float64Array(this.size * width)
    for (const [r, value] of this.constants) registers.fill(value, r * width, (r + 1) * width)
    const view = (r: number): Float64Array => registers.subarray(r * width, (r + 1) * width)
    return {
      input: (name) => {
        const r = this.inputs.get(name)
        return r === undefined ? null : view(r)
      },
      outputs: this.outputs.map(view),
      run: () => {
        for (const step of this.instructions) step(registers, width)
      },
    }
  }
}

export interface TapeBlock {
  /** The column of a symbol, [width], to be filled before `run`; null when no root needs it. */
  readonly input: (name: string) => Float64Array | null
  /** One column per root, [width]. */
  readonly outputs: readonly Float64Array[]
  readonly run: () => void
}

/** One value of a node, for the odd single number; unknown symbols are NaN. */
export function evaluate(node: Node, values: Readonly<Record<string, number>>): number {
  const tape = new Tape([node])
  const block = tape.block(1)
  for (const name of tape.inputNames) block.input(name)?.fill(values[name] ?? Number.NaN)
  block.run()
  return block.outputs[0]?.[0] ?? Number.NaN
}

/* The common operations are written out so that the engine's compiler sees a tight monomorphic loop in each. */
export function instruction(node: Node, out: number, args: readonly number[]): Instruction {
  const [a = 0, b = 0, c = 0] = args
  switch (node.op) {
    case 'add':
      return (r, w) => {
        for (let i = 0, o = out * w, p = a * w, q = b * w; i < w; i++) r[o + i] = (r[p + i] as number) + (r[q + i] as number)
      }
    case 'sub':
      return (r, w) => {
        for (let i = 0, o = out * w, p = a * w, q = b * w; i < w; i++) r[o + i] = (r[p + i] as number) - (r[q + i] as number)
      }
    case 'mul':
      return (r, w) => {
        for (let i = 0, o = out * w, p = a * w, q = b * w; i < w; i++) r[o + i] = (r[p + i] as number) * (r[q + i] as number)
      }
    case 'div':
      return (r, w) => {
        for (let i = 0, o = out * w, p = a * w, q = b * w; i < w; i++) r[o + i] = (r[p + i] as number) / (r[q + i] as number)
      }
    case 'sqrt':
      return (r, w) => {
        for (let i = 0, o = out * w, p = a * w; i < w; i++) r[o + i] = Math.sqrt(r[p + i] as number)
      }
    case 'select':
      return (r, w) => {
        for (let i = 0, o = out * w; i < w; i++) r[o + i] = (r[a * w + i] !== 0 ? r[b * w + i] : r[c * w + i]) as number
      }
    default:
      return general(node, out, a, b)
  }
}

function general(node: Node, out: number, a: number, b: number): Instruction {
  const { op } = node
  if (isUnary(op)) {
    const f = unary[op]
    return (r, w) => {
      for (let i = 0, o = out * w, p = a * w; i < w; i++) r[o + i] = f(r[p + i] as number)
    }
  }
  if (isBinary(op)) {
    const f = binary[op]
    return (r, w) => {
      for (let i = 0, o = out * w, p = a * w, q = b * w; i < w; i++) r[o + i] = f(r[p + i] as number, r[q + i] as number)
    }
  }
  throw new Error(`the reference reading has no ${op}: expand the step onto its problem first`)
}
