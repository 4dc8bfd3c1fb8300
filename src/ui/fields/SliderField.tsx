// Name, slider and exact number on one line; the slider may be logarithmic.
import { Slider } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/react.ts'
import { formatNumber, roundTo } from '../format.ts'
import { useLocked } from '../page/page-context.tsx'
import type { EditResult } from '../refusal.ts'
import { Hint } from './Hint.tsx'
import { LetterOf } from './LetterOf.tsx'
import { NumberField } from './NumberField.tsx'

export interface SliderRange {
  readonly min: number
  readonly max: number
  readonly scale: 'log' | 'linear'
  readonly step?: number
}

interface SliderFieldProps {
  readonly name: string
  /** The name is a word of the page, not of a formula. */
  readonly word?: boolean
  /** What a screen reader hears, where the short name alone is ambiguous. */
  readonly fullName?: string
  readonly help: string
  readonly value: number
  readonly range: SliderRange
  readonly integer?: boolean
  readonly color?: string
  readonly disabled?: boolean
  readonly commit: (value: number | string) => EditResult
}

export function SliderField(props: SliderFieldProps): ReactNode {
  const say = useText()
  const { name, help, value, commit } = props
  const fullName = props.fullName ?? name
  const [error, setError] = useState<{ readonly text: string; readonly at: number } | null>(null)
  // A reason belongs to the value it was given at: moving the slider or undoing makes it stale.
  const shown = error?.at === value ? error.text : null
  return (
    <div className="slider-row" data-error={shown !== null}>
      <Hint text={help}>
        <span className={props.word === true ? 'slider-name word' : 'slider-name'}>
          {name}
          {props.word !== true && <LetterOf name={name} />}
        </span>
      </Hint>
      <RangeSlider {...props} fullName={fullName} />
      <NumberField
        name={fullName}
        value={value}
        disabled={props.disabled === true}
        commit={commit}
        onError={(refusal) => setError(refusal === null ? null : { text: refusal.text, at: value })}
      />
      {shown !== null && (
        <p className="field-error" role="alert">
          {say(shown)}
        </p>
      )}
    </div>
  )
}

function RangeSlider(props: SliderFieldProps & { readonly fullName: string }): ReactNode {
  const { range, value, integer, commit, fullName, color } = props
  const locked = useLocked()
  const log = range.scale === 'log'
  const low = log ? Math.log10(range.min) : range.min
  const high = log ? Math.log10(range.max) : range.max
  const at = log ? Math.log10(Math.max(value, range.min)) : value
  const fine = (high - low) / 200
  const toValue = (position: number): number => {
    const raw = log ? 10 ** position : position
    return integer === true ? Math.round(raw) : roundTo(raw, 3)
  }
  const step = log ? fine : (range.step ?? (integer === true ? 1 : fine))
  const clamped = Math.min(high, Math.max(low, at))
  return (
    <Slider
      min={low}
      max={high}
      step={step}
      value={clamped}
      disabled={props.disabled === true || locked}
      label={null}
      thumbLabel={fullName}
      thumbValueText={() => formatNumber(value)}
      {...(color === undefined ? {} : { color })}
      // A value outside the slider's range moves only when the slider itself is moved.
      onChange={(position) => {
        if (position !== clamped) commit(toValue(position))
      }}
    />
  )
}
