// Every operation of the language on every device against its float64 meaning: digits, and what is infinite or not a number.
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { binary, isBinary, isUnary, unary } from '../../formula/ops.ts'
import type { BinaryOp, UnaryOp } from '../../formula/ops.ts'
import { readTensors } from './reading.ts'
import { devices, onDevice } from './testing.ts'
import type { Backend } from './backend.ts'

const magnitudes = [0, 1e-30, 1e-10, 1e-6, ...Array.from({ length: 400 }, (_, i) => 10 ** (-4 + i / 80))]
const edges = [Infinity, -Infinity, Number.NaN]
const singles = [...magnitudes, ...magnitudes.map((v) => -v), ...edges, 1e30, -1e30].map(Math.fround)
const some = [0, 0.1, 0.5, 1, 1.7, 2, 3, 700, 1e-8, -0.3, -1, -2.5, -3, ...edges].map(Math.fround)
const pairs = some.flatMap((a) => some.map((b) => [a, b] as const))

const column = (values: readonly number[]): tf.Tensor2D => tf.tensor2d([...values], [values.length, 1])

const read = (device: Backend, op: UnaryOp | BinaryOp, a: readonly number[], b: readonly number[]): Promise<ArrayLike<number>> =>
  onDevice(device, async () => {
    const graph = new Graph()
    const args = op in binary ? [graph.sym('a'), graph.sym('b')] : [graph.sym('a')]
    const result = tf.tidy(() => {
      const known = new Map([['a', column(a)], ['b', column(b)]])
      return readTensors([graph.make(op, ...args)], (n) => known.get(n.name) ?? null, () => null, new Map())[0] ?? tf.scalar(Number.NaN)
    })
    const values = await result.data()
    result.dispose()
    return values
  })

/** Where float32 has no nearer number than 1e-37, or a wave has no digits left, devices may differ. */
const comparable = (op: string, [a]: readonly number[]): boolean => !(['sin', 'cos', 'tan'].includes(op) && Math.abs(a ?? 0) > 1e4 && Number.isFinite(a))
/** JavaScript alone says that ±1 to an infinite power is no number, and drivers leave powers of -∞ open. */
const settled = (op: string, [a = 0, b = 0]: readonly number[]): boolean => op !== 'pow' || (a !== -Infinity && Math.abs(b) !== Infinity && !(a === 0 && b < 0 && Number.isInteger(b)))

/** Relative to the value, 20 units in the last place of float32: what exp, log and pow of a device are off by; the rest is far better. */
const tolerance = 20 * 2 ** -23

function misses(op: string, points: readonly (readonly number[])[], found: ArrayLike<number>, meaning: (p: readonly number[]) => number): string[] {
  return points.flatMap((p, i) => {
    const [got, wanted] = [found[i] ?? Number.NaN, meaning(p)]
    const rounded = Math.fround(wanted)
    if (!comparable(op, p) || !settled(op, p)) return []
    // Below 1e-37 float32 loses digits, and devices write 0.
    const near = Number.isFinite(rounded) ? Math.abs(got - wanted) <= tolerance * Math.abs(wanted) + 1e-37 : Object.is(got, rounded)
    return near ? [] : [`${op}(${p.join()}) = ${got}, expected ${rounded}`]
  })
}

describe.each(devices)('%s', (device) => {
  it.each(Object.keys(unary).filter(isUnary))('%s', async (op) => {
    const found = await read(device, op, singles, singles)
    expect(found).toHaveLength(singles.length)
    expect(misses(op, singles.map((a) => [a]), found, ([a = 0]) => unary[op](a))).toEqual([])
  })

  it.each(Object.keys(binary).filter(isBinary))('%s', async (op) => {
    const found = await read(device, op, pairs.map(([a]) => a), pairs.map(([, b]) => b))
    expect(found).toHaveLength(pairs.length)
    expect(misses(op, pairs, found, ([a = 0, b = 0]) => binary[op](a, b))).toEqual([])
  })
})
