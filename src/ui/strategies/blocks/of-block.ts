// The blocks by kind, and their labels as text.
import { useCallback } from 'react'
import { useT } from '../../../i18n/react.ts'
import type { Shown } from '../../../store/strategy-types.ts'

export type Block = Shown['block']
export type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>
export type Label = Block['title']

/** A label in the language of the page. */
export function useSay(): (label: Label) => string {
  const t = useT()
  return useCallback(({ key, values }) => t(key, values), [t])
}
