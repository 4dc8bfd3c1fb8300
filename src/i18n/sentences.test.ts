// A sentence that is made below the page has its translation in `sentences/<language>.json`, found by its English text. The
// sources are read by a parser, so a new sentence cannot be forgotten.
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogueTexts } from './catalogue.ts'
import { languageFacts, languages } from './languages.ts'
import { isSentence, leftInEnglish, literalsOf, templatesOf } from './testing.ts'

const sources = import.meta.glob<string>(
  ['../formula/**/*.ts', '../scenario/**/*.ts', '../engine/**/*.ts', '../store/**/*.ts', '../export/**/*.ts', '../protocol/port.ts', '../catalog/**/*.ts', '../app/lesson-library.ts', '!**/*.test.ts', '!**/testing.ts'],
  { eager: true, query: '?raw', import: 'default' },
)

/** Files that write programs or formulas, and definitions: of these only errors are sentences. */
const writers = /^\.\.\/(catalog\/(?!lessons)|formula\/(wgsl|tex|tex-symbols|python)\.ts|export\/(torch-|rule-python|model-zip)|engine\/fused\/(kernel|step-text|noise-text)|engine\/network\/fused\/(kernel|looks|pointwise|rolled|rule-text|unrolled)|engine\/network\/inspect\/backprop)/

const elsewhere = new Set(catalogueTexts().map(({ english }) => english))
const literals = (errorsOnly: (path: string) => boolean): Set<string> =>
  new Set(Object.entries(sources).flatMap(([path, source]) => literalsOf(source, errorsOnly(path))).filter((text) => !elsewhere.has(text)).flatMap(templatesOf))
const sentences = [...literals((path) => writers.test(path))].filter(isSentence)
/** Single words may be translated too: the kind of a thing in a sentence, or the name of a class. */
const anything = literals(() => false)
const holes = (text: string): string[] => [...new Set(text.match(/\{\{\d+\}\}/g))].toSorted()

describe.each(languages.filter((language) => language !== 'en'))('the sentences in %s', (language) => {
  let book = new Map<string, string>()
  beforeAll(async () => {
    book = new Map(Object.entries((await languageFacts[language].load?.())?.sentences ?? {}))
  })

  test('are all that can be said', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(150)
    expect(sentences.filter((text) => !book.has(text))).toEqual([])
  })

  test('are no more than that', () => {
    expect([...book.keys()].filter((english) => !anything.has(english))).toEqual([])
  })

  test('have no value that the English has not', () => {
    expect([...book].filter(([english, text]) => holes(text).some((one) => !holes(english).includes(one)))).toEqual([])
  })

  test('are in the language', () => {
    expect(leftInEnglish(book)).toEqual([])
  })
})
