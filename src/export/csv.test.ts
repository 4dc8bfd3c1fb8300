import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { batchTable, csvText, curveTable, evaluationTable, raceTable } from './csv.ts'

const column = (...values: number[]): Float64Array => Float64Array.from(values)
const read = (text: string): string[][] => Papa.parse<string[]>(text, { skipEmptyLines: true }).data

it('quotes what must be quoted, as another reader understands it', () => {
  const odd = ['plain', 'a,b', 'say "so"', 'two\r\nlines', '', ' blank ']
  const text = csvText({ header: ['a', 'b', 'c', 'd', 'e', 'f'], rows: [odd] })
  expect(text).toBe('a,b,c,d,e,f\r\nplain,"a,b","say ""so""","two\r\nlines",, blank \r\n')
  expect(read(text)[1]).toEqual(odd)
})

it('writes numbers that read back as the same bits', () => {
  const numbers = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -2.5e-7, 123456789012345680000, 1e21]
  const [, row = []] = read(csvText({ header: numbers.map(String), rows: [numbers] }))
  expect(row.map(Number)).toEqual(numbers)
  expect(csvText({ header: ['x'], rows: [[Number.NaN], [Infinity]] })).toBe('x\r\n\r\n\r\n')
})

it('gives a race one row per run and entry, and none after a run has diverged', () => {
  const run = { name: 'Adam', x: column(1, 2, 3), y: column(4, 5, 6), loss: column(7, 8, Number.NaN), gradNorm: column(1, 1, 1), lr: column(Number.NaN, 0.5, 0.5), last: 1 }
  expect(read(csvText(raceTable([run, { ...run, last: 0 }])))).toEqual([
    ['run', 'name', 'step', 'x', 'y', 'loss', 'gradient_norm', 'lr'],
    ['1', 'Adam', '0', '1', '4', '7', '1', ''],
    ['1', 'Adam', '1', '2', '5', '8', '1', '0.5'],
    ['2', 'Adam', '0', '1', '4', '7', '1', ''],
  ])
})

it('gives a training its evaluations and its batches', () => {
  const run = {
    name: 'SGD', loss: column(3, 2), gradNorm: column(1, 0.5), lr: column(0.1, 0.1), steps: Int32Array.of(0, 8), epochs: column(0, 1),
    trainLoss: column(3, 1), validationLoss: column(4, 2), trainMetric: column(0.5, 0.75), validationMetric: column(0.25, 0.5),
  }
  expect(read(csvText(evaluationTable([run])))[2]).toEqual(['1', 'SGD', '8', '1', '1', '2', '0.75', '0.5'])
  expect(read(csvText(batchTable([run]))).slice(1)).toEqual([['1', 'SGD', '0', '3', '1', '0.1'], ['1', 'SGD', '1', '2', '0.5', '0.1']])
})

it('gives the curves of an experiment with their bands', () => {
  const series = [{ name: 'a', x: column(1), y: column(2) }, { name: 'b', x: column(3), y: column(4), low: column(3.5), high: column(4.5) }]
  expect(read(csvText(curveTable([{ title: 'T', x: 'n', y: 'loss', series }]))).slice(1)).toEqual([
    ['T', 'a', 'n', '1', 'loss', '2', '', ''],
    ['T', 'b', 'n', '3', 'loss', '4', '3.5', '4.5'],
  ])
})
