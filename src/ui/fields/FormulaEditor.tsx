// A text of formulas with its mistakes shown while typing: the sentence, and the line with a caret under the place.
import { Textarea } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { useDraft } from '../use-draft.ts'
import type { EditResult, Refusal } from '../refusal.ts'

interface FormulaEditorProps {
  readonly name: string
  readonly value: string
  readonly commit: (text: string) => EditResult
  readonly help?: string
  readonly minRows?: number
  /** The text as a taken draft comes back, where it is not kept letter by letter. */
  readonly canonical?: (text: string) => string
  /** A way out of a mistake that can be offered as a button. */
  readonly cure?: (text: string, error: Refusal) => ReactNode
}

const identity = (text: string): string => text

export function FormulaEditor({ name, value, commit, help, minRows, canonical, cure }: FormulaEditorProps): ReactNode {
  const draft = useDraft(value, commit, canonical ?? identity)
  const errorId = useId()
  const t = useT()
  const sentence = useSentence()
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
          <CaretMark text={draft.text} place={draft.error.place} />
          <p className="field-error">{sentence(draft.error)}</p>
          <p className="muted">{t('shell.lastValid')}</p>
          {cure?.(draft.text, draft.error)}
        </div>
      )}
    </div>
  )
}

/** Names the place, unless the sentence does so by itself. */
function useSentence(): (error: Refusal) => string {
  const t = useT()
  const say = useText()
  return ({ text, place }) =>
    place === null || /^line \d/.test(text) ? say(text) : t('shell.atPlace', { line: place.line, column: place.column, text: say(text) })
}

/** The line in question and a caret under the column; a long line is cut so that the place stays in view. */
function CaretMark({ text, place }: { readonly text: string; readonly place: Refusal['place'] }): ReactNode {
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
