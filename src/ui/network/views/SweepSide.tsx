// One side of a sweep: what is varied, and the values it takes, one by one or as a range.
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SweepList, SweepRange, SweepSide as Side } from '../../../scenario/network/types.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { NumberField } from '../../fields/NumberField.tsx'
import { formatNumber } from '../../format.ts'
import { Toggle } from '../../plot-toggle.tsx'
import type { EditResult } from '../../refusal.ts'

interface SweepSideProps {
  readonly name: string
  readonly side: Side | null
  readonly params: readonly string[]
  /** What to begin with: a list of values, or a range. */
  readonly usual: (param: string, as: 'list' | 'range') => Side
  /** The side may be left out. */
  readonly optional?: boolean
  /** The values may not be valid: what is wrong, or null when it was taken. */
  readonly commit: (side: object | null) => EditResult
}

/** A parameter of the rule is called by its name. */
export const paramName = (param: string, t: Translate): string => (['batch', 'width', 'seed', 'run'].includes(param) ? t(`netviews.sweep.param.${param}`) : param)

export function SweepSide({ name, side, params, usual, optional, commit }: SweepSideProps): ReactNode {
  const t = useT()
  const ranged = side !== null && !('values' in side)
  const choose = (param: string): void => void commit(param === '' ? null : usual(param, ranged && param !== 'run' ? 'range' : 'list'))
  return (
    <div className="net-field" role="group" aria-label={name}>
      <span>{name}</span>
      <NativeSelect
        aria-label={t('netviews.sweep.paramOf', { side: name })}
        data={[...(optional === true ? [{ value: '', label: t('netviews.sweep.none') }] : []), ...params.map((param) => ({ value: param, label: paramName(param, t) }))]}
        value={side?.param ?? ''}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      {side !== null && ('values' in side ? <Values key={side.param} side={side} commit={commit} /> : <Range side={side} commit={commit} />)}
      {side !== null && side.param !== 'run' && (
        <Toggle on={ranged} name={t('netviews.sweep.range')} hint={t('netviews.sweep.rangeHint')} flip={() => void commit(usual(side.param, ranged ? 'list' : 'range'))} />
      )}
    </div>
  )
}

function Values({ side, commit }: { readonly side: SweepList; readonly commit: SweepSideProps['commit'] }): ReactNode {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    const values = text.split(/[,;\s]+/).filter((part) => part !== '').map(Number)
    const bad = values.length === 0 || values.some((value) => !Number.isFinite(value))
    setError(bad ? t('netviews.sweep.badValues') : (commit({ param: side.param, values })?.text ?? null))
  }
  return (
    <TextInput
      className="net-sweep-values"
      autoComplete="off"
      spellCheck={false}
      aria-label={t('netviews.sweep.valuesOf', { param: paramName(side.param, t) })}
      value={typed ?? side.values.map(formatNumber).join(', ')}
      error={error}
      onChange={({ currentTarget: { value } }) => take(value)}
      onBlur={() => error === null && setTyped(null)}
    />
  )
}

function Range({ side, commit }: { readonly side: SweepRange; readonly commit: SweepSideProps['commit'] }): ReactNode {
  const t = useT()
  const names = { param: paramName(side.param, t) }
  const patch = (part: { readonly [K in keyof SweepRange]?: unknown }): EditResult => commit({ ...side, ...part })
  return (
    <span className="net-sweep-range">
      <NumberField name={t('netviews.sweep.from', names)} value={side.min} commit={(min) => patch({ min })} />
      <span aria-hidden="true">–</span>
      <NumberField name={t('netviews.sweep.to', names)} value={side.max} commit={(max) => patch({ max })} />
      <span aria-hidden="true">×</span>
      <NumberField name={t('netviews.sweep.count', names)} help={t('netviews.sweep.count', names)} value={side.count} commit={(count) => patch({ count })} />
      <Toggle
        on={side.scale === 'log'}
        name={t('netviews.sweep.log')}
        hint={t('netviews.sweep.logHint')}
        disabled={side.min <= 0 && side.scale === 'linear'}
        flip={() => void patch({ scale: side.scale === 'log' ? 'linear' : 'log' })}
      />
    </span>
  )
}
