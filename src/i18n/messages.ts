// The boundary to i18next: nothing else imports it. A language is a folder of JSON files; a file's name is the first part
// of its keys (`shell.share` is "share" in shell.json), so adding a file needs no list to be edited. What is written in English
// below the page (definitions of the catalogue, sentences about mistakes) is translated by its text: `translateText`.
import { createInstance } from 'i18next'
import type { FormatterModule, i18n } from 'i18next'
import { createBook } from './book.ts'
import type { TranslateText } from './book.ts'
import { languageFacts } from './languages.ts'
import type { Language, MessageTree, Translation } from './languages.ts'

export type Values = Readonly<Record<string, string | number>>
export type Translate = (key: string, values?: Values) => string

const english: MessageTree = Object.fromEntries(
  Object.entries(import.meta.glob<MessageTree>('./en/*.json', { eager: true, import: 'default' })).map(([path, messages]) => [path.slice('./en/'.length, -'.json'.length), messages]),
)

/** From here on a whole number is hard to read without its groups. */
const long = 10_000

/** 60,000 for 60000, as the language writes it; other numbers come with the figures that they should have. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return ''
  return Math.abs(value) >= long && Number.isSafeInteger(value) ? new Intl.NumberFormat(languageFacts[current].tag).format(value) : String(value)
}

function start(): i18n {
  const instance = createInstance()
  instance.use<FormatterModule>({ type: 'formatter', format: readable, init: () => undefined, add: () => undefined, addCached: () => undefined })
  void instance.init({
    resources: { en: { translation: english } },
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    // React escapes by itself; escaping twice would show `&lt;` to the reader.
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
  return instance
}

const instance = start()
const asItIs: TranslateText = (text) => text
const books = new Map<string, TranslateText>([['en', asItIs]])
let current: Language = 'en'
let wanted: Language = 'en'

export const translate: Translate = (key, values) => instance.t(key, values ?? {})

/** A text of the catalogue, or a sentence made below the page, in the language of the page; English where it is not known. */
export const translateText: TranslateText = (text) => (books.get(current) ?? asItIs)(text)

export const language = (): Language => current

/** Loads the language first; of several calls at once the last one counts. @throws when it cannot be loaded; nothing changes then. */
export async function setLanguage(next: Language): Promise<void> {
  wanted = next
  if (!books.has(next)) learn(next, await languageFacts[next].load?.())
  if (wanted !== next || current === next) return
  current = next
  await instance.changeLanguage(next)
}

function learn(name: Language, translation: Translation | undefined): void {
  if (translation === undefined || books.has(name)) return
  const { messages, catalogue, sentences, catalogueKeys } = translation
  instance.addResourceBundle(name, 'translation', messages)
  const translated = new Map(flatten(catalogue))
  const texts = [...catalogueKeys].flatMap(([text, key]) => {
    const there = translated.get(key)
    return there === undefined ? [] : [[text, there] as const]
  })
  books.set(name, createBook(new Map(texts), sentences))
}

/** Calls back after each change of language; returns the way to stop. */
export function onLanguage(listener: () => void): () => void {
  instance.on('languageChanged', listener)
  return () => instance.off('languageChanged', listener)
}

/** Every key with its text, flat: `shell.share`. */
export function flatten(tree: MessageTree, prefix = ''): (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  )
}
