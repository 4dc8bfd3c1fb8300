import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Dataset, GeneratedDataset, ShippedDataset, Table } from '../network-types.ts'
import { datasetById, datasets } from './registry.ts'

const publicFolder = new URL('../../../public/', import.meta.url)
const generated = datasets.filter((d): d is GeneratedDataset => d.kind === 'generated')
const shipped = datasets.filter((d): d is ShippedDataset => d.kind === 'shipped')

function make(id: string, params: Readonly<Record<string, number>> = {}, seed = 1): Table {
  const dataset = generated.find((d) => d.id === id)
  if (!dataset) throw new Error(`no generated set ${id}`)
  return dataset.generate({ ...Object.fromEntries(dataset.params.map((p) => [p.name, p.default ?? 0])), ...params }, seed)
}

const fileOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(path, publicFolder)))

function read({ files, read: readFiles }: ShippedDataset): Table {
  return readFiles(files.map(({ path }) => (path.endsWith('.gz') ? new Uint8Array(gunzipSync(fileOf(path))) : fileOf(path))))
}

const tableOf = (dataset: Dataset): Table => (dataset.kind === 'generated' ? make(dataset.id) : read(dataset))

const row = ({ features, columns }: Table, i: number): number[] => [...features.subarray(i * columns.length, (i + 1) * columns.length)]
const targetsOf = ({ targets, targetNames }: Table, i: number): number[] => [...targets.subarray(i * targetNames.length, (i + 1) * targetNames.length)]
const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const countsOf = (table: Table, from = 0, to = table.rows): number[] =>
  (table.classes ?? []).map((_, k) => table.targets.subarray(from, to).filter((t) => t === k).length)
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)

describe('the list of datasets', () => {
  it('has each id once, one file per set, and lists every file', () => {
    expect(datasetById.size).toBe(datasets.length)
    const helpers = new Set(['registry', 'registry.test', 'table', 'orthonormal', 'shipped-csv', 'digit-names'])
    const files = readdirSync(new URL('.', import.meta.url)).map((file) => file.replace(/\.ts$/, '')).filter((file) => !helpers.has(file))
    expect(files.toSorted()).toEqual(datasets.map((d) => d.id).toSorted())
  })

  it('keeps each group together, and none is empty', () => {
    const groups = datasets.map((d) => d.group).filter((g, i, all) => g !== all[i - 1])
    expect(groups).toEqual(['classes', 'regression', 'real', 'matrices'])
  })

  it('uses every file that ships, each with its true size and its source beside it', () => {
    const files = shipped.flatMap((d) => d.files)
    for (const { path, bytes } of files) expect([path, fileOf(path).length]).toEqual([path, bytes])
    // Graphs are no tables: the strategy that learns on them reads its own.
    const graphs = ['karate_club_edges.csv', 'karate_club_nodes.csv']
    const names = [...files.map(({ path }) => path.replace('data/', '')), ...graphs]
    expect(readdirSync(new URL('data', publicFolder)).toSorted()).toEqual(['README.md', ...names].toSorted())
    const readme = readFileSync(new URL('data/README.md', publicFolder), 'utf8')
    expect([...names, ...shipped.map((d) => d.terms)].filter((text) => !readme.includes(text))).toEqual([])
  })
})

describe.each(datasets)('$id', (dataset) => {
  const table = tableOf(dataset)

  it('is a table of finite numbers in the shape that it says', () => {
    expect(table.features).toHaveLength(table.rows * table.columns.length)
    expect(table.targets).toHaveLength(table.rows * table.targetNames.length)
    expect(table.features.every(Number.isFinite) && table.targets.every(Number.isFinite)).toBe(true)
    expect(new Set(table.columns).size).toBe(table.columns.length)
    expect(table.classes === null ? 'numbers' : 'classes').toBe(dataset.task)
    expect(table.image ? table.image.width * table.image.height : table.columns.length).toBe(table.columns.length)
  })

  it('has rows of every class, and rows to hold out', () => {
    if (table.classes) {
      expect(table.targetNames).toHaveLength(1)
      expect(countsOf(table).reduce((sum, n) => sum + n, 0)).toBe(table.rows)
      expect(Math.min(...countsOf(table))).toBeGreaterThan(0)
    }
    const trained = table.heldOut ?? Math.round(dataset.split * table.rows)
    expect(trained).toBeGreaterThan(0)
    expect(trained).toBeLessThan(table.rows)
  })
})

describe.each(generated)('$id', ({ id, params }) => {
  it('is the same for a seed, and another for another', () => {
    expect(make(id)).toEqual(make(id))
    const [one, other] = [make(id, {}, 1), make(id, {}, 2)]
    expect([...one.features, ...one.targets]).not.toEqual([...other.features, ...other.targets])
  })

  it('can be made at both ends of every slider', () => {
    for (const { name, slider, valid } of params) {
      for (const end of [slider.min, slider.max]) {
        expect(end).toBeGreaterThanOrEqual(valid.min ?? -Infinity)
        expect(end).toBeLessThanOrEqual(valid.max ?? Infinity)
        expect(make(id, { [name]: end }).features.every(Number.isFinite)).toBe(true)
      }
    }
  })

  it('has as many rows as points were asked for, and as many again where all are trained on', () => {
    if (!params.some((p) => p.name === 'points')) return expect(id).toBe('low_rank')
    const { rows, heldOut } = make(id, { points: 101 })
    expect(heldOut ?? rows).toBe(101)
  })
})

describe('classes of points', () => {
  it.each([
    ['moons', {}, [200, 200]],
    ['circles', {}, [200, 200]],
    ['xor', {}, [200, 200]],
    ['gaussians', {}, [134, 133, 133]],
    ['gaussians', { classes: 10, features: 100, points: 1000 }, Array.from({ length: 10 }, () => 100)],
    ['spirals', { arms: 5 }, [120, 120, 120, 120, 120]],
  ])('%s %o are balanced', (id, params, counts) => {
    expect(countsOf(make(id, params))).toEqual(counts)
  })

  it('checkerboard is as balanced as chance is', () => {
    // Five standard errors of 2000 tosses.
    expect(Math.abs((countsOf(make('checkerboard', { points: 2000 }))[0] ?? 0) - 1000)).toBeLessThan(5 * Math.sqrt(500))
  })

  it('lie where they belong without noise', () => {
    // Features are float32: 1e-6 is some ten of its units at 1.
    const circles = make('circles', { noise: 0 })
    for (const i of indices(circles.rows)) expect(Math.hypot(...row(circles, i))).toBeCloseTo(circles.targets[i] === 1 ? 0.5 : 1, 6)
    const moons = make('moons', { noise: 0 })
    for (const i of indices(moons.rows)) {
      const [x = 0, y = 0] = row(moons, i)
      expect(moons.targets[i] === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 6)
      expect(moons.targets[i] === 0 ? y : 0.5 - y).toBeGreaterThanOrEqual(-1e-6)
    }
    const xor = make('xor', { noise: 0 })
    for (const i of indices(xor.rows)) expect(Math.sign((row(xor, i)[0] ?? 0) * (row(xor, i)[1] ?? 0))).toBe(xor.targets[i] === 0 ? 1 : -1)
    const spirals = make('spirals', { noise: 0, arms: 3 })
    for (const i of indices(spirals.rows)) {
      const [x = 0, y = 0] = row(spirals, i)
      const turn = Math.atan2(y, x) / (2 * Math.PI) - 1.25 * Math.hypot(x, y) - (spirals.targets[i] ?? 0) / 3
      expect(Math.abs(turn - Math.round(turn))).toBeLessThan(1e-5)
    }
  })

  it('gaussians have the asked deviation around one centre per class', () => {
    const table = make('gaussians', { points: 2000, classes: 2, features: 5, noise: 0.5 })
    for (const k of [0, 1]) {
      const rows = indices(table.rows).filter((i) => table.targets[i] === k).map((i) => row(table, i))
      const centre = indices(5).map((f) => rows.reduce((sum, r) => sum + (r[f] ?? 0), 0) / rows.length)
      const variance = rows.reduce((sum, r) => sum + r.reduce((s, v, f) => s + (v - (centre[f] ?? 0)) ** 2, 0), 0) / (5 * rows.length)
      // Five standard errors of 5000 squares, √(2/5000) of the variance 0.25; and of a mean of five coordinates.
      expect(Math.abs(variance - 0.25)).toBeLessThan(5 * 0.02 * 0.25)
      expect(Math.abs(Math.hypot(...centre) - 1)).toBeLessThan(5 * 0.5 * Math.sqrt(5 / 1000))
    }
  })
})

describe('numbers to be predicted', () => {
  it.each<[string, (x: readonly number[]) => number]>([
    ['plane', ([x1 = 0, x2 = 0]) => 2 * x1 - x2 + 0.5],
    ['sine', ([x = 0]) => Math.sin(Math.PI * x)],
    ['polynomial', ([x = 0, , cube = 0]) => 4 * cube - 3 * x],
  ])('%s follow their rule without noise', (id, rule) => {
    const table = make(id, { noise: 0 })
    for (const i of indices(table.rows)) expect(table.targets[i]).toBeCloseTo(rule(row(table, i)), 5)
  })

  it('polynomial gives the powers of x', () => {
    const table = make('polynomial', { powers: 4 })
    for (const i of indices(20)) row(table, i).forEach((v, k, [x = 0]) => expect(v).toBeCloseTo(x ** (k + 1), 6))
  })

  it('the linear unit has u^2 for inputs, and targets that have nothing to do with it', () => {
    const table = make('linear_unit')
    expect({ rows: table.rows, heldOut: table.heldOut }).toEqual({ rows: 200, heldOut: 100 })
    for (const i of indices(200)) expect(table.features[i]).toBeCloseTo(((i % 100) / 99) ** 2, 6)
    expect(table.targets.every((y) => y > 0 && y < 1)).toBe(true)
    expect([...table.targets.slice(0, 100)]).not.toEqual([...table.targets.slice(100)])
  })
})

describe('matrices', () => {
  it('low_rank shows every row of one matrix, twice', () => {
    const table = make('low_rank', { size: 6 })
    expect({ rows: table.rows, heldOut: table.heldOut }).toEqual({ rows: 12, heldOut: 6 })
    for (const i of indices(12)) {
      expect(row(table, i)).toEqual(indices(6).map((j) => (j === i % 6 ? 1 : 0)))
      expect(targetsOf(table, i)).toEqual(targetsOf(table, i % 6))
    }
  })

  it('low_rank has the singular values that were asked for', () => {
    const [size, condition] = [6, 100]
    const table = make('low_rank', { size, rank: 2, condition })
    const matrix = indices(size).map((i) => targetsOf(table, i))
    // With two singular values a > b: a² + b² = trace, a⁴ + b⁴ = trace of the square, of M Mᵀ.
    const gram = matrix.map((a) => matrix.map((b) => dot(a, b)))
    const trace = gram.reduce((sum, g, i) => sum + (g[i] ?? 0), 0)
    const squares = gram.reduce((sum, g) => sum + dot(g, g), 0)
    const product = (trace ** 2 - squares) / 2
    // Entries are float32 (6e-8 relative); the small value is found as a difference of large ones, which costs 1e4 of it.
    expect(trace / size ** 2).toBeCloseTo(1, 5)
    expect(Math.abs(product / (trace ** 2 / (condition + 1 / condition) ** 2) - 1)).toBeLessThan(1e-2)
  })

  it('zipf_memory has orthonormal keys that are not along the axes', () => {
    const table = make('zipf_memory')
    const keys = indices(8).map((k) => row(table, (table.heldOut ?? 0) + k))
    // Float32 features.
    keys.forEach((a, i) => keys.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 6)))
    expect(Math.max(...keys.flat().map(Math.abs))).toBeLessThan(0.99)
    for (const i of indices(table.rows)) expect(row(table, i)).toEqual(keys[table.targets[i] ?? -1])
  })

  it.each([
    [8, 512, 1, [188, 94, 63, 47, 38, 31, 27, 24]],
    [4, 12, 0, [3, 3, 3, 3]],
    // Quotas 14.05, 3.51, 1.56, 0.88.
    [4, 20, 2, [14, 3, 2, 1]],
    // Quotas 25.2, 6.3, 2.8, 1.6, 1.01 and eleven below 1: each of them has its row all the same, and the first pays six.
    [16, 40, 2, [19, 6, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ])('zipf_memory of %d items shows %d rows with exponent %d as often as %j, and holds out each once', (size, points, exponent, counts) => {
    const table = make('zipf_memory', { size, points, exponent })
    expect(table.heldOut).toBe(points)
    expect(countsOf(table, 0, points)).toEqual(counts)
    expect([...table.targets.subarray(points)]).toEqual(indices(size))
  })
})

describe('real data', () => {
  it.each([
    ['iris', 150, 4, [50, 50, 50]],
    ['breast_cancer', 569, 30, [212, 357]],
    ['diabetes', 442, 10, []],
    ['digits_8x8', 1797, 64, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
    ['mnist', 7000, 784, null],
  ] as const)('%s has %d rows of %d features', (id, rows, features, counts) => {
    const dataset = shipped.find((d) => d.id === id)
    if (!dataset) throw new Error(`${id} is not shipped`)
    const table = read(dataset)
    expect([table.rows, table.columns.length]).toEqual([rows, features])
    if (counts) expect(countsOf(table)).toEqual(counts)
  })

  it.each(['digits_8x8', 'mnist'])('%s has pictures from 0 to 1', (id) => {
    const table = read(shipped.find((d) => d.id === id) ?? shipped[0] ?? expect.fail())
    const [low, high] = table.features.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity])
    expect([low, high]).toEqual([0, 1])
  })

  it('mnist holds out its last thousand, and begins as it always does', () => {
    const table = read(shipped.find((d) => d.id === 'mnist') ?? expect.fail())
    expect(table.heldOut).toBe(6000)
    expect([...table.targets.subarray(0, 6)]).toEqual([5, 0, 4, 1, 9, 2])
    expect([...table.targets.subarray(6000, 6006)]).toEqual([7, 2, 1, 0, 4, 1])
  })

  it('a file that is not what it should be is refused', () => {
    const [iris, mnist] = [shipped.find((d) => d.id === 'iris') ?? expect.fail(), shipped.find((d) => d.id === 'mnist') ?? expect.fail()]
    expect(() => iris.read([new TextEncoder().encode('<!doctype html>\n<p>not found</p>')])).toThrow('expected [1] numbers')
    expect(() => mnist.read([new Uint8Array(10), new Uint8Array(7000)])).toThrow('expected [7000, 784] pixels')
  })
})
