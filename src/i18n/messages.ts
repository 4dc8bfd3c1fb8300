// The boundary to i18next: nothing else imports it. A language is a folder of JSON files; a file's name is the first part
// of its keys (`shell.share` is "share" in shell.json), so adding a file or a language needs no list to be edited.
import { createInstance } from 'i18next'
import type { i18n, Resource } from 'i18next'

export type Values = Readonly<Record<string, string | number>>
export type Translate = (key: string, values?: Values) => string

interface MessageTree {
  readonly [key: string]: string | MessageTree
}

const files = import.meta.glob<MessageTree>('./*/*.json', { eager: true, import: 'default' })

/** Language -> file name -> messages. */
function readCatalogues(): Record<string, Record<string, MessageTree>> {
  const catalogues: Record<string, Record<string, MessageTree>> = {}
  for (const [path, messages] of Object.entries(files)) {
    const match = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path)
    const language = match?.[1]
    const file = match?.[2]
    if (language === undefined || file === undefined) throw new Error(`invalid message file: ${path}`)
    catalogues[language] = { ...catalogues[language], [file]: messages }
  }
  return catalogues
}

const catalogues = readCatalogues()

function start(): i18n {
  const resources: Resource = {}
  for (const [language, messages] of Object.entries(catalogues)) resources[language] = { translation: messages }
  const instance = createInstance()
  void instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    // React escapes by itself; escaping twice would show `&lt;` to the reader.
    interpolation: { escapeValue: false },
  })
  return instance
}

const instance = start()

export const languages: readonly string[] = Object.keys(catalogues)

export const translate: Translate = (key, values) => instance.t(key, values ?? {})

export function language(): string {
  return instance.language
}

export async function setLanguage(next: string): Promise<void> {
  await instance.changeLanguage(next)
}

/** Calls back after each change of language; returns the way to stop. */
export function onLanguage(listener: () => void): () => void {
  instance.on('languageChanged', listener)
  return () => instance.off('languageChanged', listener)
}

/** Every key of a language, flat: `shell.share`. */
export function keysOf(name: string): readonly string[] {
  return flatten(catalogues[name] ?? {}, '')
}

function flatten(tree: MessageTree, prefix: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : flatten(value, `${prefix}${key}.`),
  )
}
