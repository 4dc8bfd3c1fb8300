// Editing what is trained. A valid edit is taken at once; an invalid one changes nothing and comes back as one sentence.
import { useCallback } from 'react'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import { useToast } from '../toast.tsx'
import { refusalOf } from '../use-edit.ts'
import type { EditResult } from '../use-edit.ts'
import { useNetworkActions, useReadNetwork } from './network-context.tsx'

export type NetworkChange = (scenario: NetworkScenario) => unknown

export function useEditNetwork(): (change: NetworkChange, tag?: string) => EditResult {
  const actions = useNetworkActions()
  const read = useReadNetwork()
  return useCallback(
    (change, tag) => {
      actions.edit(change, tag)
      return refusalOf(read().problems)
    },
    [actions, read],
  )
}

/** For buttons and menus, which have no place of their own for a sentence. */
export function useEditNetworkOrTell(): (change: NetworkChange, tag?: string) => boolean {
  const edit = useEditNetwork()
  const tell = useToast()
  return useCallback(
    (change, tag) => {
      const refused = edit(change, tag)
      if (refused !== null) tell({ text: refused.text, tone: 'error' })
      return refused === null
    },
    [edit, tell],
  )
}
