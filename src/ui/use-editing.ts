// Editing from a component, whatever is edited: a valid edit is taken at once, an invalid one changes nothing and comes back
// as one sentence.
import { useCallback } from 'react'
import { useText } from '../i18n/react.ts'
import type { Problem } from '../scenario/types.ts'
import { refusalOf } from './refusal.ts'
import type { EditResult } from './refusal.ts'
import { useToast } from './toast.tsx'

export type Editing<S> = (change: (scenario: S) => unknown, tag?: string) => EditResult

interface Editor<S> {
  edit(change: (scenario: S) => unknown, tag?: string): void
}

export function useEditing<S>(actions: Editor<S>, read: () => { readonly problems: readonly Problem[] }): Editing<S> {
  return useCallback(
    (change, tag) => {
      actions.edit(change, tag)
      return refusalOf(read().problems)
    },
    [actions, read],
  )
}

/** For buttons and menus, which have no place of their own for a sentence. Answers whether the edit was taken. */
export function useTelling<S>(edit: Editing<S>): (change: (scenario: S) => unknown, tag?: string) => boolean {
  const say = useText()
  const tell = useToast()
  return useCallback(
    (change, tag) => {
      const refused = edit(change, tag)
      if (refused !== null) tell({ text: say(refused.text), tone: 'error' })
      return refused === null
    },
    [edit, say, tell],
  )
}
