import { describe, expect, it } from 'vitest'
import { normal } from '../../../formula/random.ts'
import { denseNetwork } from '../testing.ts'
import { pathsOf } from './paths.ts'
import { dot, principalDirections } from './pca.ts'
import { planeOf, weightName } from './plane.ts'
import { track } from './testing.ts'

const draws = (length: number, which: number): number[] => Array.from({ length }, (_, i) => normal(11, 0, which, 0, i))
/** 11 x 4 + 4 + 4 + 1 = 53 weights. */
const network = denseNetwork([11, 4, 1], 'tanh(z)')
const weights = network.params
const norm = (v: Float64Array): number => Math.sqrt(dot(v, v))

describe('a principal plane', () => {
  /** Two runs in a plane of R^53: p = offset + a·u + b·v. */
  const [offset, u, v] = [draws(weights, 0), draws(weights, 1), draws(weights, 2)]
  const point = (a: number, b: number): number[] => offset.map((o, i) => o + a * (u[i] ?? 0) + b * (v[i] ?? 0))
  const coordinates = [0, 1].map((run) => Array.from({ length: 30 }, (_, k) => [3 * Math.cos(k / 9 + run), k / 30 - run] as const))
  const tracks = coordinates.map((way, run) => track(run, way.map(([a, b]) => point(a, b))))
  const found = pathsOf({ kind: 'pca' }, tracks, network)

  it('holds points that lie in a plane, with all their variance', () => {
    const [first, second] = found.variance ?? [0, 0]
    // Points are float32: 1e-7 of their length of about 20.
    expect(Math.abs(first + second - 1)).toBeLessThan(1e-10)
    expect(first).toBeGreaterThan(second)
    for (const { distance } of found.paths) for (const d of distance) expect(d).toBeLessThan(1e-5)
  })

  it('has axes of length 1 at right angles', () => {
    const [first, second] = found.axes
    expect(norm(first)).toBeCloseTo(1, 12)
    expect(norm(second)).toBeCloseTo(1, 12)
    expect(dot(first, second)).toBeCloseTo(0, 12)
  })

  it('gives back every point from its coordinates', () => {
    found.paths.forEach(({ x, y, entries }, run) => {
      expect([...entries]).toEqual(tracks[run]?.entries)
      tracks[run]?.points.forEach((wanted, p) => {
        const far = Math.max(...Array.from(wanted, (value, i) => Math.abs(value - (found.centre[i] ?? 0) - (x[p] ?? 0) * (found.axes[0][i] ?? 0) - (y[p] ?? 0) * (found.axes[1][i] ?? 0))))
        expect(far).toBeLessThan(1e-5)
      })
    })
  })

  it('has the first run end on the positive side, whatever the signs of the weights', () => {
    const mirrored = tracks.map((t) => ({ ...t, points: t.points.map((p) => p.map((value) => -value)) }))
    for (const { paths } of [found, pathsOf({ kind: 'pca' }, mirrored, network)]) {
      expect(paths[0]?.x.at(-1)).toBeGreaterThanOrEqual(0)
      expect(paths[0]?.y.at(-1)).toBeGreaterThanOrEqual(0)
    }
  })

  it('says how far a point lies from it', () => {
    const off = [...found.axes[0]].map((_, i) => (i === 5 ? 1 : 0))
    // The part of e5 at right angles to the plane.
    const left = Math.sqrt(1 - (found.axes[0][5] ?? 0) ** 2 - (found.axes[1][5] ?? 0) ** 2)
    const moved = track(2, [point(1, 0).map((value, i) => value + 1e-3 * (off[i] ?? 0))], true)
    const { paths } = pathsOf({ kind: 'pca' }, [...tracks, moved], network)
    expect(paths[2]?.distance[0]).toBeCloseTo(1e-3 * left, 5)
  })

  it('is not turned by a run that has diverged', () => {
    const lost = track(2, [point(0, 0), draws(weights, 5).map((value) => 1e9 * value)], true)
    const { centre, axes, box, variance, paths, runs } = pathsOf({ kind: 'pca' }, [lost, ...tracks], network)
    expect({ centre, axes, box, variance }).toEqual({ centre: found.centre, axes: found.axes, box: found.box, variance: found.variance })
    expect(runs).toEqual([2, 0, 1])
    expect(paths[0]?.x.length).toBe(2)
  })

  it('agrees with the directions of a covariance that is known', () => {
    // Columns with variances 9, 4 and 1, uncorrelated: signs of a Hadamard matrix.
    const signs = [[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]]
    const [first, second] = principalDirections(signs.map(([a = 0, b = 0, c = 0]) => Float64Array.of(2 * b, 3 * a, c)))
    for (const [direction, wanted] of [[first, [0, 1, 0]], [second, [1, 0, 0]]] as const) {
      // Powers of the matrix stop when a round turns the direction by less than 1e-7.
      direction?.forEach((value, i) => expect(Math.abs(value)).toBeCloseTo(wanted[i] ?? 0, 6))
    }
  })

  it('stands somewhere before the first step, and on a straight way', () => {
    const start = pathsOf({ kind: 'pca' }, [track(0, [point(1, 2)])], network)
    expect(start.variance).toBeNull()
    const straight = pathsOf({ kind: 'pca' }, [track(0, [point(0, 0), point(1, 0), point(2, 0)])], network)
    expect(straight.variance?.[0]).toBeCloseTo(1, 6)
    for (const { axes: [a, b], box } of [start, straight]) {
      expect([norm(a), norm(b), dot(a, b)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1, 0])
      for (const [low, high] of box) expect(high - low).toBeGreaterThan(1)
    }
  })

  it('is the same on a long way as on one taken more thinly', () => {
    const long = track(0, Array.from({ length: 2000 }, (_, k) => point(3 * Math.cos(k / 300), k / 1000)))
    const { variance, paths } = pathsOf({ kind: 'pca' }, [long], network)
    expect(paths[0]?.x.length).toBe(2000)
    expect((variance?.[0] ?? 0) + (variance?.[1] ?? 0)).toBeCloseTo(1, 9)
  })
})

describe('a plane of two weights', () => {
  const points = [draws(weights, 0), draws(weights, 1), draws(weights, 2)]
  const { names, paths, box, variance } = pathsOf({ kind: 'weights', x: 5, y: 44 }, [track(0, points)], network)

  it('has the weights themselves as coordinates', () => {
    expect(names).toEqual(['W1[1,1]', 'b1[0]'])
    expect([...(paths[0]?.x ?? [])]).toEqual(points.map((p) => Math.fround(p[5] ?? 0)))
    expect([...(paths[0]?.y ?? [])]).toEqual(points.map((p) => Math.fround(p[44] ?? 0)))
  })

  it('goes through the last point, and the others are as far away as their other weights differ', () => {
    expect(paths[0]?.distance[2]).toBe(0)
    const [from, to] = [points[0], points[2]].map((p) => Float32Array.from(p ?? []))
    const squares = Array.from(from ?? [], (value, i) => (i === 5 || i === 44 ? 0 : (value - (to?.[i] ?? 0)) ** 2))
    expect(paths[0]?.distance[0]).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b, 0)), 12)
    expect(variance?.[0]).toBeGreaterThan(0)
  })

  it('has a box with 15 % room on each side', () => {
    const x = points.map((p) => Math.fround(p[5] ?? 0))
    const [low, high] = [Math.min(...x), Math.max(...x)]
    expect(box[0][0]).toBeCloseTo(low - 0.15 * (high - low), 12)
    expect(box[0][1]).toBeCloseTo(high + 0.15 * (high - low), 12)
  })

  it('names weights by tensor and place', () => {
    expect([0, 43, 44, 48, 52].map((i) => weightName(network, i))).toEqual(['W1[0,0]', 'W1[10,3]', 'b1[0]', 'W2[0,0]', 'b2[0]'])
  })

  it('refuses a weight that is not there, the same one twice, and runs without a path', () => {
    const one = [track(0, points)]
    expect(() => planeOf({ kind: 'weights', x: 0, y: 53 }, one, network)).toThrow('plane.y: expected a weight from 0 to 52, got 53')
    expect(() => planeOf({ kind: 'weights', x: 3, y: 3 }, one, network)).toThrow('plane.y: expected another weight than plane.x')
    expect(() => planeOf({ kind: 'pca' }, [track(0, [])], network)).toThrow('no run has gone anywhere yet')
  })
})

describe('a random plane', () => {
  const last = draws(weights, 3)
  const tracks = [track(0, [draws(weights, 0), last]), track(1, [draws(weights, 1)])]
  const { centre, axes: [first, second], names } = planeOf({ kind: 'random', seed: 4 }, tracks, network)

  it('stands at the first run, in directions at right angles', () => {
    expect(names).toEqual(['d1', 'd2'])
    expect([...centre]).toEqual(last.map(Math.fround))
    expect(Math.abs(dot(first, second)) / (norm(first) * norm(second))).toBeLessThan(1e-14)
  })

  it('has filters as long as those of the centre, and biases that stand still', () => {
    for (const { matrix, offset, size, fanOut } of network.tensors) {
      for (let unit = 0; unit < fanOut; unit++) {
        const filter = (v: Float64Array): Float64Array => v.subarray(offset, offset + size).filter((_, i) => i % fanOut === unit)
        expect(norm(filter(first))).toBeCloseTo(matrix ? norm(filter(centre)) : 0, 12)
      }
      if (!matrix) expect([...second.subarray(offset, offset + size)]).toEqual(Array.from({ length: size }, () => 0))
    }
    // Only the small part along the first has been taken away.
    expect(norm(second) / norm(first)).toBeGreaterThan(0.8)
    expect(norm(second)).toBeLessThanOrEqual(norm(first) * (1 + 1e-12))
  })

  it('is another one for another seed, and the same for the same', () => {
    expect(planeOf({ kind: 'random', seed: 4 }, tracks, network).axes).toEqual([first, second])
    expect(planeOf({ kind: 'random', seed: 5 }, tracks, network).axes[0]).not.toEqual(first)
  })

  it('has axes even where all kernels are 0', () => {
    const { axes: [a, b] } = planeOf({ kind: 'random', seed: 4 }, [track(0, [Array.from({ length: weights }, () => 0)])], network)
    expect([norm(a), norm(b), dot(a, b)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1, 0])
  })
})
