// A text of formulas with its mistakes shown while typing: the sentence, and the line with a caret under the place.
import { Textarea } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useDraft } from '../use-draft.ts'
import type { EditResult } from '../use-edit.ts'

interface FormulaEditorProps {
  readonly name: string
  readonly value: string
  readonly commit: (text: string) => EditResult
  readonly help?: string
  readonly minRows?: number
}

export interface Place {
  readonly line: number
  readonly column: number
}

/** Where a sentence of the formula layer points, or null where it points nowhere. */
export function placeOf(message: string): Place | null {
  const match = /line (\d+), column (\d+)/.exec(message)
  return match === null ? null : { line: Number(match[1]), column: Number(match[2]) }
}

const identity = (text: string): string => text

export function FormulaEditor({ name, value, commit, help, minRows }: FormulaEditorProps): ReactNode {
  const draft = useDraft(value, commit, identity)
  const errorId = useId()
  return (
    <div className="formula-editor">
      <Textarea
        label={name}
        {...(help === undefined ? {} : { description: help })}
        autosize
        minRows={minRows ?? 2}
        maxRows={14}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        value={draft.text}
        error={draft.error !== null}
        aria-describedby={draft.error === null ? undefined : errorId}
        classNames={{ input: 'mono' }}
        onChange={(event) => draft.change(event.currentTarget.value)}
      />
      {draft.error !== null && (
        <div className="formula-error" id={errorId} role="alert">
          <CaretMark text={draft.text} place={placeOf(draft.error)} />
          <p className="field-error">{draft.error}</p>
        </div>
      )}
    </div>
  )
}

/** The line in question and a caret under the column; a long line is cut so that the place stays in view. */
function CaretMark({ text, place }: { readonly text: string; readonly place: Place | null }): ReactNode {
  const line = place === null ? undefined : text.split('\n')[place.line - 1]
  if (place === null || line === undefined) return null
  const from = Math.max(0, place.column - 1 - 20)
  const lead = from > 0 ? '…' : ''
  return (
    <pre className="caret-mark" aria-hidden="true">
      {`${lead}${line.slice(from, from + 40)}\n${' '.repeat(place.column - 1 - from + lead.length)}^`}
    </pre>
  )
}
