// The letter by which the equation above calls a parameter, where its name does not give it away: lr is eta there.
import type { ReactNode } from 'react'
import { letterOf } from './formula-tex.ts'
import { InlineTex } from './Tex.tsx'

export function LetterOf({ name }: { readonly name: string }): ReactNode {
  const letter = letterOf(name)
  return letter === null ? null : <InlineTex tex={letter} />
}
