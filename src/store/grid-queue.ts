// Questions about grids, one under way at a time: the engine answers each as fast as it can, and side by side they would only
// slow each other down. What is no longer wanted is aborted at once, and an answer is only ever found under its own question.
import type { Progress } from '../protocol/messages.ts'

/** A question: equal keys have equal answers. */
export interface Question<T> {
  readonly key: string
  /** Numbers in the answer, for the cache. */
  readonly weight: number
  readonly ask: (options: { readonly signal: AbortSignal; readonly onFrame: (progress: Progress) => void }) => Promise<T>
}

export type Status<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly progress: number }
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'failed'; readonly why: string }

export interface GridQueue<T> {
  /** From now on these are wanted, in this order, and nothing else. */
  want(questions: readonly Question<T>[]): void
  status(key: string): Status<T>
  readonly busy: boolean
}

/** Numbers kept in answers: about 100 MB. */
const roomOfCache = 24e6

export function createGridQueue<T>(changed: () => void): GridQueue<T> {
  const cache = new Map<string, { readonly answer: T; readonly weight: number }>()
  const failures = new Map<string, string>()
  let wanted: readonly Question<T>[] = []
  let current: { readonly key: string; readonly controller: AbortController; progress: number } | null = null

  const keep = (question: Question<T>, answer: T): void => {
    cache.set(question.key, { answer, weight: question.weight })
    let total = [...cache.values()].reduce((sum, entry) => sum + entry.weight, 0)
    for (const [key, { weight }] of cache) {
      if (total <= roomOfCache) break
      if (wanted.some((one) => one.key === key)) continue
      cache.delete(key)
      total -= weight
    }
  }
  const next = (): void => {
    if (current !== null) return
    const question = wanted.find(({ key }) => !cache.has(key) && !failures.has(key))
    if (question !== undefined) void start(question)
  }
  const start = async (question: Question<T>): Promise<void> => {
    const controller = new AbortController()
    const job = { key: question.key, controller, progress: 0 }
    current = job
    const onFrame = ({ done, total }: Progress): void => {
      if (current !== job || controller.signal.aborted) return
      job.progress = total > 0 ? done / total : 0
      changed()
    }
    try {
      const answer = await question.ask({ signal: controller.signal, onFrame })
      if (!controller.signal.aborted) keep(question, answer)
    } catch (error) {
      if (!controller.signal.aborted) failures.set(question.key, error instanceof Error ? error.message : String(error))
    }
    current = null
    next()
    changed()
  }

  return {
    want(questions) {
      const before = new Set(wanted.map(({ key }) => key))
      wanted = questions
      // A question that failed is asked again when it is wanted anew.
      for (const { key } of questions) if (!before.has(key)) failures.delete(key)
      // An answer that is used again is young again.
      for (const { key } of questions) {
        const entry = cache.get(key)
        if (entry === undefined) continue
        cache.delete(key)
        cache.set(key, entry)
      }
      if (current !== null && !questions.some(({ key }) => key === current?.key)) current.controller.abort()
      next()
      changed()
    },
    status(key) {
      const entry = cache.get(key)
      if (entry !== undefined) return { state: 'done', answer: entry.answer }
      const why = failures.get(key)
      if (why !== undefined) return { state: 'failed', why }
      return current?.key === key && !current.controller.signal.aborted ? { state: 'running', progress: current.progress } : { state: 'waiting' }
    },
    get busy() {
      return current !== null && !current.controller.signal.aborted
    },
  }
}
