import { describe, expect, test } from 'vitest'
import { areAscending, drawnSeries, linesOfSeries, seriesPlaces, strategyBox } from './strategy-curves.ts'
import type { CurvesBlock } from './strategy-curves.ts'
import { readPointer, seriesAt, seriesRows } from './strategy-readings.ts'
import { themes } from './theme.ts'

type Given = CurvesBlock['series'][number]

const label = (key: string) => ({ key })
const series = (name: string, x: readonly number[], y: readonly number[], more: Partial<Given> = {}): Given => ({ name: label(name), x: Float64Array.from(x), y: Float64Array.from(y), style: 'line', ...more })
const block = (all: readonly Given[], more: Partial<CurvesBlock> = {}): CurvesBlock => ({ kind: 'curves', title: label('title'), x: label('x'), y: label('y'), series: all, ...more })
const named = (...names: readonly string[]): CurvesBlock => block(names.map((name) => series(name, [0], [0])))
const draw = (given: CurvesBlock) => drawnSeries(given, seriesPlaces([given]), themes.light, ({ key }) => key)
const size = { width: 464, height: 234 }

describe('colours', () => {
  test('are one for a name in all blocks, in the order in which names are first said', () => {
    const places = seriesPlaces([named('a', 'b'), named('b', 'c', 'a')])
    expect([...places]).toEqual(['a', 'b', 'c'].map((name, place) => [JSON.stringify(label(name)), place]))
    expect(places).toEqual(seriesPlaces([named('a', 'b'), named('c')]))
  })

  test('beyond the palette differ within the block that says them first', () => {
    const blocks = [named('a', 'b', 'c', 'd', 'e', 'f'), named('a', 'g', 'h', 'i')]
    const places = seriesPlaces(blocks)
    const colors = (names: readonly string[]): number[] => names.map((name) => (places.get(JSON.stringify(label(name))) ?? -1) % 7)
    expect(new Set(colors(['a', 'g', 'h', 'i'])).size).toBe(4)
    expect(new Set(places.values()).size).toBe(9)
  })

  test('are as many as there are names, whatever one block says', () => {
    expect(new Set(seriesPlaces([named(...Array.from('abcdefghijkl'))]).values()).size).toBe(12)
  })
})

describe('what is drawn', () => {
  test('lines are joined, dots are not, theory is thin', () => {
    const drawn = draw(block([series('a', [1, 2], [3, 4]), series('b', [1], [1], { style: 'dots' }), series('c', [1, 2], [1, 2], { style: 'reference' })]))
    expect(linesOfSeries(drawn).map(({ label: name, width }) => [name, width])).toEqual([['a', 2.1], ['c', 1.3]])
  })

  test('stands in a box that holds bands too, on a log axis in powers of ten', () => {
    const drawn = draw(block([series('a', [1, 100], [10, 20], { low: Float64Array.of(1, 2), high: Float64Array.of(90, 95) })], { logX: true }))
    const box = strategyBox(drawn, size, { logX: true, logY: true })
    expect([...(drawn[0]?.x ?? [])]).toEqual([0, 2])
    expect(box.x.range[0]).toBeCloseTo(-0.024, 9)
    expect(box.x.range[1]).toBeCloseTo(2.024, 9)
    expect(box.y.range[0]).toBeLessThanOrEqual(0)
    expect(box.y.range[1]).toBeGreaterThanOrEqual(Math.log10(95))
  })

  test.each([[[]], [[series('a', [], [])]], [[series('a', [5], [2])]], [[series('a', [Number.NaN], [Number.NaN])]]])('has a box whatever there is, %#', (all) => {
    const { x, y } = strategyBox(draw(block(all)), size, { logX: false, logY: false })
    expect(x.range[0]).toBeLessThan(x.range[1])
    expect(y.range[0]).toBeLessThan(y.range[1])
  })
})

describe('the pointer', () => {
  const [line, dots] = draw(block([series('line', [0, 10], [0, 100]), series('dots', [2, 8], [7, 9], { style: 'dots' })]))

  test.each([[-1, Number.NaN], [0, 0], [5, 50], [10, 100], [11, Number.NaN]])('reads a line between its entries: at %d it is %d', (place, value) => {
    expect(line && seriesAt(line, place, 0.5)).toBe(value)
  })

  test.each([[1.6, 7], [5, Number.NaN], [8.4, 9]])('reads the dot within reach: at %d it is %d', (place, value) => {
    expect(dots && seriesAt(dots, place, 0.5)).toBe(value)
  })

  test('reads an entry beside one that is not finite', () => {
    const [broken] = draw(block([series('a', [0, 1], [3, Number.NaN])]))
    expect(broken && [seriesAt(broken, 0, 0), seriesAt(broken, 0.5, 0)]).toEqual([3, Number.NaN])
  })

  test('reads all series at its place, in the numbers that were given', () => {
    const drawn = draw(block([series('a', [1, 100], [1, 3]), series('b', [1, 100], [5, 7])], { logX: true }))
    const box = strategyBox(drawn, size, { logX: true, logY: false })
    // The middle of the plot area, 46 and 18 pixels of its width being margins: the middle of two decades.
    const reading = readPointer(drawn, box, [246, 50])
    expect(reading?.value).toBeCloseTo(10, 9)
    expect(reading?.rows.map(({ name, y }) => [name, Math.round(y * 1e9) / 1e9])).toEqual([['a', 2], ['b', 6]])
  })

  test('reads of paths the nearest point, and nothing far from all', () => {
    const drawn = draw(block([series('way', [0, 10, 0], [0, 5, 10])]))
    const box = strategyBox(drawn, size, { logX: false, logY: false })
    expect(areAscending(drawn)).toBe(false)
    const right = readPointer(drawn, box, [430, 110])
    expect([right?.value, right?.rows[0]?.y, right?.point]).toEqual([10, 5, true])
    expect(readPointer(drawn, box, [250, 10])).toBeNull()
  })
})

test('the table has each series with its ends, a long one at few places', () => {
  const long = Array.from({ length: 500 }, (_, i) => i)
  const rows = seriesRows(draw(block([series('short', [1, 10], [2, 3]), series('long', long, long)])), { logX: false })
  expect(rows.slice(0, 2)).toEqual([['short', 1, 2], ['short', 10, 3]])
  expect(rows.slice(2)).toHaveLength(12)
  expect([rows[2], rows.at(-1)]).toEqual([['long', 0, 0], ['long', 499, 499]])
})
