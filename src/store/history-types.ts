// What the history keeps of a race, a training or an experiment: light entries, all of which are listed at once, and a body for
// each, which is read when it is opened or compared. Types, limits, and what is read off an entry alone.
import type { Scenario } from '../scenario/network/types.ts'

/** Entries that are kept; beyond them the oldest that is not pinned goes. */
export const mostEntries = 200
/** Points of one run's curve. */
export const mostPoints = 200
/** Entries that can be compared side by side. */
export const mostCompared = 8
export const longestName = 120

export const historyStatuses = ['finished', 'stopped', 'diverged', 'stopped-early', 'refused'] as const
export type HistoryStatus = (typeof historyStatuses)[number]

/** What the curves and the numbers of an entry are of: a race's loss, a training's, or the first curves of an experiment. */
export const historyMeasures = ['loss', 'validation', 'training', 'series'] as const
export type HistoryMeasure = (typeof historyMeasures)[number]

export interface HistoryRun {
  readonly name: string
  readonly status: HistoryStatus
  /** The entry at which it ended, as its status says. */
  readonly step: number
  /** Null where there is no finite number. */
  readonly final: number | null
  readonly best: number | null
  /** First entry within the tolerance; null where it never was, or where there is no such thing. */
  readonly steps: number | null
}

/** What an experiment held against each other, and how many of it held. */
export interface HistoryClaims {
  readonly held: number
  readonly of: number
}

/** The same small picture for both colour schemes, each the address of an image that holds it. */
export interface HistoryPicture {
  readonly light: string
  readonly dark: string
}

export interface HistoryEntry {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly kind: Scenario['kind']
  /** Landscape, data or strategy, as the page calls it. */
  readonly subject: string
  /** Given by the person; '' where none was. */
  readonly name: string
  readonly pinned: boolean
  /** Two entries with the same print come from the same settings. */
  readonly print: string
  readonly measure: HistoryMeasure
  readonly runs: readonly HistoryRun[]
  readonly claims: HistoryClaims | null
  readonly device: string
  /** Of computing, or null where it was not measured. */
  readonly milliseconds: number | null
  /** Rates were changed while it trained: the scenario alone does not give these numbers again. */
  readonly changed: boolean
  readonly picture: HistoryPicture | null
}

/** One run's curve, thinned; places ascend. */
export interface HistoryCurve {
  readonly run: number
  readonly at: readonly number[]
  readonly values: readonly number[]
}

export interface HistoryBody {
  readonly scenario: Scenario
  readonly curves: readonly HistoryCurve[]
}

export interface HistoryRecord {
  readonly entry: HistoryEntry
  readonly body: HistoryBody
}

/** What a recorder hands over; the history gives it its id, its time and its place. */
export type HistoryDraft = Omit<HistoryEntry, 'id' | 'time' | 'name' | 'pinned'> & HistoryBody

/** Where entries are kept: the browser's database, or memory. Every call is whole or not at all. */
export interface HistoryShelf {
  /** In any order. */
  list(): Promise<readonly HistoryEntry[]>
  /** Null where there is none (any more). */
  body(id: string): Promise<HistoryBody | null>
  /** One with a known id takes its place and keeps the name and the pin given to it. Answers which entries had to go for want of room. */
  put(records: readonly HistoryRecord[]): Promise<readonly string[]>
  change(id: string, change: Partial<Pick<HistoryEntry, 'name' | 'pinned'>>): Promise<void>
  remove(ids: readonly string[]): Promise<void>
}

const mostNames = 4

/** "Rosenbrock: Adam, Momentum", or the name that the person gave it. */
export function titleOf({ name, kind, subject, runs }: Pick<HistoryEntry, 'name' | 'kind' | 'subject' | 'runs'>): string {
  if (name !== '') return name
  // The series of an experiment are parts of it, not what it is about.
  if (kind === 'strategy' || runs.length === 0) return subject
  const names = runs.slice(0, mostNames).map((run) => run.name)
  return `${subject}: ${names.join(', ')}${runs.length > mostNames ? ` +${runs.length - mostNames}` : ''}`
}

/** The run that got lowest, of those that came to an end. */
export function bestRun({ runs, measure }: Pick<HistoryEntry, 'runs' | 'measure'>): HistoryRun | null {
  if (measure === 'series') return null
  const able = runs.filter(({ best, status }) => best !== null && status !== 'diverged')
  return able.reduce<HistoryRun | null>((found, run) => (found === null || (run.best ?? 0) < (found.best ?? 0) ? run : found), null)
}

export const newestFirst = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] => entries.toSorted((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1))

/** Which entries go for want of room: the oldest that are not pinned; of a shelf full of pins none. */
export function overflow(entries: readonly HistoryEntry[], most = mostEntries): readonly string[] {
  const over = entries.length - most
  if (over <= 0) return []
  return newestFirst(entries.filter(({ pinned }) => !pinned)).slice(-over).map(({ id }) => id)
}

/** Every word of the question stands in the entry's words. */
export function matches(entry: HistoryEntry, question: string): boolean {
  const text = `${titleOf(entry)} ${entry.subject} ${entry.runs.map((run) => run.name).join(' ')} ${entry.device}`.toLowerCase()
  return question.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}
