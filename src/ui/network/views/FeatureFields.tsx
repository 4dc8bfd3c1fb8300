// Which two features stand across and up.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer } from '../answers.ts'

interface FeatureFieldsProps {
  readonly data: DataAnswer
  readonly features: readonly [number, number]
  readonly choose: (features: readonly [number, number]) => void
}

export function FeatureFields({ data, features, choose }: FeatureFieldsProps): ReactNode {
  const t = useT()
  const options = data.columns.slice(0, data.pointWidth).map((label, value) => ({ label, value: String(value) }))
  return (
    <>
      {([0, 1] as const).map((side) => (
        <label key={side} className="net-field">
          <span>{t(side === 0 ? 'netviews.across' : 'netviews.up')}</span>
          <NativeSelect
            aria-label={t(side === 0 ? 'netviews.across' : 'netviews.up')}
            data={options}
            value={String(features[side])}
            onChange={({ currentTarget: { value } }) => choose(side === 0 ? [Number(value), features[1]] : [features[0], Number(value)])}
          />
        </label>
      ))}
    </>
  )
}
