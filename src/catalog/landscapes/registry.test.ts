import { describe, expect, it } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { planeFunction } from '../../formula/plane.ts'
import { buildFunction } from '../../formula/program.ts'
import { Tape } from '../../formula/reference.ts'
import { functionRows } from '../../golden/load.ts'
import type { Landscape, Point } from '../types.ts'
import { knownMinimum } from './known-minimum.ts'
import { landscapeById, landscapes } from './registry.ts'

type Row = readonly [f: number, fx: number, fy: number, fxx: number, fxy: number, fyy: number]

/** Value, gradient and Hessian at many points at once. */
function reader(landscape: Landscape): (points: readonly Point[]) => Row[] {
  const graph = new Graph()
  const names = new Map([...['x', 'y'], ...landscape.constants.map((c) => c.name)].map((n) => [n, graph.sym(n)]))
  const f = planeFunction(graph, buildFunction(graph, landscape.formula, { names, functions: new Map() }))
  const tape = new Tape([f.value, ...f.gradient, ...f.hessian])
  return (points) => {
    const block = tape.block(points.length)
    for (const c of landscape.constants) block.input(c.name)?.fill(c.default)
    block.input('x')?.set(points.map((p) => p[0]))
    block.input('y')?.set(points.map((p) => p[1]))
    block.run()
    const at = (column: number, i: number): number => block.outputs[column]?.[i] ?? Number.NaN
    return points.map((_, i) => [at(0, i), at(1, i), at(2, i), at(3, i), at(4, i), at(5, i)])
  }
}

const values = (landscape: Landscape, points: readonly Point[]): number[] => reader(landscape)(points).map((row) => row[0])

const inside = ({ domain: [[x0, x1], [y0, y1]] }: Landscape, [x, y]: Point): boolean => x >= x0 && x <= x1 && y >= y0 && y <= y1

const gridSide = 201

/** The grid points of the box that are no higher than their eight neighbours. */
function gridMinima(landscape: Landscape): Point[] {
  const [[x0, x1], [y0, y1]] = landscape.domain
  const at = (low: number, high: number, i: number): number => (i === gridSide - 1 ? high : low + ((high - low) * i) / (gridSide - 1))
  const points = Array.from({ length: gridSide ** 2 }, (_, k): Point => [at(x0, x1, k % gridSide), at(y0, y1, Math.floor(k / gridSide))])
  const f = values(landscape, points)
  const height = (i: number, j: number): number => (i < 0 || j < 0 || i >= gridSide || j >= gridSide ? Infinity : (f[j * gridSide + i] ?? Infinity))
  const around = [-1, 0, 1].flatMap((di) => [-1, 0, 1].map((dj): Point => [di, dj]))
  return points.filter((_, k) => around.every(([di, dj]) => height((k % gridSide) + di, Math.floor(k / gridSide) + dj) >= (f[k] ?? Infinity)))
}

/** Compass search inside the box: walks to the best of eight neighbours, halves the stride where there is none. */
function refine(landscape: Landscape, starts: readonly Point[]): { point: Point; value: number }[] {
  const [[x0, x1], [y0, y1]] = landscape.domain
  const read = reader(landscape)
  const directions = Array.from({ length: 8 }, (_, k): Point => [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)])
  const first = read(starts)
  let best = starts.map((point, i) => ({ point, value: first[i]?.[0] ?? Infinity, stride: 1 / (gridSide - 1) }))
  for (let round = 0; round < 90; round++) {
    const tried = best.flatMap(({ point: [x, y], stride }) =>
      directions.map(([dx, dy]): Point => [clamp(x + dx * stride * (x1 - x0), x0, x1), clamp(y + dy * stride * (y1 - y0), y0, y1)]),
    )
    const rows = read(tried)
    best = best.map((old, i) => {
      const k = directions.map((_, d) => 8 * i + d).reduce((a, b) => ((rows[b]?.[0] ?? Infinity) < (rows[a]?.[0] ?? Infinity) ? b : a))
      const [point, value] = [tried[k], rows[k]?.[0] ?? Infinity]
      return point && value < old.value ? { ...old, point, value } : { ...old, stride: old.stride / 2 }
    })
  }
  return best
}

const clamp = (v: number, low: number, high: number): number => Math.min(Math.max(v, low), high)

const ring = ([x, y]: Point, radius: number, count: number): Point[] =>
  Array.from({ length: count }, (_, k): Point => [x + radius * Math.cos((2 * Math.PI * k) / count), y + radius * Math.sin((2 * Math.PI * k) / count)])

/** Whether minima form a curve: some point of a fine ring is as low, up to rounding and the ring's own spacing. */
function onCurve(landscape: Landscape, minimum: Point): boolean {
  const f = values(landscape, [minimum])[0] ?? Number.NaN
  const around = ring(minimum, 1e-3, 8000).filter((p) => inside(landscape, p))
  return values(landscape, around).some((v) => v <= f + 1e-12 * (1 + Math.abs(f)))
}

describe('the list of landscapes', () => {
  it('has at least thirty, each id once', () => {
    expect(landscapes.length).toBeGreaterThanOrEqual(30)
    expect(landscapeById.size).toBe(landscapes.length)
  })

  it('has one file per landscape, named by its id, and lists every file', () => {
    const files = Object.keys(import.meta.glob('./*.ts')).map((path) => path.slice(2, -3))
    const helpers = new Set(['registry', 'registry.test', 'known-minimum'])
    expect(files.filter((f) => !helpers.has(f)).toSorted()).toEqual(landscapes.map((l) => l.id).toSorted())
  })

  it('keeps each group together, and none is empty', () => {
    const groups = landscapes.map((l) => l.group).filter((g, i, all) => g !== all[i - 1])
    expect(groups).toEqual(['bowls', 'curved-valleys', 'saddles', 'many-minima', 'non-smooth', 'global'])
  })

  it('has one landscape whose minima are a curve', () => {
    expect(landscapes.filter((l) => l.minima.some((m) => onCurve(l, m))).map((l) => l.id)).toEqual(['linear_net'])
  })
})

describe.each(landscapes)('$id', (landscape) => {
  const known = knownMinimum(landscape)

  it('starts inside its box, on finite ground, with somewhere to go', () => {
    expect(inside(landscape, landscape.start)).toBe(true)
    const [row] = reader(landscape)([landscape.start])
    expect(row?.every(Number.isFinite)).toBe(true)
    expect(Math.hypot(row?.[1] ?? 0, row?.[2] ?? 0)).toBeGreaterThan(1e-4)
  })

  it('is finite on the whole box', () => {
    const [[x0, x1], [y0, y1]] = landscape.domain
    const points = Array.from({ length: 51 ** 2 }, (_, k): Point => [x0 + ((x1 - x0) * (k % 51)) / 50, y0 + ((y1 - y0) * Math.floor(k / 51)) / 50])
    expect(reader(landscape)(points).filter((row) => !(Number.isFinite(row[0]) && Number.isFinite(row[1]) && Number.isFinite(row[2])))).toEqual([])
  })

  it('has no slope at its minima, save outwards at the rim of the box', () => {
    const rows = reader(landscape)(landscape.minima)
    landscape.minima.forEach((minimum, i) => {
      const [, fx = Number.NaN, fy = Number.NaN, ...hessian] = rows[i] ?? []
      const free = (slope: number, axis: 0 | 1): number => {
        const [low, high] = landscape.domain[axis]
        const outwards = (minimum[axis] === high && slope < 0) || (minimum[axis] === low && slope > 0)
        return outwards ? 0 : Math.abs(slope)
      }
      // A minimum is rounded to float64, so the slope there is about curvature x rounding; a hundred units of it are allowed.
      const tolerance = 1e-13 * (1 + Math.max(...hessian.map(Math.abs))) * (1 + Math.hypot(...minimum))
      expect(Math.max(free(fx, 0), free(fy, 1))).toBeLessThanOrEqual(tolerance)
    })
  })

  it('is lower at its minima than all around them', () => {
    for (const minimum of landscape.minima) {
      const f = values(landscape, [minimum])[0] ?? Number.NaN
      const around = [1e-6, 1e-4, 1e-2].flatMap((r) => ring(minimum, r, 64)).filter((p) => inside(landscape, p))
      expect(Math.min(...values(landscape, around))).toBeGreaterThanOrEqual(f - 1e-14 * (1 + Math.abs(f)))
    }
  })

  it('has no lower point in its box than the minima listed, and no other one as low', () => {
    const found = refine(landscape, gridMinima(landscape))
    if (!known) return expect(Math.min(...found.map((f) => f.value))).toBeLessThan(-1)
    const tolerance = 1e-9 * (1 + Math.abs(known.value))
    expect(Math.min(...found.map((f) => f.value))).toBeGreaterThanOrEqual(known.value - tolerance)
    if (onCurve(landscape, landscape.minima[0] ?? landscape.start)) return
    const [[x0, x1]] = landscape.domain
    const away = ({ point: [x, y] }: { point: Point }): number => Math.min(...landscape.minima.map((m) => Math.hypot(m[0] - x, m[1] - y)))
    expect(found.filter((f) => f.value <= known.value + tolerance && away(f) > 1e-3 * (x1 - x0))).toEqual([])
  })

  it('has equally low minima, all inside the box', () => {
    expect(landscape.minima.every((m) => inside(landscape, m))).toBe(true)
    for (const v of values(landscape, landscape.minima)) expect(Math.abs(v - (known?.value ?? Number.NaN))).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(v)))
  })

  it('has constants whose defaults lie on their sliders', () => {
    for (const c of landscape.constants) {
      expect(c.min).toBeLessThanOrEqual(c.default)
      expect(c.max).toBeGreaterThanOrEqual(c.default)
      if (c.scale === 'log') expect(c.min).toBeGreaterThan(0)
      expect(landscape.formula).toMatch(new RegExp(`(?<!\\w)${c.name}(?!\\w)`))
    }
  })
})

describe.each(landscapes.filter((l) => l.minimaFormulas))('$id, minima as formulas', (landscape) => {
  it('give the listed minima at the default constants', () => {
    const [first] = landscape.constants
    expect(first).toBeDefined()
    const nearly = { [first?.name ?? '']: (first?.default ?? 0) + 1e-13 }
    const points = knownMinimum(landscape, nearly)?.points ?? []
    expect(points.length).toBe(landscape.minima.length)
    points.forEach((p, i) => p.forEach((v, axis) => expect(v).toBeCloseTo(landscape.minima[i]?.[axis] ?? Number.NaN, 9)))
  })

  it('stay minima at both ends of every slider', () => {
    for (const c of landscape.constants) {
      for (const end of [c.min, c.max]) {
        const at = knownMinimum(landscape, { [c.name]: end })
        expect(at).not.toBeNull()
        const moved = { ...landscape, constants: landscape.constants.map((k) => (k === c ? { ...k, default: end } : k)) }
        for (const p of at?.points ?? []) {
          const f = values(moved, [p])[0] ?? Number.NaN
          expect(Math.min(...values(moved, [1e-4, 1e-2].flatMap((r) => ring(p, r, 64))))).toBeGreaterThanOrEqual(f - 1e-14 * (1 + Math.abs(f)))
        }
      }
    }
  })
})

describe('Rosenbrock typed by hand', () => {
  it('is the built-in one, bit for bit, derivatives included', () => {
    const builtIn = landscapeById.get('rosenbrock')
    if (!builtIn) throw new Error('rosenbrock is missing')
    const typed: Landscape = { ...builtIn, formula: '(1-x)^2 + 100*(y-x^2)^2', constants: [] }
    const points = Array.from({ length: 400 }, (_, k): Point => [Math.sin(k) * 2.3, Math.cos(1.7 * k) * 3.1])
    expect(reader(typed)(points)).toEqual(reader(builtIn)(points))
  })
})

describe('a landscape without formulas for its minima', () => {
  it('claims none once a constant is turned', () => {
    const pits = landscapeById.get('two_pits')
    expect(pits && knownMinimum(pits)?.points).toEqual(pits?.minima)
    expect(pits && knownMinimum(pits, { depth: 0.2 })).toBeNull()
  })
})

describe.each(functionRows)('$function against its golden points', (row) => {
  const landscape = landscapeById.get(row.function)

  it('gives value, gradient and Hessian at all twenty', () => {
    if (!landscape) throw new Error(`no landscape is called ${row.function}`)
    expect(row.points.length).toBe(20)
    const got = reader(landscape)(row.points.map((p): Point => [p[0] ?? Number.NaN, p[1] ?? Number.NaN]))
    const worst = row.points.flatMap((p, i) => p.slice(2).map((ref, k) => Math.abs((got[i]?.[k] ?? Number.NaN) - ref) / (1 + Math.abs(ref))))
    expect(worst.every((d) => d <= 1e-11)).toBe(true)
  })

  it('lists the same minima with the same value', () => {
    expect(landscape?.minima.length).toBe(row.minima.length)
    const far = row.minima.map(([x, y]) => Math.min(...(landscape?.minima ?? []).map((m) => Math.hypot(m[0] - x, m[1] - y))))
    expect(far.every((d) => d <= 1e-15)).toBe(true)
    if (landscape && row.min_value !== null) {
      expect(Math.abs((knownMinimum(landscape)?.value ?? Number.NaN) - row.min_value)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(row.min_value)))
    }
  })
})

describe('golden functions', () => {
  it('are all there', () => {
    expect(functionRows.length).toBe(17)
  })

  it('are met at their corner: Ackley has gradient (0, 0) at its tip', () => {
    const ackley = landscapeById.get('ackley')
    expect(ackley && reader(ackley)([[0, 0]])[0]?.slice(1, 3)).toEqual([0, 0])
  })
})
