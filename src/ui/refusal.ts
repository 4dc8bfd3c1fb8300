// What a component learns of an edit: it was taken, or it was refused with one sentence, which the field that was edited
// shows under itself.
import type { Problem } from '../scenario/types.ts'

export interface Refusal {
  /** A sentence a line. */
  readonly text: string
  /** In a formula: where, 1-based. */
  readonly place: { readonly line: number; readonly column: number } | null
}

/** null when the edit was taken. */
export type EditResult = Refusal | null

export function refusalOf(problems: readonly Problem[]): EditResult {
  const [first] = problems
  if (first === undefined) return null
  const place = first.line === undefined || first.column === undefined ? null : { line: first.line, column: first.column }
  return { text: problems.map((problem) => problem.message).join('\n'), place }
}
