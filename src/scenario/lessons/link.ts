// The link of a place in a lesson: v1&lesson=step-size&step=3, and nothing beside it. Steps are counted from 1.
import type { Problem } from '../types.ts'

export interface LessonPlace {
  readonly lesson: string
  readonly step: number
}

/** Without the "#". */
export const encodeLessonLink = ({ lesson, step }: LessonPlace): string => `v1&lesson=${lesson}&step=${step}`

/** null: the link is not one of a lesson. */
export function decodeLessonLink(text: string): { readonly place: LessonPlace; readonly problem: null } | { readonly place: null; readonly problem: Problem } | null {
  if (!/^#?v\d+&lesson=/.test(text)) return null
  const [, lesson, step = '1'] = /^#?v1&lesson=([a-z0-9-]{1,60})(?:&step=([1-9]\d?))?$/.exec(text) ?? []
  if (lesson !== undefined) return { place: { lesson, step: Number(step) }, problem: null }
  return { place: null, problem: { path: 'link', message: 'the link to a lesson is cut off or damaged: expected v1&lesson=…&step=… with a number from 1', detail: text } }
}
