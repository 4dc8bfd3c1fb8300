// Entries under the days on which they were made, in the words and the clock of the person.
import { language } from '../../i18n/messages.ts'
import type { HistoryEntry } from '../../store/history-types.ts'

export interface Day {
  /** The start of the day. */
  readonly start: number
  readonly entries: readonly HistoryEntry[]
}

/** `entries` are newest first, and so are the days. */
export function byDay(entries: readonly HistoryEntry[]): readonly Day[] {
  const days = new Map<number, HistoryEntry[]>()
  for (const entry of entries) {
    const start = startOfDay(entry.time)
    const day = days.get(start)
    if (day) day.push(entry)
    else days.set(start, [entry])
  }
  return [...days].map(([start, of]) => ({ start, entries: of }))
}

export function startOfDay(time: number, daysBefore = 0): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime()
}

const styles = { day: { dateStyle: 'full' }, time: { timeStyle: 'short' } } as const
/** Making one takes longer than using it for a whole list. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A day or a time of day as the language of the page writes it. */
export function inWords(time: number, what: keyof typeof styles): string {
  const key = `${language()} ${what}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language(), styles[what])
  formats.set(key, format)
  return format.format(time)
}
