// A person's own rule: its text, its start values and its numbers. A name that the rule does not know yet can be made a
// parameter with one click, because text and parameters have to be changed together.
import { Button, CloseButton, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { OwnOptimizer } from '../../scenario/types.ts'
import { changeOwn, setHyper, without } from '../edits.ts'
import { FormulaEditor } from '../fields/FormulaEditor.tsx'
import { RuleTex } from '../fields/Tex.tsx'
import { useDraft } from '../use-draft.ts'
import type { Refusal } from '../refusal.ts'
import { initText, readInit } from './own-optimizer.ts'
import { ParamField } from './ParamField.tsx'
import type { RunPartProps } from './RunDetails.tsx'
import { useEditRuns, useEditRunsOrTell } from './runs-host.tsx'
import { ownParam } from './use-run.ts'

interface OwnEquationProps extends RunPartProps {
  readonly own: OwnOptimizer
  /** null where the rule did not come from another one in this visit. */
  readonly restore: (() => boolean) | null
}

export function OwnEquation(props: OwnEquationProps): ReactNode {
  const t = useT()
  const { index, own, restore } = props
  const edit = useEditRuns()
  const others = Object.keys(own.hyper).filter((param) => param !== 'lr')
  return (
    <>
      <NameField index={index} own={own} />
      <FormulaEditor
        name={t('runs.rule')}
        help={t('runs.ruleHelp')}
        minRows={3}
        value={own.rule}
        commit={(rule) => edit(changeOwn(index, (now) => ({ ...now, rule })))}
        cure={(rule, error) => <AddParameter index={index} rule={rule} error={error} />}
      />
      <div className="formula-box">
        <RuleTex text={own.rule} />
      </div>
      {others.map((param) => (
        <OwnParamField key={param} {...props} param={param} value={own.hyper[param] ?? 0} />
      ))}
      <FormulaEditor
        name={t('runs.init')}
        help={t('runs.initHelp')}
        minRows={1}
        value={initText(own.init)}
        canonical={(text) => initText(readInit(text))}
        commit={(text) => edit(changeOwn(index, (now) => ({ ...now, init: readInit(text) })))}
      />
      {restore !== null && (
        <div className="button-row">
          <Button onClick={restore}>{t('runs.restore')}</Button>
        </div>
      )}
    </>
  )
}

function NameField({ index, own }: { readonly index: number; readonly own: OwnOptimizer }): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const draft = useDraft(
    own.name,
    (name) => edit(changeOwn(index, (now) => ({ ...now, name }))),
    (text) => text,
  )
  return (
    <TextInput
      label={t('runs.ownName')}
      value={draft.text}
      error={draft.message}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
    />
  )
}

function AddParameter({ index, rule, error }: { readonly index: number; readonly rule: string; readonly error: Refusal }): ReactNode {
  const t = useT()
  const edit = useEditRunsOrTell()
  const name = /unknown name "([^"]+)"/.exec(error.text)?.[1]
  if (name === undefined) return null
  const add = (): boolean => edit(changeOwn(index, (own) => ({ ...own, rule, hyper: { ...own.hyper, [name]: name === 'lr' ? 0.01 : 0.5 } })))
  return <Button onClick={add}>{t('runs.addParam', { param: name })}</Button>
}

function OwnParamField(props: OwnEquationProps & { readonly param: string; readonly value: number }): ReactNode {
  const t = useT()
  const { index, param, value, name, color, own } = props
  const edit = useEditRuns()
  // The slider's range is made once, around the value found: it must not run away under the thumb.
  const [description] = useState(() => ownParam(param, value, t('runs.ownParamHelp')))
  const used = new RegExp(`\\b${param}\\b`).test(own.rule)
  const remove = (): unknown => edit(changeOwn(index, (now) => ({ ...now, hyper: without(now.hyper, param) })))
  return (
    <div className="own-param">
      <ParamField param={description} value={value} owner={name} color={color} commit={(next) => edit(setHyper(index, param, next))} />
      {!used && <CloseButton size="sm" aria-label={t('runs.removeParam', { param })} onClick={remove} />}
    </div>
  )
}
