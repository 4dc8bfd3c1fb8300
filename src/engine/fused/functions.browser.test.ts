// Each plain function of the WGSL reading against float64 over the range that landscapes and rules use. WGSL itself promises
// little (atan within 4096 ulp, log only absolutely near 1), so what matters is computed by the reading's own helpers.
import { beforeAll, expect, it } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import { evaluate } from '../../formula/reference.ts'
import { fusedDevice } from './device.ts'
import { onDevice } from './testing.ts'

let device: GPUDevice
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})

const graph = new Graph()
const x = graph.sym('x')
const y = graph.sym('y')
const points = 4096
const linear = (low: number, high: number): Float32Array => Float32Array.from({ length: points }, (_, i) => low + ((high - low) * (i + 0.5)) / points)
const logarithmic = (low: number, high: number): Float32Array => Float32Array.from({ length: points }, (_, i) => low * (high / low) ** ((i + 0.5) / points))
/** Both signs, many magnitudes. */
const both = (low: number, high: number): Float32Array => logarithmic(low, high).map((v, i) => (i % 2 === 0 ? v : -v))

/** Name, formula, x, y, allowed relative error in units of 2^-24. */
const table: readonly (readonly [string, Node, Float32Array, Float32Array, number])[] = [
  ['exp near 0', graph.make('exp', x), both(1e-6, 1), linear(0, 1), 4],
  ['exp far out', graph.make('exp', x), linear(-80, 80), linear(0, 1), 4],
  ['log near 1', graph.make('log', x), linear(0.5, 2), linear(0, 1), 4],
  ['log everywhere', graph.make('log', x), logarithmic(1e-30, 1e30), linear(0, 1), 4],
  ['log1p', graph.make('log1p', x), logarithmic(1e-8, 1e8), linear(0, 1), 6],
  ['log1p below 0', graph.make('log1p', x), logarithmic(1e-8, 0.99).map((v) => -v), linear(0, 1), 6],
  ['sqrt', graph.make('sqrt', x), logarithmic(1e-30, 1e30), linear(0, 1), 4],
  ['tanh', graph.make('tanh', x), both(1e-6, 20), linear(0, 1), 6],
  ['atan', graph.make('atan', x), both(1e-6, 1e6), linear(0, 1), 6],
  ['sigmoid', graph.make('sigmoid', x), linear(-60, 60), linear(0, 1), 8],
  ['erf', graph.make('erf', x), both(1e-6, 5), linear(0, 1), 8],
  ['division', graph.div(x, y), both(1e-15, 1e15), logarithmic(1e-3, 1e12), 4],
  // b·ln(a), up to 69 here, is rounded twice, by up to 64 units each.
  ['pow', graph.make('pow', x, y), logarithmic(1e-3, 1e3), linear(-10, 10), 130],
]

it.each(table)('%s is good to its last digits', async (_name, node, xs, ys, allowed) => {
  const [found] = await onDevice(device, [node], xs, ys)
  let worst = 0
  let where = ''
  found?.forEach((value, i) => {
    const reference = evaluate(node, { x: xs[i] ?? 0, y: ys[i] ?? 0 })
    const off = Math.abs(value - reference) / Math.abs(reference) / 2 ** -24
    if (!(off <= worst)) [worst, where] = [off, `at x = ${xs[i]}, y = ${ys[i]}: ${value} for ${reference}`]
  })
  expect(worst, where).toBeLessThanOrEqual(allowed)
})

// An absolute measure: next to a zero of the sine a relative one would measure the argument.
it.each(['sin', 'cos'] as const)('%s is good to 2^-22 up to 10 000', async (op) => {
  const xs = both(1e-3, 1e4)
  const [found] = await onDevice(device, [graph.make(op, x)], xs, xs)
  const worst = Math.max(...xs.map((v, i) => Math.abs((found?.[i] ?? Number.NaN) - Math[op](v))))
  expect(worst).toBeLessThanOrEqual(2 ** -22)
})
