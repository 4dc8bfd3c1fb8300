// Every text of the catalogue has a translation, and no translation is left of one that is gone.
import { describe, expect, test } from 'vitest'
import { catalogueTexts } from './catalogue.ts'
import { languageFacts, languages } from './languages.ts'
import { flatten } from './messages.ts'
import { leftInEnglish } from './testing.ts'

const texts = catalogueTexts()

test('the texts of the catalogue have keys of their own', () => {
  expect(texts.length).toBeGreaterThan(500)
  expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length)
})

describe.each(languages.filter((language) => language !== 'en'))('the catalogue in %s', (language) => {
  const load = async (): Promise<Map<string, string>> => new Map(flatten((await languageFacts[language].load?.())?.catalogue ?? {}))

  test('has every text', async () => {
    const there = await load()
    expect(texts.filter(({ key }) => !there.has(key)).map(({ key, english }) => `${key}: ${english}`)).toEqual([])
  })

  test('has no text too many', async () => {
    const keys = new Set(texts.map(({ key }) => key))
    expect([...(await load()).keys()].filter((key) => !keys.has(key))).toEqual([])
  })

  test('is in the language', async () => {
    // Proper names stay: of names only those may be the same as in English, of sentences none.
    const there = [...(await load())]
    const english = new Map(texts.map((text) => [text.key, text.english]))
    expect(leftInEnglish(there.filter(([key, text]) => !(/\.(name|choices\.\w+)$/.test(key) && text === english.get(key))))).toEqual([])
  })
})
