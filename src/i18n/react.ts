// The messages for components: `const t = useT()`, then `t('shell.share')` for what the page itself says, and
// `const text = useText()`, then `text(optimizer.idea)` for what is written in English below it.
import { useMemo, useSyncExternalStore } from 'react'
import type { TranslateText } from './book.ts'
import type { Language } from './languages.ts'
import { language, onLanguage, translate, translateText } from './messages.ts'
import type { Translate } from './messages.ts'

export type { TranslateText } from './book.ts'
export type { Translate } from './messages.ts'

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language, language)

/** The function is a new one after a change of language, so that memoised components draw again. */
export function useT(): Translate {
  const current = useLanguage()
  return useMemo<Translate>(() => {
    void current
    return (key, values) => translate(key, values)
  }, [current])
}

/** Names and texts of the catalogue, sentences about mistakes, devices and progress: in the language of the page. New as `useT`'s. */
export function useText(): TranslateText {
  const current = useLanguage()
  return useMemo<TranslateText>(() => {
    void current
    return (english) => translateText(english)
  }, [current])
}
