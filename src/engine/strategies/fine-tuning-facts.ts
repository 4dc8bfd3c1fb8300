// What was measured of a fine-tuning, and what follows from it: pure.
import { meanInterval } from './series.ts'

export type Way = 'scratch' | 'warm' | 'constant'
export const ways: readonly Way[] = ['scratch', 'warm', 'constant']

/** Validation accuracies on B after so many updates, of each way [seeds][looks]. */
export interface Course {
  /** Training rows of each class. */
  readonly rows: number
  updates: readonly number[]
  readonly ways: Readonly<Record<Way, (readonly number[])[]>>
}

/** With so many layers frozen: parameters that are trained, and mean accuracies on A and B afterwards. */
export interface Frozen {
  readonly frozen: number
  readonly trained: number
  readonly a: number
  readonly b: number
}

/** Last accuracies with so many rows of each class, [rows][seeds]. */
export interface Need {
  readonly rows: number[]
  readonly warm: number[][]
  readonly scratch: number[][]
}

export const meanCourse = ({ updates, ways: of }: Course, way: Way): number[] =>
  updates.map((_, look) => meanInterval(of[way].map((values) => values[look] ?? Number.NaN)).mean)

/** Updates until the mean first reaches the best that the mean from scratch comes to; null for a warm start that never does. */
export function firstReach(course: Course): { readonly best: number; readonly scratch: number; readonly warm: number | null } {
  const [scratch, warm] = [meanCourse(course, 'scratch'), meanCourse(course, 'warm')]
  const best = Math.max(...scratch)
  const updatesTo = (values: readonly number[]): number | null => course.updates[values.findIndex((value) => value >= best)] ?? null
  return { best, scratch: updatesTo(scratch) ?? Number.NaN, warm: updatesTo(warm) }
}

/** The fewest rows with which a warm start is as accurate as from scratch with the most; null where none is. */
export function neededRows({ rows, warm, scratch }: Need): number | null {
  const against = meanInterval(scratch.at(-1) ?? []).mean
  return rows.find((_, i) => meanInterval(warm[i] ?? []).mean >= against) ?? null
}
