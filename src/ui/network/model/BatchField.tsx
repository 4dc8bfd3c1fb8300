// How many rows one update sees: a number, or all of them.
import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import { SliderField } from '../../fields/SliderField.tsx'
import type { EditResult } from '../../refusal.ts'
import { useNetwork } from '../network-context.tsx'

interface BatchFieldProps {
  /** What a screen reader hears, where there is more than one batch size on the page. */
  readonly fullName: string
  readonly value: number | 'all'
  readonly color?: string
  readonly commit: (value: number | string) => EditResult
}

export function BatchField({ fullName, value, color, commit }: BatchFieldProps): ReactNode {
  const t = useT()
  const rows = useNetwork((state) => state.data?.train ?? 1024)
  const most = Math.max(2, rows)
  return (
    <div className="param">
      {value === 'all' ? (
        <span className="slider-name word">{t('network.batch')}</span>
      ) : (
        <SliderField
          word
          name={t('network.batch')}
          fullName={fullName}
          help={t('network.batchHelp')}
          integer
          {...(color === undefined ? {} : { color })}
          value={value}
          range={{ min: 1, max: most, scale: 'log' }}
          commit={commit}
        />
      )}
      <Checkbox
        className="param-none"
        label={t('network.batchAll', { rows })}
        aria-label={t('network.batchAllOf', { batch: fullName })}
        title={t('network.batchAllHelp')}
        checked={value === 'all'}
        onChange={(event) => commit(event.currentTarget.checked ? 'all' : Math.min(32, most))}
      />
    </div>
  )
}
