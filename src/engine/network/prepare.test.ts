import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/datasets/registry.ts'
import type { Table } from '../../catalog/network-types.ts'
import { augment } from './augment.ts'
import { conditionOf, symmetricEigenvalues } from './covariance.ts'
import { describeData, pictureRows } from './describe-data.ts'
import type { Prepared } from './prepare.ts'
import { prepare } from './prepare.ts'

/** Feature 0 is the number of the row; feature 1 is always 7; classes by turns, or numbers. */
function numbered(rows: number, classes: number | null, more: Partial<Table> = {}): Table {
  return {
    rows,
    columns: ['row', 'seven'],
    features: Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? i / 2 : 7)),
    classes: classes === null ? null : Array.from({ length: classes }, (_, k) => `class ${k}`),
    targetNames: ['y'],
    targets: Float32Array.from({ length: rows }, (_, i) => (classes === null ? 100 + 3 * i : i % classes)),
    ...more,
  }
}

const plain = { split: 0.7, standardize: false, seed: 1 }
const whole = { split: 0.7, standardize: true, seed: 1 }
const everyRow = ({ train, validation }: Prepared): number[] => [...train.rows, ...validation.rows]
const perClass = (values: Float64Array, classes: number): number[] => Array.from({ length: classes }, (_, k) => values.filter((v) => v === k).length)

describe('the split', () => {
  it('has every row once, and the asked share of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.constantFrom(null, 1, 2, 5), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (rows, classes, split, seed) => {
        const prepared = prepare(numbered(rows, classes), { split, standardize: false, seed })
        expect(everyRow(prepared).toSorted((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i))
        expect(prepared.train.count).toBe(Math.min(Math.max(Math.round(split * rows), 1), rows - 1))
        expect(prepared.train.count + prepared.validation.count).toBe(rows)
      }),
    )
  })

  it('gives each class its share, to a row', () => {
    const { train, validation } = prepare(numbered(150, 3), { ...plain, split: 0.8 })
    expect([perClass(train.targets, 3), perClass(validation.targets, 3)]).toEqual([[40, 40, 40], [10, 10, 10]])
    const rare = prepare(numbered(100, null, { classes: ['often', 'rare'], targets: Float32Array.from({ length: 100 }, (_, i) => (i < 97 ? 0 : 1)) }), plain)
    expect(perClass(rare.train.targets, 2)).toEqual([67, 3])
  })

  it('leaves no class out of the training part, however rare', () => {
    const targets = Float32Array.from({ length: 50 }, (_, i) => (i === 13 ? 1 : i === 14 ? 2 : 0))
    for (const seed of [1, 2, 3, 4, 5]) {
      const { train } = prepare(numbered(50, null, { classes: ['a', 'b', 'c'], targets }), { ...plain, split: 0.3, seed })
      expect(perClass(train.targets, 3)).toEqual([13, 1, 1])
    }
  })

  it('is that of the seed', () => {
    const rowsOf = (seed: number): string => String(prepare(numbered(100, 2), { ...plain, seed }).train.rows)
    expect(rowsOf(1)).toBe(rowsOf(1))
    expect(rowsOf(1)).not.toBe(rowsOf(2))
  })

  it('is the table\'s own where it came divided', () => {
    const { train, validation } = prepare(numbered(10, 2, { heldOut: 7 }), { ...plain, split: 0.1 })
    expect([[...train.rows], [...validation.rows]]).toEqual([[0, 1, 2, 3, 4, 5, 6], [7, 8, 9]])
  })

  it('needs two rows', () => {
    expect(() => prepare(numbered(1, 2), plain)).toThrow('expected at least two rows, one to train on and one for validation, got 1')
  })

  it('carries inputs and targets of its rows', () => {
    const { train, validation } = prepare(numbered(20, null), plain)
    for (const part of [train, validation]) {
      part.rows.forEach((row, i) => {
        expect([...part.inputs.subarray(2 * i, 2 * i + 2), part.targets[i]]).toEqual([row, 7, 100 + 3 * row])
      })
    }
  })
})

const moments = (values: ArrayLike<number>, width: number, column: number): readonly [mean: number, deviation: number] => {
  const mine = Array.from(values).filter((_, i) => i % width === column)
  const mean = mine.reduce((sum, v) => sum + v, 0) / mine.length
  return [mean, Math.sqrt(mine.reduce((sum, v) => sum + (v - mean) ** 2, 0) / mine.length)]
}

describe('standardizing', () => {
  it.each(datasets.filter((d) => d.kind === 'generated').map((d) => [d.id, d]))('brings every feature of %s to mean 0 and deviation 1', (_, dataset) => {
    const params = Object.fromEntries(dataset.params.map((p) => [p.name, p.default ?? 0]))
    const { train, table } = prepare(dataset.kind === 'generated' ? dataset.generate(params, 1) : expect.fail(), whole)
    table.columns.forEach((__, f) => {
      const [mean, deviation] = moments(train.inputs, table.columns.length, f)
      // Inputs are float32: each value, near 1, is off by 6e-8 at most, and so are their mean and deviation.
      expect(Math.abs(mean)).toBeLessThan(1e-7)
      expect(Math.abs(deviation - 1)).toBeLessThan(1e-6)
    })
  })

  it('takes mean and deviation from the training rows alone, and keeps them', () => {
    const { train, validation, statistics, inputScaling } = prepare(numbered(50, 2), whole)
    const rows = Array.from(train.rows)
    const [mean, deviation] = moments(rows, 1, 0)
    expect(inputScaling.mean[0]).toBeCloseTo(mean, 12)
    expect(inputScaling.deviation[0]).toBeCloseTo(deviation, 12)
    expect([statistics.low[0], statistics.high[0]]).toEqual([Math.min(...rows), Math.max(...rows)])
    validation.rows.forEach((row, i) => expect(validation.inputs[2 * i]).toBeCloseTo((row - mean) / deviation, 6))
  })

  it('moves a feature of one value to 0', () => {
    const { train, validation, statistics, inputScaling } = prepare(numbered(50, 2, { features: new Float32Array(100).fill(0.1) }), whole)
    expect([...train.inputs, ...validation.inputs].every((v) => v === 0)).toBe(true)
    expect([statistics.deviation[0], inputScaling.deviation[0]]).toEqual([0, 1])
  })

  it('brings numbers to be predicted there too, and says how to come back; classes stay', () => {
    const { train, targetScaling, table } = prepare(numbered(50, null), whole)
    const [mean, deviation] = moments(train.targets, 1, 0)
    // Targets are float64: some units of rounding.
    expect(Math.abs(mean)).toBeLessThan(1e-13)
    expect(Math.abs(deviation - 1)).toBeLessThan(1e-13)
    train.rows.forEach((row, i) => {
      expect((train.targets[i] ?? 0) * (targetScaling.deviation[0] ?? 0) + (targetScaling.mean[0] ?? 0)).toBeCloseTo(table.targets[row] ?? Number.NaN, 9)
    })
    expect([...prepare(numbered(50, 2), whole).train.targets].every((v) => v === 0 || v === 1)).toBe(true)
  })

  it('off leaves all as it is', () => {
    const { inputScaling, targetScaling, statistics } = prepare(numbered(50, null), plain)
    expect([...inputScaling.mean, ...targetScaling.mean]).toEqual([0, 0, 0])
    expect([...inputScaling.deviation, ...targetScaling.deviation]).toEqual([1, 1, 1])
    expect(statistics.deviation[0]).toBeGreaterThan(1)
  })
})

/** Pictures of 3 x 3, one white pixel in the middle, on a black that standardizing may turn into something else. */
function pictures(standardize: boolean): Prepared {
  const features = Float32Array.from({ length: 9 * 40 }, (_, i) => (i % 9 === 4 ? 1 : i % 9 === 0 && i < 90 ? 0.5 : 0))
  const columns = Array.from({ length: 9 }, (_, p) => `p${p}`)
  return prepare(numbered(40, 2, { columns, features, image: { width: 3, height: 3 } }), { ...plain, standardize })
}

describe('augmentation', () => {
  const prepared = prepare(numbered(60, 2), whole)

  it('of nothing is nothing', () => {
    expect(augment(prepared, [3, 0], 5, 1, { jitter: 0, shift: 2 })).toEqual(Float32Array.of(...prepared.train.inputs.subarray(6, 8), ...prepared.train.inputs.subarray(0, 2)))
  })

  it.each([['jitter', prepared, { jitter: 0.5, shift: 0 }], ['shift', pictures(false), { jitter: 0.1, shift: 1 }]] as const)(
    'by %s does not depend on how the rows are cut, and changes with step, row and seed',
    (_, data, how) => {
      const all = augment(data, [0, 1, 2, 3, 4, 5], 7, 1, how)
      expect(all).toEqual(Float32Array.of(...augment(data, [0, 1], 7, 1, how), ...augment(data, [2, 3, 4, 5], 7, 1, how)))
      expect(augment(data, [5, 0], 7, 1, how)).toEqual(Float32Array.of(...augment(data, [5], 7, 1, how), ...augment(data, [0], 7, 1, how)))
      expect(augment(data, [0, 1, 2, 3, 4, 5], 8, 1, how)).not.toEqual(all)
      expect(augment(data, [0, 1, 2, 3, 4, 5], 7, 2, how)).not.toEqual(all)
    },
  )

  it.each([['standardized', prepared], ['as they are', prepare(numbered(60, 2), plain)]])('jitters by deviations of the feature, %s, and leaves what never varies', (_, data) => {
    const steps = 500
    const noise = Array.from({ length: steps }, (__, step) => {
      const batch = augment(data, [4, 9], step, 1, { jitter: 0.5, shift: 0 })
      expect([batch[1], batch[3]]).toEqual([data.train.inputs[9], data.train.inputs[19]])
      return [(batch[0] ?? 0) - (data.train.inputs[8] ?? 0), (batch[2] ?? 0) - (data.train.inputs[18] ?? 0)]
    }).flat()
    const [mean, deviation] = moments(noise, 1, 0)
    const unit = (0.5 * (data.statistics.deviation[0] ?? 0)) / (data.inputScaling.deviation[0] ?? 1)
    // Five standard errors of 1000 draws.
    expect(Math.abs(mean / unit)).toBeLessThan(5 / Math.sqrt(1000))
    expect(Math.abs(deviation / unit - 1)).toBeLessThan(5 / Math.sqrt(2000))
  })

  it.each([false, true])('shifts pictures each way alike and fills with black (standardized: %s)', (standardize) => {
    const data = pictures(standardize)
    const row = data.train.rows.findIndex((r) => r >= 10)
    const places = new Map<number, number>()
    for (let step = 0; step < 900; step++) {
      const batch = augment(data, [row], step, 1, { jitter: 0, shift: 1 })
      const picture = Array.from(batch, (v, p) => v * (data.inputScaling.deviation[p] ?? 1) + (data.inputScaling.mean[p] ?? 0))
      const white = picture.findIndex((v) => v > 0.9)
      // Black is 0 again up to the rounding of float32.
      expect(picture.every((v, p) => Math.abs(v - (p === white ? 1 : 0)) < 1e-6)).toBe(true)
      places.set(white, (places.get(white) ?? 0) + 1)
    }
    expect(places.size).toBe(9)
    for (const n of places.values()) expect(Math.abs(n - 100)).toBeLessThan(5 * Math.sqrt(900 * (1 / 9) * (8 / 9)))
  })
})

describe('the description', () => {
  it('counts rows by class and part, and gives the ranges before standardizing', () => {
    const shown = describeData(prepare(numbered(100, 4), whole))
    expect(shown).toMatchObject({ train: 70, validation: 30, classes: ['class 0', 'class 1', 'class 2', 'class 3'], image: null })
    expect(shown.counts.map(([a, b]) => a + b)).toEqual([25, 25, 25, 25])
    expect(shown.counts.reduce((sum, [a]) => sum + a, 0)).toBe(70)
    expect([shown.low[1], shown.high[1], shown.mean[1], shown.deviation[1]]).toEqual([7, 7, 7, 0])
    expect(describeData(prepare(numbered(100, null), whole)).counts).toEqual([])
  })

  it('shows at most 500 rows as they are, of both parts, with their targets', () => {
    const prepared = prepare(numbered(2000, null), whole)
    const { points, pointWidth, pointTargets, pointHeldOut } = describeData(prepared)
    expect([points.length, pointWidth, pointTargets.length]).toEqual([1000, 2, 500])
    const heldOut = new Set(prepared.validation.rows)
    pointTargets.forEach((y, i) => {
      expect([points[2 * i + 1], y]).toEqual([7, 100 + 3 * (points[2 * i] ?? 0)])
      expect(pointHeldOut[i]).toBe(heldOut.has(points[2 * i] ?? -1) ? 1 : 0)
    })
    expect(new Set(points.filter((_, i) => i % 2 === 0)).size).toBe(500)
    expect(describeData(prepare(numbered(30, 2), whole)).pointTargets).toHaveLength(30)
  })

  it('shows at most eight features of a point', () => {
    const columns = Array.from({ length: 9 }, (_, f) => `x${f}`)
    const { pointWidth, points } = describeData(prepare(numbered(3, 2, { columns, features: Float32Array.from({ length: 27 }, (_, i) => i) }), plain))
    expect([pointWidth, points.length]).toEqual([8, 24])
    expect([...points].every((v, i) => v % 9 === i % 8)).toBe(true)
  })

  it('shows pictures of validation rows, and says which', () => {
    const data = pictures(true)
    const { pictures: shown, pictureTargets, image } = describeData(data)
    expect([image, shown.length, pictureTargets.length]).toEqual([{ width: 3, height: 3 }, 9 * 12, 12])
    expect([...pictureTargets]).toEqual(Array.from(pictureRows(data), (i) => data.validation.targets[i]))
    expect(shown.filter((v) => v === 1)).toHaveLength(12)
  })
})

describe('the condition number', () => {
  it('of a diagonal covariance is the ratio of its variances', () => {
    // ±a and ±b at the corners of a rectangle: variances a² and b², no correlation.
    expect(conditionOf(Float32Array.of(10, 1, 10, -1, -10, 1, -10, -1), 4, 2)).toBeCloseTo(100, 9)
  })

  it('does not change when the axes are turned', () => {
    const [c, s] = [Math.cos(0.6), Math.sin(0.6)]
    const turned = [[10, 1], [10, -1], [-10, 1], [-10, -1]].flatMap(([x = 0, y = 0]) => [c * x - s * y, s * x + c * y])
    // Turned values are rounded to float32: 1e-6 of 10 beside 1.
    expect(conditionOf(Float32Array.from(turned), 4, 2)).toBeCloseTo(100, 3)
  })

  it('leaves out what never varies, and is nothing without variation or with too many features', () => {
    expect(conditionOf(Float32Array.of(10, 1, 3, 10, -1, 3, -10, 1, 3, -10, -1, 3), 4, 3)).toBeCloseTo(100, 9)
    expect(conditionOf(new Float32Array(8).fill(1), 4, 2)).toBeNull()
    expect(conditionOf(new Float32Array(130), 2, 65)).toBeNull()
  })

  it('comes from eigenvalues that have the trace and the squares of the matrix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }).chain((n) => fc.tuple(fc.constant(n), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }))), ([n, entries]) => {
        const matrix = Float64Array.from({ length: n * n }, (_, k) => (entries[k] ?? 0) + (entries[(k % n) * n + Math.floor(k / n)] ?? 0))
        const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i] ?? 0).reduce((sum, v) => sum + v, 0)
        const squares = matrix.reduce((sum, v) => sum + v * v, 0)
        const found = symmetricEigenvalues(matrix, n)
        // Rotations are exact to rounding: a few hundred of them on numbers up to 2.
        expect(Math.abs(found.reduce((sum, v) => sum + v, 0) - trace)).toBeLessThan(1e-12)
        expect(Math.abs(found.reduce((sum, v) => sum + v * v, 0) - squares)).toBeLessThan(1e-11)
        expect(matrix.every((v, k) => k % (n + 1) === 0 || Math.abs(v) < 1e-12)).toBe(true)
      }),
    )
  })
})
