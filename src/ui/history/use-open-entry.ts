// Puts an entry back on the screen, through the store of its tab, where it can be undone.
import { useCallback } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { problemText } from '../../scenario/problems.ts'
import { titleOf } from '../../store/history-types.ts'
import type { HistoryEntry } from '../../store/history-types.ts'
import type { History } from './history-context.tsx'
import { useWords } from './use-words.ts'

export function useOpenEntry(history: History, opened: (title: string, kind: HistoryEntry['kind']) => void, refused: (text: string) => void): (entry: HistoryEntry) => Promise<void> {
  const t = useT()
  const words = useWords()
  const say = useText()
  return useCallback(
    async (entry) => {
      const title = titleOf(words(entry))
      const body = await history.store.body(entry.id)
      if (body === null) return refused(t('history.gone', { title }))
      const problems = history.open(body.scenario)
      if (problems.length > 0) return refused(t('history.refused', { title, detail: problems.map((problem) => say(problemText(problem))).join(t('shell.andThen')) }))
      opened(title, entry.kind)
    },
    [history, opened, refused, say, t, words],
  )
}
