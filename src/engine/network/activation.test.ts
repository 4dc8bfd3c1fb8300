import { describe, expect, it } from 'vitest'
import { activationById, activations } from '../../catalog/activations/registry.ts'
import { FormulaError } from '../../formula/error.ts'
import { normal } from '../../formula/random.ts'
import { compileActivation } from './activation.ts'

const compiled = (id: string) => compileActivation(activationById.get(id)?.formula ?? '')

function read(id: string, points: readonly number[]): number[] {
  const out = new Float64Array(points.length)
  compiled(id).run(Float64Array.from(points), out)
  return [...out]
}

/** Values at -2, -0.5, 0, 1, 3, written here a second time; GELU and ELU's from tables of the normal curve and of e. */
const points = [-2, -0.5, 0, 1, 3] as const
const tables: Readonly<Record<string, readonly number[]>> = {
  identity: points,
  relu: [0, 0, 0, 1, 3],
  leaky_relu: [-0.02, -0.005, 0, 1, 3],
  elu: [-0.8646647167633873, -0.3934693402873666, 0, 1, 3],
  selu: [-1.520166468595695, -0.6917581878028713, 0, 1.0507009873554805, 3.1521029620664414],
  gelu: [-2 * 0.022750131948179195, -0.5 * 0.3085375387259869, 0, 0.8413447460685429, 3 * 0.9986501019683699],
  silu: [-0.2384058440442351, -0.1887703343990727, 0, 0.7310585786300049, 2.8577223804673],
  softplus: [0.12692801104297263, 0.47407698418010663, 0.6931471805599453, 1.3132616875182228, 3.048587351573742],
  tanh: [-0.9640275800758169, -0.4621171572600098, 0, 0.7615941559557649, 0.9950547536867305],
  sigmoid: [0.11920292202211755, 0.3775406687981454, 0.5, 0.7310585786300049, 0.9525741268224334],
  softsign: [-2 / 3, -1 / 3, 0, 1 / 2, 3 / 4],
  sine: [-0.9092974268256817, -0.479425538604203, 0, 0.8414709848078965, 0.1411200080598672],
}

it('has a table for every activation', () => {
  expect(Object.keys(tables).toSorted()).toEqual([...activationById.keys()].toSorted())
})

describe.each(activations.map((a) => [a.id, compileActivation(a.formula)] as const))('%s', (id, program) => {
  const z = Float64Array.from({ length: 50 }, (_, i) => 2 * normal(3, 0, 0, 0, i)).filter((v) => Math.abs(v) > 0.01)
  const at = (shift: number): Float64Array => {
    const out = new Float64Array(z.length)
    program.run(z.map((v) => v + shift), out)
    return out
  }

  it('has the values of its table', () => {
    for (const [i, value] of read(id, points).entries()) expect(value, `at ${points[i]}`).toBeCloseTo(tables[id]?.[i] ?? Number.NaN, 13)
  })

  it('has the slope that central differences find', () => {
    const h = 1e-5
    const [slopes, up, down] = [new Float64Array(z.length), at(h), at(-h)]
    program.slopes(z, slopes)
    // h² times a third derivative is 1e-10, rounding over h 1e-11 times a value of some units: 1e-9 holds both.
    for (const [i, s] of slopes.entries()) expect(Math.abs(((up[i] ?? 0) - (down[i] ?? 0)) / (2 * h) - s), `at ${z[i]}`).toBeLessThan(1e-9)
  })

  it('is finite with a finite slope far out', () => {
    const far = new Float64Array([-1e4, -40, 0, 40, 1e4])
    const [out, slopes] = [new Float64Array(5), new Float64Array(5)]
    program.both(far, out, slopes)
    expect([...out, ...slopes].every(Number.isFinite)).toBe(true)
  })

  it('gives the same at any length, together or apart, and in place', () => {
    const long = Float64Array.from({ length: 2500 }, (_, i) => z[i % z.length] ?? 0)
    const [values, slopes, value, slope] = [long, long, long, long].map((a) => new Float64Array(a.length))
    if (!values || !slopes || !value || !slope) throw new Error('four arrays')
    program.both(long, values, slopes)
    program.run(long, value)
    program.slopes(long, slope)
    expect([value, slope]).toEqual([values, slopes])
    for (let i = 0; i < long.length; i++) expect(values[i]).toBe(values[i % z.length])
    expect([...values.subarray(0, z.length)]).toEqual([...at(0)])
    program.both(long, long, slope)
    expect([long, slope]).toEqual([values, slopes])
  })
})

it.each([['relu', 0], ['leaky_relu', 0.01]])('the slope of %s at its corner is that of the left side, as in torch', (id, expected) => {
  const out = new Float64Array(1)
  compiled(id).slopes(new Float64Array([0]), out)
  expect(out[0]).toBe(expected)
})

it('SELU reproduces mean 0 and variance 1', () => {
  const grid = Array.from({ length: 16_001 }, (_, i) => (i - 8000) / 1000)
  const weight = grid.map((z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / 1000)
  const values = read('selu', grid)
  const mean = values.reduce((sum, v, i) => sum + v * (weight[i] ?? 0), 0)
  const square = values.reduce((sum, v, i) => sum + v * v * (weight[i] ?? 0), 0)
  // The trapezoid rule has an error of a twelfth of the squared spacing times the jump of the slope at 0.
  expect(mean).toBeCloseTo(0, 6)
  expect(square).toBeCloseTo(1, 6)
})

it.each([['tnh(z)', 1, 'did you mean "tanh"'], ['z + x', 5, 'unknown name "x"'], ['z = 2', 1, 'z is given']])('%j is refused with its place', (formula, column, reason) => {
  expect(() => compileActivation(formula)).toThrow(FormulaError)
  expect(() => compileActivation(formula)).toThrow(`line 1, column ${column}: `)
  expect(() => compileActivation(formula)).toThrow(reason)
})
