// Undo and redo over scenarios. Edits of the same place that follow each other quickly (a drag, typing) are one entry.
import { same } from './same.ts'

const limit = 200
/** Milliseconds between two edits of one drag. */
const together = 400

export interface UndoStack<T> {
  /** Notes that `before` is about to become `after`. `tag` names the place; without it the place is found by comparing. */
  push(before: T, after: T, tag?: string): void
  undo(present: T): T | null
  redo(present: T): T | null
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export function createUndoStack<T>(now: () => number = () => performance.now()): UndoStack<T> {
  const past: T[] = []
  const future: T[] = []
  let lastPlace: string | null = null
  let lastTime = -Infinity
  const move = (from: T[], to: T[], present: T): T | null => {
    const found = from.pop()
    if (!found) return null
    to.push(present)
    lastPlace = null
    return found
  }
  return {
    push(before, after, tag) {
      const place = tag ?? changedPlace(before, after, '')
      const time = now()
      const continues = place !== null && place === lastPlace && time - lastTime <= together && past.length > 0
      lastPlace = place
      lastTime = time
      future.length = 0
      if (continues) return
      past.push(before)
      if (past.length > limit) past.shift()
    },
    undo: (present) => move(past, future, present),
    redo: (present) => move(future, past, present),
    get canUndo() {
      return past.length > 0
    },
    get canRedo() {
      return future.length > 0
    },
  }
}

/** The one field that differs (a point counts as one field), or null where more did or something was added or removed. */
export function changedPlace(a: unknown, b: unknown, path: string): string | null {
  if (!isTree(a) || !isTree(b)) return path
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length || keys.some((k) => !Object.hasOwn(b, k))) return null
  const different = keys.filter((k) => !same(a[k], b[k]))
  const [only] = different
  return different.length === 1 && only !== undefined ? changedPlace(a[only], b[only], `${path}.${only}`) : null
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(Array.isArray(value) && value.every((v) => typeof v === 'number'))
