// The blocks by kind, and their labels as text.
import { useCallback } from 'react'
import { useT, useText } from '../../../i18n/react.ts'
import type { Shown } from '../../../store/strategy-types.ts'

export type Block = Shown['block']
export type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>
export type Label = Block['title']

/** A label in the language of the page. */
export function useSay(): (label: Label) => string {
  const t = useT()
  const say = useText()
  return useCallback(({ key, values }) => t(key, values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? say(value) : value]))), [say, t])
}
