import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normal } from '../../../formula/random.ts'
import { lossText } from '../../../scenario/network/plan.ts'
import { compileLoss } from '../../network/loss.ts'
import { GraphNetwork } from './convolution.ts'
import { layoutOf } from './layout.ts'
import { degreesOf, propagationOf, readGraph } from './read.ts'
import { alone, spreadOf } from './smoothing.ts'

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../../../public/data/${name}`, import.meta.url)))
const club = readGraph(file('karate_club_nodes.csv'), file('karate_club_edges.csv'))
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('the club', () => {
  it('has 34 members, 78 friendships and two sides of 17', () => {
    expect([club.nodes, club.edges.length / 2, club.side.reduce((a, b) => a + b, 0)]).toEqual([34, 78, 17])
    expect([club.side[0], club.side[33]]).toEqual([0, 1])
  })

  it('is refused where a line is not two whole numbers, or a friend is not there', () => {
    expect(() => readGraph(text('node,club\n0,x'), text('a,b'))).toThrow('row 1: expected two whole numbers, got 0,x')
    expect(() => readGraph(text('node,club\n0,0'), text('a,b\n0,1'))).toThrow('expected nodes below 1, got 1')
  })

  it('is drawn in the square from -1 to 1, always alike, nobody on top of another', () => {
    const { x, y } = layoutOf(club)
    for (const axis of [x, y]) expect([Math.min(...axis), Math.max(...axis)]).toEqual([-1, 1])
    expect(layoutOf(club)).toEqual({ x, y })
    for (let a = 0; a < 34; a++) for (let b = 0; b < a; b++) expect(Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))).toBeGreaterThan(0.05)
  })
})

describe('the propagation matrix', () => {
  const matrix = propagationOf(club)

  it('is that of a path of two by hand', () => {
    expect([...propagationOf({ nodes: 2, edges: Uint16Array.of(0, 1), side: new Uint8Array(2) })]).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('is symmetric, and leaves the roots of the degrees as they are', () => {
    const degree = degreesOf(club)
    for (let i = 0; i < 34; i++) {
      let sum = 0
      for (let j = 0; j < 34; j++) {
        expect(matrix[i * 34 + j]).toBe(matrix[j * 34 + i])
        sum += (matrix[i * 34 + j] ?? 0) * Math.sqrt(degree[j] ?? 0)
      }
      expect(sum).toBeCloseTo(Math.sqrt(degree[i] ?? 0), 12)
    }
  })

  it('smooths: the spread falls with every averaging, to next to nothing', () => {
    const spreads = [1, 2, 4, 8, 100].map((times) => alone(club, matrix, times))
    spreads.reduce((before, spread) => {
      expect(spread).toBeLessThan(before)
      return spread
    })
    expect(spreads.at(-1)).toBeLessThan(1e-2)
    expect(spreadOf(club, [Float64Array.from(degreesOf(club), Math.sqrt)])).toBeLessThan(1e-7)
    expect(spreadOf(club, [new Float64Array(68)])).toBe(0)
  })
})

describe.each([1, 2, 3])('a graph convolution network of %i layers', (depth) => {
  const widths = [...Array.from({ length: depth - 1 }, () => 3), 2]
  const network = new GraphNetwork({ propagation: propagationOf(club), nodes: 34, widths, activation: 'tanh(z)', loss: compileLoss(lossText({ id: 'cce_logits' }), 2) })
  const known = { nodes: [0, 33], targets: Float64Array.of(1, 0, 0, 1) }
  const params = Float64Array.from({ length: network.params }, (_, i) => 0.5 * normal(1, 0, 0, 0, i))

  it('has the gradient of central differences', () => {
    const [gradient, none] = [new Float64Array(network.params), new Float64Array(network.params)]
    network.lossAndGradient(params, known, gradient)
    const step = 1e-5
    const at = (i: number, by: number): number => network.lossAndGradient(params.with(i, (params[i] ?? 0) + by), known, none)
    // They err by about step² times the third derivative, and by 1e-16/step.
    gradient.forEach((value, i) => expect(Math.abs(value - (at(i, step) - at(i, -step)) / (2 * step)), `weight ${i}`).toBeLessThan(1e-9))
    expect(gradient.some((v) => Math.abs(v) > 1e-3)).toBe(true)
  })

  it('hears from so many friendships away, and no further', () => {
    const outputs = (p: Float64Array): Float64Array => network.forward(p).at(-1)?.slice() ?? new Float64Array(0)
    // Member 17's own weights in the first layer; member 17 knows 6 and 7 alone, and 6 and 7 know 1, 5, 11 and each other.
    const moved = params.map((v, i) => (Math.floor(i / (widths[0] ?? 1)) === 16 ? v + 1 : v))
    const [before, after] = [outputs(params), outputs(moved)]
    const reached = Array.from({ length: 34 }, (_, i) => i).filter((i) => before[2 * i] !== after[2 * i])
    const rings = [[5, 6, 16], [0, 4, 5, 6, 10, 16]]
    if (depth <= 2) expect(reached).toEqual(rings[depth - 1])
    else expect(reached.length).toBeGreaterThan(6)
  })
})
