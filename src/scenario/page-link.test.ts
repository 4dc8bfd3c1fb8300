import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { landscapes } from '../catalog/landscapes/registry.ts'
import { strategies } from '../catalog/strategies/registry.ts'
import { figures, linkThemes, lockable, pageKeys, panels, splitPageLink, withPageLink } from './page-link.ts'
import type { PageLink } from './page-link.ts'
import { problemText } from './problems.ts'

const sentences = (text: string): string[] => splitPageLink(text).problems.map(problemText)
const race = 'v1&landscape=sphere&run=sgd'

describe('settings of the page', () => {
  test('are read out of the link, wherever they stand', () => {
    expect(splitPageLink('#v1&theme=dark&landscape=sphere&hide=results,curves&run=sgd&lock=1&play=0&lang=zh&embed=1&present=1')).toEqual({
      link: `#${race}`,
      page: { theme: 'dark', hide: ['curves', 'results'], lock: ['problem', 'runs', 'plot'], play: false, lang: 'zh', embed: 'plot', present: true },
      problems: [],
    })
  })

  test('are written behind the link', () => {
    expect(withPageLink(race, {})).toBe(race)
    expect(withPageLink(race, { hide: ['header'], lock: ['runs'], play: true, embed: 'curves' })).toBe(`${race}&hide=header&lock=runs&play=1&embed=curves`)
  })

  test('come back as they were', () => {
    const some = <T>(names: readonly T[]): fc.Arbitrary<readonly T[]> => fc.subarray([...names], { minLength: 1 })
    const page: fc.Arbitrary<PageLink> = fc.record(
      {
        hide: some(panels), lock: some(lockable), play: fc.boolean(), lang: fc.constantFrom('en', 'zh', 'pt-BR'), theme: fc.constantFrom(...linkThemes), embed: fc.constantFrom(...figures),
        present: fc.constant(true),
      },
      { requiredKeys: [] },
    )
    fc.assert(fc.property(page, (given) => {
      expect(splitPageLink(withPageLink(race, given))).toEqual({ link: race, page: given, problems: [] })
    }))
  })

  test.each([
    ['hide=resuls', 'hide: unknown panel "resuls" - did you mean "results"?'],
    ['hide=', 'hide: unknown panel "": expected "header", "problem", "runs", "plot", "transport", "curves", "results"'],
    ['lock=header', 'lock: unknown panel to lock "header": expected "problem", "runs", "plot"'],
    ['play=yes', 'play: expected 0 or 1, got "yes"'],
    ['lang=../x', 'lang: expected a language such as en or zh, got "../x"'],
    ['theme=drak', 'theme: unknown theme "drak" - did you mean "dark"?'],
    ['embed=%4', 'embed: the link is damaged near "%4"'],
    ['play=1&play=0', 'play: the link gives "play" twice'],
  ])('%s is told in a sentence, and the scenario stays', (setting, sentence) => {
    expect(sentences(`${race}&${setting}`)).toEqual([sentence])
    expect(splitPageLink(`${race}&${setting}`).link).toBe(race)
  })

  test('have names that nothing of a scenario has', () => {
    const taken = new Set([...landscapes.flatMap((one) => one.constants), ...strategies.flatMap((one) => one.params)].map(({ name }) => name))
    expect(taken.size).toBeGreaterThan(10)
    expect(pageKeys.filter((key) => taken.has(key))).toEqual([])
    expect(splitPageLink('v1&f=hide*x&domain=0,1,0,1&c.hide=2&run=sgd').link).toBe('v1&f=hide*x&domain=0,1,0,1&c.hide=2&run=sgd')
  })
})
