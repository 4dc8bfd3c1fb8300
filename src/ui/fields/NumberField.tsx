// An exact number, typed freely. What is typed goes to the validator as it is; a refused text stays, with the reason under it.
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatNumber, readNumber } from '../format.ts'
import { useDraft } from '../use-draft.ts'
import type { EditResult } from '../refusal.ts'

interface NumberFieldProps {
  readonly name: string
  readonly value: number
  readonly commit: (value: number | string) => EditResult
  /** Shows the name above the field; otherwise it is for screen readers alone. */
  readonly labelled?: boolean
  readonly help?: string
  readonly disabled?: boolean
  /** Where the reason goes when the field is too narrow for it. */
  readonly onError?: (error: EditResult) => void
}

const canonical = (text: string): string => {
  const value = readNumber(text)
  return typeof value === 'number' ? formatNumber(value) : text
}

export function NumberField({ name, value, commit, labelled, help, disabled, onError }: NumberFieldProps): ReactNode {
  const report = (text: string): EditResult => {
    const refused = commit(readNumber(text))
    onError?.(refused)
    return refused
  }
  const draft = useDraft(formatNumber(value), report, canonical)
  return (
    <TextInput
      className="number-field"
      inputMode="text"
      autoComplete="off"
      spellCheck={false}
      label={labelled === true ? name : undefined}
      aria-label={labelled === true ? undefined : name}
      title={help}
      disabled={disabled === true}
      value={draft.text}
      error={onError === undefined ? draft.message : draft.error !== null}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
    />
  )
}
