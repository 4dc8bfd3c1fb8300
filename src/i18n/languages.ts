// The languages of the page. English is in the page itself; each other one is a file of its own, loaded when it is wanted.
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** All that a language other than English brings. */
export interface Translation {
  /** File name -> messages. */
  readonly messages: MessageTree
  /** Kind -> id -> field: see `catalogue.ts`. */
  readonly catalogue: MessageTree
  /** English sentence, `{{0}}` where a value stands -> the same in this language: see `book.ts`. */
  readonly sentences: Readonly<Record<string, string>>
  /** The key of each English text of the catalogue. */
  readonly catalogueKeys: ReadonlyMap<string, string>
}

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (text: string): text is Language => languages.some((language) => language === text)

/** `zh-CN` -> `zh`; undefined for a language that we do not have. */
export const languageOf = (tag: string): Language | undefined => languages.find((language) => language === tag.toLowerCase().split('-')[0])

interface LanguageFacts {
  /** In its own words, for whoever reads no other. */
  readonly name: string
  /** For `<html lang>`: screen readers choose their voice by it, and browsers the shapes of the characters. */
  readonly tag: string
  readonly load?: () => Promise<Translation>
}

export const languageFacts: Readonly<Record<Language, LanguageFacts>> = {
  en: { name: 'English', tag: 'en' },
  zh: { name: '简体中文', tag: 'zh-Hans', load: async () => (await import('./zh.ts')).zh },
}
