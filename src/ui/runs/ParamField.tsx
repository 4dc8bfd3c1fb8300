// The control that a parameter's description asks for.
import { Checkbox, NativeSelect, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import type { NumberParam, Param, ParamValue } from '../../catalog/types.ts'
import { useT, useText } from '../../i18n/react.ts'
import { roundTo } from '../format.ts'
import { Hint } from '../fields/Hint.tsx'
import { SliderField } from '../fields/SliderField.tsx'
import type { EditResult } from '../refusal.ts'

interface ParamFieldProps {
  readonly param: Param
  readonly value: ParamValue
  /** The run's name, so that "lr" is not said eight times alike. */
  readonly owner: string
  readonly color?: string
  readonly commit: (value: ParamValue) => EditResult
}

export function ParamField(props: ParamFieldProps): ReactNode {
  const t = useT()
  const say = useText()
  const { param, value, owner, commit } = props
  const fullName = t('runs.paramOf', { param: say(param.name), run: owner })
  if (param.kind === 'number') return <NumberParamField {...props} param={param} fullName={fullName} />
  if (param.kind === 'boolean') {
    return (
      <Hint text={say(param.help)}>
        <div className="switch-row">
          <Switch label={say(param.name)} aria-label={fullName} checked={value === true} onChange={(event) => commit(event.currentTarget.checked)} />
        </div>
      </Hint>
    )
  }
  const none = t('runs.none')
  return (
    <Hint text={say(param.help)}>
      <label className="select-row">
        <span>{say(param.name)}</span>
        <NativeSelect
          aria-label={fullName}
          value={typeof value === 'string' ? value : ''}
          data={param.choices.map((choice) => ({ value: choice ?? '', label: choice === null ? none : say(choice) }))}
          onChange={(event) => commit(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      </label>
    </Hint>
  )
}

function NumberParamField(props: ParamFieldProps & { readonly param: NumberParam; readonly fullName: string }): ReactNode {
  const t = useT()
  const say = useText()
  const { param, value, commit, color, fullName } = props
  const number = typeof value === 'number' ? value : null
  const name = say(param.name)
  return (
    <div className="param">
      {number !== null && (
        <SliderField
          name={name}
          // A translated name is a word, not a letter of the equation.
          word={name !== param.name}
          fullName={fullName}
          help={say(param.help)}
          value={number}
          range={param.slider}
          integer={param.valid.integer === true}
          {...(color === undefined ? {} : { color })}
          commit={commit}
        />
      )}
      {number === null && (
        <Hint text={say(param.help)}>
          <span className="slider-name">{name}</span>
        </Hint>
      )}
      {(param.whenNull !== undefined || param.default === null) && (
        <Checkbox
          className="param-none"
          label={t('runs.none')}
          aria-label={t('runs.noneOf', { param: fullName })}
          checked={number === null}
          onChange={(event) => commit(event.currentTarget.checked ? null : (param.default ?? middle(param)))}
        />
      )}
    </div>
  )
}

function middle({ slider, valid }: NumberParam): number {
  const value = slider.scale === 'log' ? Math.sqrt(slider.min * slider.max) : (slider.min + slider.max) / 2
  return valid.integer === true ? Math.round(value) : roundTo(value, 2)
}
