import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { panels } from '../../scenario/page-link.ts'
import type { PageLink, Panel } from '../../scenario/page-link.ts'
import { arrange, hiddenPanels } from './look.ts'

const hidden = (page: PageLink, lessonOpen = false): readonly Panel[] => panels.filter((panel) => hiddenPanels(page, lessonOpen).has(panel))

describe('what is hidden', () => {
  test.each<[string, PageLink, boolean, readonly Panel[]]>([
    ['nothing by itself', {}, false, []],
    ['what the link says', { hide: ['results', 'runs'] }, true, ['runs', 'results']],
    ['all but one figure and its time in a frame', { hide: ['transport'], embed: 'curves' }, false, ['header', 'problem', 'runs', 'plot', 'results']],
    ['what a class need not see', { present: true }, false, ['header', 'problem', 'results']],
    ['the runs, too, beside a lesson', { present: true, hide: ['curves'] }, true, ['header', 'problem', 'runs', 'curves', 'results']],
  ])('%s', (_, page, lessonOpen, expected) => expect(hidden(page, lessonOpen)).toEqual(expected))
})

describe('what remains', () => {
  test('is laid out by the style sheet where nothing of the bench is hidden', () => {
    expect([arrange(new Set()), arrange(new Set(['header']))]).toEqual([null, null])
  })

  test('without the side columns has the middle to itself', () => {
    expect(arrange(new Set(['problem', 'runs', 'results']))).toEqual({
      areas: "'plot' 'transport' 'curves'", columns: 'minmax(0, 1fr)', rows: 'minmax(0, 1fr) auto minmax(190px, 31%)',
    })
  })

  test('without the curves finds room for the results', () => {
    expect(arrange(new Set(['curves']))?.areas).toBe("'problem plot runs' 'problem plot results' 'problem transport results'")
  })

  test('is a grid of rectangles that holds every panel once, whatever is hidden', () => {
    fc.assert(
      fc.property(fc.subarray([...panels]), (given) => {
        const arrangement = arrange(new Set(given))
        if (arrangement === null) return
        const rows = [...arrangement.areas.matchAll(/'([^']*)'/g)].map(([, row = '']) => row.split(' '))
        const columns = arrangement.columns.match(/var\([^)]*\)|minmax\([^)]*\)/g) ?? []
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]))
        expect(arrangement.rows.match(/auto|minmax\([^)]*\)/g)).toHaveLength(rows.length)
        const shown = panels.filter((panel) => panel !== 'header' && !given.includes(panel))
        expect(new Set(rows.flat().filter((name) => name !== '.'))).toEqual(new Set(shown))
        for (const panel of shown) {
          const cells = rows.flatMap((row, y) => row.flatMap((name, x) => (name === panel ? [[x, y] as const] : [])))
          const [xs, ys] = [cells.map(([x]) => x), cells.map(([, y]) => y)]
          expect(cells.length).toBe((Math.max(...xs) - Math.min(...xs) + 1) * (Math.max(...ys) - Math.min(...ys) + 1))
        }
      }),
      { numRuns: 300 },
    )
  })
})
