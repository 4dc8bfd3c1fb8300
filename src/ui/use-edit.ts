// Editing from a component. A valid edit runs at once; an invalid one changes nothing and comes back as one sentence,
// which the field that was edited shows under itself.
import { useCallback } from 'react'
import type { Change } from './edits.ts'
import { useActions, useReadState } from './store-context.tsx'
import { useToast } from './toast.tsx'

/** null when the edit was taken. */
export type EditResult = string | null
export type Edit = (change: Change) => EditResult

export function useEdit(): Edit {
  const actions = useActions()
  const read = useReadState()
  return useCallback(
    (change) => {
      actions.edit(change)
      const { problems } = read()
      return problems.length === 0 ? null : problems.map((problem) => problem.message).join(' ')
    },
    [actions, read],
  )
}

/** For buttons, which have no place of their own for a sentence. */
export function useEditOrTell(): (change: Change) => boolean {
  const edit = useEdit()
  const tell = useToast()
  return useCallback(
    (change) => {
      const refused = edit(change)
      if (refused !== null) tell({ text: refused, tone: 'error' })
      return refused === null
    },
    [edit, tell],
  )
}
