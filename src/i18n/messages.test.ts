// Every key that the page asks for exists in every language, and none is left over. The sources are read as text (`?raw`), so
// a key in a component that no test renders counts too.
import { beforeAll, describe, expect, test } from 'vitest'
import { languageFacts, languageOf, languages } from './languages.ts'
import type { Language } from './languages.ts'
import type { Values } from './messages.ts'
import { flatten, language, onLanguage, setLanguage, translate } from './messages.ts'
import { leftInEnglish } from './testing.ts'

const sources = import.meta.glob<string>(['../ui/**/*.{ts,tsx}', '../app/**/*.{ts,tsx}', '../engine/strategies/**/*.ts', '!**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const text = Object.values(sources).join('\n')

const english = new Map(
  Object.entries(import.meta.glob<Record<string, string>>('./en/*.json', { eager: true, import: 'default' })).flatMap(([path, tree]) =>
    flatten(tree, `${path.slice('./en/'.length, -'.json'.length)}.`),
  ),
)
const keys = [...english.keys()]
const files = [...new Set(keys.map((key) => key.split('.')[0]))]

/** Every quoted text that begins with the name of a message file and a dot: 'shell.share'. */
const literals = new Set([...text.matchAll(new RegExp(`'((?:${files.join('|')})\\.[^'\\s]+)'`, 'g'))].map((match) => match[1] ?? ''))
/** Calls with a name in them, t(`runs.family.${id}`): the fixed part up to the first name. */
const prefixes = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((match) => match[1] ?? '')

const plural = /_(one|other|few|many|two|zero)$/
const plainKey = (key: string): string => key.replace(plural, '')
const plain = new Set(keys.map(plainKey))

describe('the message catalogue', () => {
  test('sees the page and the messages', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(10)
    expect(literals.size).toBeGreaterThan(50)
    expect(languages.length).toBeGreaterThan(1)
  })

  test('has every key that the page asks for', () => {
    expect([...literals].filter((key) => !plain.has(key))).toEqual([])
    expect(prefixes.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([])
  })

  test('has no key that nothing asks for', () => {
    const used = (key: string): boolean => literals.has(key) || prefixes.some((prefix) => key.startsWith(prefix))
    expect([...plain].filter((key) => !used(key))).toEqual([])
  })

  test('has no empty message', () => {
    expect(keys.filter((key) => translate(key).trim() === '')).toEqual([])
  })

  test('puts values into messages', () => {
    expect(translate('shell.deviceOn', { device: 'CPU', precision: 'float64' })).toContain('float64')
  })

  test('groups the figures of a long whole number, and leaves other values alone', () => {
    const said = (values: Values): string => translate('network.csvRead', { name: 'a', rows: 1, columns: 1, ...values })
    expect(said({ rows: 60_000, columns: 9999 })).toContain('60,000')
    expect(said({ rows: 60_000, columns: 9999 })).toContain('9999')
    expect(said({ name: '60000', rows: 1e21 })).toMatch(/60000.*1e\+21/)
  })

  test('tells who listens when the language changes, until they stop; of several calls the last one counts', async () => {
    const heard: string[] = []
    const stop = onLanguage(() => heard.push(language()))
    await Promise.all([setLanguage('zh'), setLanguage('en')])
    expect([heard, language()]).toEqual([[], 'en'])
    await setLanguage('zh')
    expect([heard, translate('shell.share').length < (english.get('shell.share') ?? '').length]).toEqual([['zh'], true])
    stop()
    await setLanguage('en')
    expect([heard, translate('shell.share')]).toEqual([['zh'], english.get('shell.share')])
  })

  test('knows a language by its tag', () => {
    expect(['en-GB', 'zh-CN', 'zh', 'de', ''].map(languageOf)).toEqual(['en', 'zh', 'zh', undefined, undefined])
  })
})

describe.each(languages.filter((one) => one !== 'en'))('the messages in %s', (one: Language) => {
  let there = new Map<string, string>()
  beforeAll(async () => {
    there = new Map(flatten((await languageFacts[one].load?.())?.messages ?? {}))
  })

  test('have the keys of the English ones', () => {
    const here = new Set([...there.keys()].map(plainKey))
    expect({ missing: [...plain].filter((key) => !here.has(key)), left: [...here].filter((key) => !plain.has(key)) }).toEqual({ missing: [], left: [] })
  })

  test('have the plurals of their language, where the English ones have them', () => {
    const forms = new Intl.PluralRules(one).resolvedOptions().pluralCategories
    const counted = new Set(keys.filter((key) => plural.test(key)).map(plainKey))
    const wanted = [...counted].flatMap((key) => forms.map((form) => `${key}_${form}`))
    expect({ missing: wanted.filter((key) => !there.has(key)), left: [...there.keys()].filter((key) => plural.test(key) && !wanted.includes(key)) }).toEqual({ missing: [], left: [] })
  })

  test('have the values of the English ones', () => {
    const values = (message: string | undefined): string => [...new Set(message?.match(/\{\{[^}]+\}\}/g))].toSorted().join(' ')
    expect([...there].filter(([key, message]) => values(message) !== values(english.get(key) ?? english.get(`${plainKey(key)}_other`)))).toEqual([])
  })

  test('are in the language', () => {
    expect(leftInEnglish(there)).toEqual([])
  })
})
