// An entry of the history as the page says it: what the catalogue named is in the page's language, what a person named stays.
import { useCallback } from 'react'
import { useText } from '../../i18n/react.ts'
import type { HistoryEntry } from '../../store/history-types.ts'

export function useWords(): (entry: HistoryEntry) => HistoryEntry {
  const say = useText()
  return useCallback((entry) => ({ ...entry, subject: say(entry.subject), runs: entry.runs.map((run) => ({ ...run, name: say(run.name) })) }), [say])
}
