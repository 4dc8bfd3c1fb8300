import { describe, expect, it } from 'vitest'
import { compileLoss } from '../loss.ts'
import { confusionOf } from './confusion.ts'
import type { Meaning } from './meaning.ts'
import { chosenClass, probabilityOf, trueClass } from './meaning.ts'
import { evaluate, metricOf } from './metrics.ts'
import { sampleRows, samplesOf } from './samples.ts'
import { binary, numbers, softmax, wanted } from './testing.ts'

const margin: Meaning = { ...binary, targets: 'sign', output: 'margin' }
const number: Meaning = { ...binary, output: 'number' }

describe('a single output', () => {
  it.each([
    ['a logit', binary, [-0.1, 0, 0.1], [0, 0, 1]],
    ['a margin', margin, [-2, 0, 0.1], [0, 0, 1]],
    ['a number', number, [0.4, 0.5, 0.6], [0, 0, 1]],
  ] as const)('as %s is class 1 above its border', (_, meaning, outputs, classes) => {
    expect(outputs.map((_, row) => chosenClass(Float64Array.from(outputs), row, meaning))).toEqual(classes)
  })

  it('is sure of a class by what it means', () => {
    const sure = (output: number, meaning: Meaning): number => probabilityOf(Float64Array.of(output), 0, 1, meaning)
    expect(sure(Math.log(3), binary)).toBeCloseTo(0.75, 15)
    expect(probabilityOf(Float64Array.of(Math.log(3)), 0, 0, binary)).toBeCloseTo(0.25, 15)
    expect([-3, -1, 0, 1, 3].map((m) => sure(m, margin))).toEqual([0, 0, 0.5, 1, 1])
    expect([-1, 0.25, 2].map((p) => sure(p, number))).toEqual([0, 0.25, 1])
  })

  it('has targets of 0 and 1, or of -1 and 1', () => {
    expect([0, 1, -1].map((target) => trueClass(Float64Array.of(target), 0, binary))).toEqual([0, 1, 0])
  })
})

describe('several outputs', () => {
  const outputs = Float64Array.of(1, 3, 2, 800, -800, 0)
  it('are the class of the largest', () => {
    expect([0, 1].map((row) => chosenClass(outputs, row, softmax(3)))).toEqual([1, 0])
  })

  it('are sure as softmax is, without overflow', () => {
    const [a, b, c] = [1, 3, 2].map(Math.exp) as [number, number, number]
    expect(probabilityOf(outputs, 0, 1, softmax(3))).toBeCloseTo(b / (a + b + c), 15)
    expect([0, 1, 2].map((k) => probabilityOf(outputs, 1, k, softmax(3)))).toEqual([1, 0, 0])
  })

  it('are sure one by one under a pointwise loss', () => {
    expect(probabilityOf(Float64Array.of(0, Math.log(3)), 0, 1, { ...softmax(2), kind: 'pointwise' })).toBeCloseTo(0.75, 15)
  })
})

describe('accuracy', () => {
  it('is the share of right rows, and an output that is no number is wrong', () => {
    expect(metricOf(Float64Array.of(1, -1, 1, Number.NaN), wanted([1, 0, 0, 0]), binary)).toBe(0.5)
    expect(metricOf(Float64Array.of(1, 2, 2, 1), wanted([0, 1, 0, 1], 2), softmax(2))).toBe(0.5)
  })
})

describe('R squared', () => {
  const targets = [1, 10, 2, 20, 4, 60]
  it('is 1 for a perfect prediction and 0 for the means', () => {
    expect(metricOf(Float64Array.from(targets), wanted(targets, 2), numbers(2))).toBe(1)
    // 7/3 is not exact in binary.
    expect(metricOf(Float64Array.of(7 / 3, 30, 7 / 3, 30, 7 / 3, 30), wanted(targets, 2), numbers(2))).toBeCloseTo(0, 15)
  })

  it('goes below 0 for worse than the mean', () => {
    expect(metricOf(Float64Array.of(3, 1), wanted([1, 3]), numbers(1))).toBe(-3)
  })

  it('has no meaning without a spread, or without rows', () => {
    expect(metricOf(Float64Array.of(1, 1), wanted([2, 2]), numbers(1))).toBeNaN()
    expect(metricOf(new Float64Array(0), wanted([]), numbers(1))).toBeNaN()
  })
})

describe('evaluate', () => {
  const loss = compileLoss({ kind: 'pointwise', formula: '(p - y)^2', params: {} }, 1)
  it('gives the mean loss and the metric', () => {
    expect(evaluate(loss, Float64Array.of(2, 3), wanted([1, 3]), numbers(1))).toEqual({ loss: 0.5, metric: 0.5 })
  })

  it('says nothing of no rows', () => {
    expect(evaluate(loss, new Float64Array(0), wanted([]), numbers(1))).toEqual({ loss: Number.NaN, metric: Number.NaN })
  })
})

describe('the confusion matrix', () => {
  it('counts each row at its truth and its prediction', () => {
    const outputs = Float64Array.of(5, 0, 0, 0, 5, 0, 0, 5, 0, 0, 0, 5, Number.NaN, 0, 0)
    const targets = [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1]
    expect([...confusionOf(outputs, wanted(targets, 3), softmax(3))]).toEqual([1, 1, 0, 0, 1, 0, 0, 0, 1])
  })

  it('has two classes for one output and none for numbers', () => {
    expect([...confusionOf(Float64Array.of(1, -1, 1), wanted([1, 1, 0]), binary)]).toEqual([0, 1, 1, 1])
    expect(confusionOf(Float64Array.of(1), wanted([1]), numbers(1)).length).toBe(0)
  })
})

describe('samples', () => {
  const scaling = { mean: Float64Array.of(100, 0), deviation: Float64Array.of(10, 1) }
  it('of classes say truth, prediction and how sure', () => {
    const { truth, predicted, probability } = samplesOf(Float64Array.of(Math.log(3), -1, Number.NaN), wanted([1, 1, 0]), binary, scaling)
    expect([...truth]).toEqual([1, 1, 0])
    expect([...predicted]).toEqual([1, 0, -1])
    // ln 3 is not exact in binary.
    expect(probability[0]).toBeCloseTo(0.75, 15)
    expect(probability[1]).toBeCloseTo(Math.E / (1 + Math.E), 15)
    expect(probability[2]).toBeNaN()
  })

  it('of numbers are in the unit of the data, every target one of its own', () => {
    const { truth, predicted, probability } = samplesOf(Float64Array.of(1, 2, 3, 4), wanted([0, 1, 2, 3], 2), numbers(2), scaling)
    expect([...truth]).toEqual([100, 1, 120, 3])
    expect([...predicted]).toEqual([110, 2, 130, 4])
    expect([...probability]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  })

  const count = 2000
  const rows = { count, inputs: Float32Array.from({ length: count }, (_, i) => i), targets: Float64Array.from({ length: count }, (_, i) => -i) }
  it('are drawn over all rows, each once', () => {
    const drawn = sampleRows(rows, { inputs: 1, outputs: 1 })
    expect(new Set(drawn.inputs).size).toBe(500)
    expect([...drawn.targets]).toEqual([...drawn.inputs].map((i) => -i))
    // 500 rows from one end would have a mean of 250 or 1750; the mean of 500 drawn ones strays about 25 from 1000.
    expect(Math.abs([...drawn.inputs].reduce((a, b) => a + b, 0) / 500 - 1000)).toBeLessThan(100)
  })
})
