// The message catalogue for components: `const t = useT()`, then `t('shell.share')`.
import { useMemo, useSyncExternalStore } from 'react'
import { language, onLanguage, translate } from './messages.ts'
import type { Translate } from './messages.ts'

export type { Translate } from './messages.ts'

/** The function is a new one after a change of language, so that memoised components draw again. */
export function useT(): Translate {
  const current = useSyncExternalStore(onLanguage, language, language)
  return useMemo<Translate>(() => {
    void current
    return (key, values) => translate(key, values)
  }, [current])
}
