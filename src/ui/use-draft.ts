// What is being typed. It stays in the field, valid or not, until the value is changed from elsewhere (a slider, undo) or
// the field is left with a valid text.
import { useState } from 'react'
import { useText } from '../i18n/react.ts'
import type { EditResult, Refusal } from './refusal.ts'

export interface Draft {
  readonly text: string
  readonly error: Refusal | null
  /** The error in the language of the page. */
  readonly message: string | null
  readonly change: (text: string) => void
  readonly leave: () => void
}

interface Typed {
  readonly text: string
  readonly error: Refusal | null
  /** The value's own text while this draft holds. */
  readonly expects: string
}

/** `canonical` gives the text that a taken draft comes back as ("0.050" comes back as "0.05"). */
export function useDraft(shown: string, commit: (text: string) => EditResult, canonical: (text: string) => string): Draft {
  const say = useText()
  const [typed, setTyped] = useState<Typed | null>(null)
  const held = typed !== null && typed.expects === shown ? typed : null
  const error = held?.error ?? null
  return {
    text: held?.text ?? shown,
    error,
    message: error === null ? null : say(error.text),
    change: (text) => {
      const refused = commit(text)
      setTyped({ text, error: refused, expects: refused === null ? canonical(text) : shown })
    },
    leave: () => {
      if (error === null && held !== null) setTyped(null)
    },
  }
}
