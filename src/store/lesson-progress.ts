// What a person has answered and where they are, kept while the browser's tab is open.

/** By lesson; `step` is counted from 0, answers by step. */
export type LessonProgress = Readonly<Record<string, { readonly step: number; readonly answers: Readonly<Record<string, number>> }>>

/** What of sessionStorage is used. It may refuse: a page without storage only forgets. */
export type ProgressStorage = Pick<Storage, 'getItem' | 'setItem'>

const key = 'descent:lessons'

export function readProgress(storage: ProgressStorage): LessonProgress {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return isProgress(value) ? value : {}
  } catch {
    return {}
  }
}

export function writeProgress(storage: ProgressStorage, progress: LessonProgress): void {
  try {
    storage.setItem(key, JSON.stringify(progress))
  } catch {
    // Full or forbidden: nothing that the person would miss before the tab is closed.
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isProgress = (value: unknown): value is LessonProgress =>
  isRecord(value) &&
  Object.values(value).every((one) => isRecord(one) && Number.isInteger(one['step']) && isRecord(one['answers']) && Object.values(one['answers']).every((answer) => Number.isInteger(answer)))
