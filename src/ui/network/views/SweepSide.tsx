// One side of a sweep: what is varied, and the values it takes.
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { NetworkSweep } from '../../../scenario/network/types.ts'
import { useT } from '../../../i18n/react.ts'
import { formatNumber } from '../../format.ts'

type Side = NetworkSweep['x']

interface SweepSideProps {
  readonly name: string
  readonly side: Side | null
  readonly params: readonly string[]
  readonly usual: (param: string) => readonly number[]
  /** The side may be left out. */
  readonly optional?: boolean
  /** What is wrong, or null when it was taken. */
  readonly commit: (side: Side | null) => string | null
}

export function SweepSide({ name, side, params, usual, optional, commit }: SweepSideProps): ReactNode {
  const t = useT()
  const shown = (side?.values ?? []).map(formatNumber).join(', ')
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const named = (param: string): string => (['batch', 'width', 'seed'].includes(param) ? t(`netviews.sweep.param.${param}`) : param)
  const choose = (param: string): void => {
    setTyped(null)
    setError(commit(param === '' ? null : { param, values: usual(param) }))
  }
  const take = (text: string): void => {
    setTyped(text)
    if (side === null) return
    const values = text.split(/[,;\s]+/).filter((part) => part !== '').map(Number)
    const bad = values.length === 0 || values.some((value) => !Number.isFinite(value))
    setError(bad ? t('netviews.sweep.badValues') : commit({ param: side.param, values }))
  }
  return (
    <div className="net-field" role="group" aria-label={name}>
      <span>{name}</span>
      <NativeSelect
        aria-label={t('netviews.sweep.paramOf', { side: name })}
        data={[...(optional === true ? [{ value: '', label: t('netviews.sweep.none') }] : []), ...params.map((param) => ({ value: param, label: named(param) }))]}
        value={side?.param ?? ''}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      {side !== null && (
        <TextInput
          className="net-sweep-values"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('netviews.sweep.valuesOf', { param: named(side.param) })}
          value={typed ?? shown}
          error={error}
          onChange={({ currentTarget: { value } }) => take(value)}
          onBlur={() => error === null && setTyped(null)}
        />
      )}
    </div>
  )
}
