// Random formulas over everything plain: the WGSL reading agrees with the float64 reference, or both are not finite.
//
// The tolerance is what float32 may cost this formula at this point: the reference is evaluated again with every operation
// off by one part in a million (about 16 units of float32, where the reading's functions are good to 8), eight times, with
// different signs. Twice the largest change is allowed, and what rounding the result costs. Points where those evaluations
// take different branches fall out by themselves, because the tolerance grows with them.
import * as fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { Graph, topological } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import { binary, isBinary, isUnary, unary } from '../../formula/ops.ts'
import { buildFunction } from '../../formula/program.ts'
import { pcg } from '../../formula/random.ts'
import { fusedDevice } from './device.ts'
import { onDevice } from './testing.ts'

const formulas = 400
const perKernel = 20
const points = 64
const perturbations = 8

/** Texts of the formula language. Every plain function and operator occurs. */
const text: fc.Arbitrary<string> = fc.letrec<{ leaf: string; node: string; any: string }>((tie) => {
  const any = tie('any')
  const call = (names: readonly string[], arity: number): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(...names), fc.tuple(...Array.from({ length: arity }, () => any))).map(([name, args]) => `${name}(${args.join(', ')})`)
  const infix = (signs: readonly string[]): fc.Arbitrary<string> => fc.tuple(any, fc.constantFrom(...signs), any).map(([a, sign, b]) => `(${a} ${sign} ${b})`)
  return {
    leaf: fc.oneof(fc.constantFrom('x', 'y', 'x', 'y', 'pi', 'e'), fc.constantFrom('0.5', '1', '2', '3', '10', '0.1', '1.7')),
    node: fc.oneof(
      { weight: 5, arbitrary: infix(['+', '-', '*', '/']) },
      { weight: 1, arbitrary: infix(['%']) },
      { weight: 2, arbitrary: call(['abs', 'sign', 'sqrt', 'exp', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'tanh', 'atan', 'floor', 'ceil', 'sigmoid', 'erf', '-', 'not '], 1) },
      { weight: 1, arbitrary: call(['min', 'max', 'mod', 'pow'], 2) },
      { weight: 1, arbitrary: call(['clamp', 'min', 'max'], 3) },
      { weight: 1, arbitrary: fc.tuple(any, fc.constantFrom('2', '3', '4', '-1', '-2', '0.5', '1.5', '2.5')).map(([a, n]) => `(${a})^(${n})`) },
      { weight: 1, arbitrary: fc.tuple(any, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), any, any, any).map(([a, sign, b, c, d]) => `(${a} ${sign} ${b} ? ${c} : ${d})`) },
      { weight: 1, arbitrary: fc.tuple(any, any, fc.constantFrom('and', 'or'), any, any).map(([a, b, sign, c, d]) => `((${a} < ${b}) ${sign} (${c} > ${d}))`) },
    ),
    any: fc.oneof({ maxDepth: 5, withCrossShrink: true }, tie('leaf'), tie('node'), tie('node')),
  }
}).node

/** Operations that float32 makes without an error of their own; constants have one unless float32 holds them. */
const exact = new Set(['sym', 'neg', 'abs', 'sign', 'floor', 'min', 'max', 'select', 'lt', 'le', 'eq', 'and', 'or', 'not'])

/** Float64 values of every node in the order given, each operation off by one part in a million up or down as `signs` say. */
function values(order: readonly Node[], at: readonly [number, number], signs: number | null): Map<Node, number> {
  const found = new Map<Node, number>()
  for (const node of order) {
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => found.get(arg) ?? Number.NaN)
    const off = signs === null || exact.has(node.op) || (node.op === 'const' && Math.fround(node.value) === node.value) ? 0 : (pcg(signs ^ node.id) & 1) === 1 ? 1e-6 : -1e-6
    found.set(node, plain(node, at, [a, b, c]) * (1 + off))
  }
  return found
}

function plain(node: Node, [x, y]: readonly [number, number], [a, b, c]: readonly [number, number, number]): number {
  if (node.op === 'const') return node.value
  if (node.op === 'sym') return node.name === 'x' ? x : y
  if (node.op === 'select') return a === 0 ? c : b
  if (isUnary(node.op)) return unary[node.op](a)
  if (isBinary(node.op)) return binary[node.op](a, b)
  throw new Error(`no ${node.op} here`)
}

/** WGSL lets a compiler drop a product with a zero that it knows, whatever the other factor. */
const zeroTimesInfinity = (order: readonly Node[], found: ReadonlyMap<Node, number>): boolean =>
  order.some((n) => n.op === 'mul' && Number.isNaN(found.get(n)) && n.args.every((a) => !Number.isNaN(found.get(a))))

/** How many values were held to digits, to not being finite, to nothing, and to little. */
const tally = { compared: 0, infinite: 0, beyond: 0, loose: 0 }

/** A complaint, or null. Beyond float32's normal range, and through what is not finite, nothing is promised of a finite result. */
function judge(order: readonly Node[], root: Node, at: readonly [number, number], device: number): string | null {
  const all = values(order, at, null)
  const reference = all.get(root) ?? Number.NaN
  if (!Number.isFinite(reference)) {
    tally.infinite++
    return Number.isFinite(device) && !zeroTimesInfinity(order, all) ? `finite ${device} for ${reference}` : null
  }
  const inRange = [...all.values()].every((v) => v === 0 || (Math.abs(v) < 1e37 && Math.abs(v) > 1e-37))
  const others = Array.from({ length: perturbations }, (_, i) => values(order, at, pcg(i + 1)).get(root) ?? Number.NaN)
  const spread = Math.max(...others.map((v) => Math.abs(v - reference)))
  if (!inRange || !Number.isFinite(spread)) {
    tally.beyond++
    return null
  }
  const tolerance = 2 * spread + 2 ** -23 * Math.abs(reference) + 1e-37
  if (spread > 1e-2 * Math.abs(reference)) tally.loose++
  else tally.compared++
  const ratio = Math.abs(device - reference) / tolerance
  return ratio <= 1 ? null : `${device} for ${reference}, ${ratio.toPrecision(3)} times the tolerance`
}

let device: GPUDevice
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})

const texts = fc.sample(text, { seed: 20240607, numRuns: formulas })
const coordinate = (i: number, axis: number): number => Math.fround(((pcg(pcg(i) ^ axis) / 2 ** 32) * 2 - 1) * (i % 4 === 0 ? 50 : 4))
const xs = Float32Array.from({ length: points }, (_, i) => coordinate(i, 1))
const ys = Float32Array.from({ length: points }, (_, i) => coordinate(i, 2))

it(`${formulas} random formulas at ${points} points`, async () => {
  const complaints: string[] = []
  for (let from = 0; from < texts.length; from += perKernel) {
    const graph = new Graph()
    const scope = { names: new Map([['x', graph.sym('x')], ['y', graph.sym('y')]]), functions: new Map() }
    const some = texts.slice(from, from + perKernel)
    const roots = some.map((t) => buildFunction(graph, t, scope))
    const found = await onDevice(device, roots, xs, ys)
    for (const [r, root] of roots.entries()) {
      const order = topological([root])
      for (let i = 0; i < points; i++) {
        const wrong = judge(order, root, [xs[i] ?? 0, ys[i] ?? 0], found[r]?.[i] ?? Number.NaN)
        if (wrong) complaints.push(`${some[r]} at (${xs[i]}, ${ys[i]}): ${wrong}`)
      }
    }
  }
  expect(complaints.slice(0, 20)).toEqual([])
})

it('compared enough to mean something', () => {
  // Most are held to digits, and a good number to not being finite.
  expect(tally.compared).toBeGreaterThan(0.8 * formulas * points)
  expect(tally.infinite).toBeGreaterThan(500)
})
