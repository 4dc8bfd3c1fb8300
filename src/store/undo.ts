// Undo and redo over scenarios. Edits of the same place that follow each other quickly (a drag, typing) are one entry.
import type { LandscapeScenario } from '../scenario/types.ts'

const limit = 200
/** Milliseconds between two edits of one drag. */
const together = 400

export interface UndoStack {
  /** Notes that `before` is about to become `after`. `tag` names the place; without it the place is found by comparing. */
  push(before: LandscapeScenario, after: LandscapeScenario, tag?: string): void
  undo(present: LandscapeScenario): LandscapeScenario | null
  redo(present: LandscapeScenario): LandscapeScenario | null
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export function createUndoStack(now: () => number = () => performance.now()): UndoStack {
  const past: LandscapeScenario[] = []
  const future: LandscapeScenario[] = []
  let lastPlace: string | null = null
  let lastTime = -Infinity
  const move = (from: LandscapeScenario[], to: LandscapeScenario[], present: LandscapeScenario): LandscapeScenario | null => {
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
  const different = keys.filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k]))
  const [only] = different
  return different.length === 1 && only !== undefined ? changedPlace(a[only], b[only], `${path}.${only}`) : null
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(Array.isArray(value) && value.every((v) => typeof v === 'number'))
