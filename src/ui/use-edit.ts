// Editing from a component. A valid edit runs at once; an invalid one changes nothing and comes back as one sentence,
// which the field that was edited shows under itself.
import { useCallback } from 'react'
import type { Problem } from '../scenario/types.ts'
import type { Change } from './edits.ts'
import { useActions, useReadState } from './store-context.tsx'
import { useToast } from './toast.tsx'

export interface Refusal {
  readonly text: string
  /** In a formula: where, 1-based. */
  readonly place: { readonly line: number; readonly column: number } | null
}

/** null when the edit was taken. */
export type EditResult = Refusal | null
export type Edit = (change: Change, tag?: string) => EditResult

export function useEdit(): Edit {
  const actions = useActions()
  const read = useReadState()
  return useCallback(
    (change, tag) => {
      actions.edit(change, tag)
      return refusalOf(read().problems)
    },
    [actions, read],
  )
}

export function refusalOf(problems: readonly Problem[]): EditResult {
  const [first] = problems
  if (first === undefined) return null
  const place = first.line === undefined || first.column === undefined ? null : { line: first.line, column: first.column }
  return { text: problems.map((problem) => problem.message).join(' '), place }
}

/** For buttons, which have no place of their own for a sentence. */
export function useEditOrTell(): (change: Change) => boolean {
  const edit = useEdit()
  const tell = useToast()
  return useCallback(
    (change) => {
      const refused = edit(change)
      if (refused !== null) tell({ text: refused.text, tone: 'error' })
      return refused === null
    },
    [edit, tell],
  )
}
