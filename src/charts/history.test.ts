import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { mostPoints } from '../store/history-types.ts'
import type { HistoryBody, HistoryEntry } from '../store/history-types.ts'
import { comparedLines, extent, keptCurve, pictureBox } from './history.ts'
import { settingRows } from './history-diff.ts'

const indices = (length: number): number[] => Array.from({ length }, (_, i) => i)

describe('a kept curve', () => {
  const column = Float64Array.from({ length: 5000 }, (_, i) => (i === 1234 ? 99 : i === 4321 ? -7 : Math.exp(-i / 500)))

  test('has at most so many points, and still the ends, the highest and the lowest', () => {
    const { at, values } = keptCurve(3, column, indices(5000), mostPoints)
    expect(at.length).toBeLessThanOrEqual(mostPoints)
    expect(at.length).toBeGreaterThan(mostPoints / 2)
    expect([at[0], at.at(-1)]).toEqual([0, 4999])
    expect(values[at.indexOf(1234)]).toBe(99)
    expect(values[at.indexOf(4321)]).toBe(-7)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })

  test('a short one is kept whole, but for what is not finite', () => {
    const { at, values } = keptCurve(0, Float64Array.of(4, Number.NaN, 2, Number.POSITIVE_INFINITY), [0, 5, 10, 15], mostPoints)
    expect([at, values]).toEqual([[0, 10], [4, 2]])
  })
})

describe('entries that are compared', () => {
  const entry: HistoryEntry = {
    id: 'a', time: 1, kind: 'landscape', subject: 'Sphere', name: '', pinned: false, print: '0'.repeat(16), measure: 'loss', claims: null, device: '', milliseconds: null, changed: false, picture: null,
    runs: ['Adam', 'Lion'].map((name) => ({ name, status: 'finished', step: 9, final: 1, best: 1, steps: null })),
  }
  const body: HistoryBody = { scenario: defaultScenario, curves: [{ run: 0, at: [0, 9], values: [5, 1] }, { run: 1, at: [0, 4], values: [5, 2] }] }

  test('have a colour each, a dash for each run, and names of both', () => {
    const lines = comparedLines([{ entry, body, title: 'one' }, { entry: { ...entry, runs: entry.runs.slice(0, 1) }, body: { ...body, curves: body.curves.slice(0, 1) }, title: 'two' }], ['#111111', '#222222'])
    expect(lines.map(({ label, color }) => [label, color])).toEqual([['one · Adam', '#111111'], ['one · Lion', '#111111'], ['two', '#222222']])
    expect(lines[0]?.dash).not.toEqual(lines[1]?.dash)
    expect(new Set(lines.map(({ run }) => run)).size).toBe(3)
    expect(extent(lines)).toEqual([0, 9])
  })

  test('of nothing there is still a box', () => {
    expect(extent([])).toEqual([0, 1])
    const { x, y } = pictureBox([], { width: 240, height: 150 })
    expect([...x.range, ...y.range].every(Number.isFinite)).toBe(true)
  })
})

describe('settings side by side', () => {
  const runs = [{ optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'sgd', hyper: { lr: 0.01 } }]
  const one = { ...defaultScenario, runs }
  const rowOf = (rows: ReturnType<typeof settingRows>, field: string, run: number | null = null): unknown => rows.find((row) => row.field === field && row.run === run)

  test('what differs is marked, what one alone has is missing in the other', () => {
    const rows = settingRows([one, { ...one, seed: 7, runs: [{ optimizer: 'adam', hyper: { lr: 0.2, beta1: 0.5 } }] }])
    expect(rowOf(rows, 'seed')).toMatchObject({ values: ['1', '7'], differs: true })
    expect(rowOf(rows, 'landscape')).toMatchObject({ values: ['Rosenbrock', 'Rosenbrock'], differs: false })
    expect(rowOf(rows, 'hyper.lr', 0)).toMatchObject({ values: ['0.1', '0.2'], differs: true })
    expect(rowOf(rows, 'hyper.beta1', 0)).toMatchObject({ values: [null, '0.5'], differs: true })
    expect(rowOf(rows, 'optimizer', 1)).toMatchObject({ values: ['Gradient descent', null], differs: true })
  })

  test('fields of one run stand together, whichever entry has them', () => {
    const fields = settingRows([one, { ...one, runs: [{ optimizer: 'adam', hyper: { lr: 0.2, beta1: 0.5 } }] }]).map(({ run }) => run)
    expect(fields.filter((run) => run !== null)).toEqual([0, 0, 0, 1, 1])
  })

  test('where the person looked is no setting, and long data are told by their length', () => {
    const own = { name: 'mine', columns: ['a', 'b'], rows: Array.from({ length: 300 }, () => [1, 2]), target: 'c', targets: Array.from({ length: 300 }, () => 1) }
    const rows = settingRows([{ ...one, view: 'surface' as const }, { ...defaultNetworkScenario, dataset: { own, split: 0.5, standardize: true } }])
    expect(rows.some(({ field }) => ['view', 'version', 'plane.kind'].includes(field))).toBe(false)
    expect(rowOf(rows, 'dataset.own.rows')).toMatchObject({ values: [null, '[300]'] })
    expect(rowOf(rows, 'dataset.own.targets')).toMatchObject({ values: [null, '[300]'] })
  })
})
