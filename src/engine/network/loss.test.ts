import { describe, expect, it } from 'vitest'
import { lossById, losses } from '../../catalog/losses/registry.ts'
import type { Loss } from '../../catalog/network-types.ts'
import { columnsOf } from '../../catalog/testing.ts'
import { FormulaError } from '../../formula/error.ts'
import { normal } from '../../formula/random.ts'
import { lossRows } from '../../golden/load.ts'
import type { LossRow } from '../../golden/load.ts'
import { compileLoss, lossOf } from './loss.ts'
import type { LossProgram } from './loss.ts'

const loss = (id: string): Loss => {
  const found = lossById.get(id)
  if (!found) throw new Error(`no loss ${id}`)
  return found
}

const compiled = ({ kind, formula, params }: Loss, k: number, given: Readonly<Record<string, number | null>> = {}): LossProgram =>
  compileLoss({ kind, formula, params: columnsOf(params, given) }, k)

/** The classwise formula of `id` on probabilities: l is taken from them directly. Its mean is over elements, so `k` times too small. */
const onProbabilities = (id: string, k: number): LossProgram =>
  compileLoss({ kind: 'pointwise', formula: `l = log(p)\n${loss(id).formula}`, params: columnsOf(loss(id).params) }, k)

const probabilityForms: Readonly<Record<string, string>> = { cce_probs: 'cce_logits', kl_probs: 'kl_logits' }

/** Relative to 1 + |reference|, as the README of the golden rows has it. */
const far = (got: number, reference: number): number => Math.abs(got - reference) / (1 + Math.abs(reference))

describe.each(lossRows.map((row) => [`${row.loss} ${JSON.stringify(row.hyper)}`, row] as const))('golden %s', (_, row: LossRow) => {
  const [n, k] = [row.prediction.length, row.prediction[0]?.length ?? 0]
  const logits = probabilityForms[row.loss]
  const program = logits === undefined ? compiled(loss(row.loss), k, row.hyper) : onProbabilities(logits, k)
  const scale = logits === undefined ? 1 : k
  const [outputs, targets, grad] = [row.prediction, row.target, row.grad].map((m) => Float64Array.from(m.flat()))

  it('agrees in value and gradient to 1e-11', () => {
    if (!outputs || !targets || !grad) throw new Error('the row is not whole')
    const gradient = new Float64Array(n * k).fill(Number.NaN)
    expect(far(scale * lossOf(program, outputs, targets, n, k, gradient), row.value)).toBeLessThan(1e-11)
    grad.forEach((reference, i) => expect(far(scale * (gradient[i] ?? Number.NaN), reference), `element ${i}`).toBeLessThan(1e-11))
    expect(lossOf(program, outputs, targets, n, k)).toBe(lossOf(program, outputs, targets, n, k, gradient))
  })
})

/** Draws that keep clear of every corner: |p - y| of 0 and of delta, y·p of 1, z of 0. */
function problem({ targets, task, kind }: { targets: Loss['targets']; task: string; kind: string }, n: number, k: number): { outputs: Float64Array; wanted: Float64Array } {
  const outputs = Float64Array.from({ length: n * k }, (_, i) => away(3 * normal(7, 0, 0, 0, i)))
  const wanted = Float64Array.from({ length: n * k }, (_, i) => {
    if (task === 'numbers') return (outputs[i] ?? 0) + away(2 * normal(7, 1, 0, 0, i))
    if (kind === 'classwise') return (i + Math.floor(i / k)) % k === 0 ? 1 : 0
    return i % 3 === 0 ? 1 : targets === 'sign' ? -1 : 0
  })
  return { outputs, wanted }
}
const away = (v: number): number => [-1, 0, 1].reduce((x, corner) => (Math.abs(x - corner) < 0.01 ? corner + 0.02 : x), v)

describe.each(losses.map((l) => [l.id, l] as const))('%s', (_, entry) => {
  const [n, k] = [5, 3]
  const { outputs, wanted } = problem({ ...entry, task: entry.tasks[0] ?? '' }, n, k)
  const program = compiled(entry, k)
  const gradient = new Float64Array(n * k)
  const value = lossOf(program, outputs, wanted, n, k, gradient)

  it('has the gradient that central differences find', () => {
    const h = 1e-5
    for (const [i, slope] of gradient.entries()) {
      const at = (v: number): number => lossOf(program, outputs.with(i, v), wanted, n, k)
      const x = outputs[i] ?? 0
      // h² times a third derivative is 1e-10, rounding over h 1e-11 times the loss (some units): 1e-9 holds both.
      expect(far((at(x + h) - at(x - h)) / (2 * h), slope), `element ${i}`).toBeLessThan(1e-9)
    }
  })

  it('is never negative', () => {
    expect(value).toBeGreaterThan(0)
  })

  it('is finite for outputs that saturate, and right ones cost nothing', () => {
    for (const size of [40, 700, 1e4]) {
      const right = wanted.map((y) => (entry.output === 'number' ? y : y > 0 ? size : -size))
      expect(lossOf(program, right, wanted, n, k, gradient)).toBeCloseTo(0, 12)
      expect([...gradient].every((g) => Math.abs(g) < 1e-12)).toBe(true)
      const wrong = right.map((v) => (entry.output === 'number' ? v + size : -v))
      expect(lossOf(program, wrong, wanted, n, k, gradient)).toBeGreaterThan(10)
      expect(Number.isFinite(gradient.reduce((a, b) => a + b))).toBe(true)
    }
  })

  it('of many rows is the mean of its rows, whatever the blocks they are run in', () => {
    const rows = 1100
    const many = problem({ ...entry, task: entry.tasks[0] ?? '' }, rows, k)
    const whole = new Float64Array(rows * k)
    const mean = lossOf(program, many.outputs, many.wanted, rows, k, whole)
    const one = new Float64Array(k)
    let sum = 0
    for (let r = 0; r < rows; r++) {
      sum += lossOf(program, many.outputs.slice(r * k, (r + 1) * k), many.wanted.slice(r * k, (r + 1) * k), 1, k, one)
      for (const [j, g] of one.entries()) expect(far(whole[r * k + j] ?? Number.NaN, g / rows)).toBeLessThan(1e-15)
    }
    // A thousand additions of rounding.
    expect(far(sum / rows, mean)).toBeLessThan(1e-12)
  })

  it('may write the gradient over the outputs', () => {
    lossOf(program, outputs, wanted, n, k, gradient)
    const over = outputs.slice()
    expect(lossOf(program, over, wanted, n, k, over)).toBe(value)
    expect(over).toEqual(gradient)
  })
})

describe('an own expression', () => {
  const own = (formula: string, kind: 'pointwise' | 'classwise' = 'pointwise', params = {}): LossProgram => compileLoss({ kind, formula, params }, 2)
  const [outputs, targets] = [new Float64Array([1, 2, 3, 4]), new Float64Array([0, 0, 1, 1])]

  it('may name the output p or z, use helpers and parameters, and the number of classes', () => {
    const gradient = new Float64Array(4)
    expect(lossOf(own('d = p - y\nc*d^4/classes', 'pointwise', { c: 3 }), outputs, targets, 2, 2, gradient)).toBe((1.5 * (1 + 16 + 16 + 81)) / 4)
    expect([...gradient]).toEqual([1.5, 12, 12, 40.5])
    expect(own('(p - y)^2').value.op).toBe(own('(z - y)^2').value.op)
    expect(lossOf(own('(p - y)*(z - y)'), outputs, targets, 2, 2)).toBe(lossOf(own('(p - y)^2'), outputs, targets, 2, 2))
  })

  it.each([
    ['(p - t)^2', 'pointwise', 1, 6, 'unknown name "t"'],
    ['d = p - y\nhubr(d)', 'pointwise', 2, 1, 'unknown function "hubr"'],
    ['-y*l', 'pointwise', 1, 4, 'unknown name "l"'],
    ['(z - y)^2', 'classwise', 1, 2, 'unknown name "z"'],
    ['y = 1\np - y', 'pointwise', 1, 1, 'y is given'],
    ['', 'pointwise', 1, 1, 'empty'],
  ] as const)('%j as %s is refused at line %d, column %d', (formula, kind, line, column, reason) => {
    expect(() => own(formula, kind)).toThrow(FormulaError)
    expect(() => own(formula, kind)).toThrow(`line ${line}, column ${column}: `)
    expect(() => own(formula, kind)).toThrow(reason)
  })

  it('refuses arrays of a wrong shape, with both shapes', () => {
    expect(() => lossOf(own('p - y'), outputs, targets, 1, 4)).toThrow('expected [rows, 2], got [1, 4]')
    expect(() => lossOf(own('p - y'), outputs, targets, 3, 2)).toThrow('expected an array of [3, 2], got 4 values')
  })
})
