// Many seeds at once: only where there is noise is there something to see.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { setField, without } from '../edits.ts'
import { useApp } from '../store-context.tsx'
import { useEdit } from '../use-edit.ts'

const counts = [8, 16, 32, 64, 128, 256]

export function SeedsField(): ReactNode {
  const t = useT()
  const edit = useEdit()
  const noisy = useApp((state) => state.scenario.noise.kind !== 'none')
  const count = useApp((state) => state.scenario.seeds?.count ?? 0)
  if (!noisy) return null
  const shown = count === 0 || counts.includes(count) ? counts : [...counts, count].toSorted((a, b) => a - b)
  return (
    <label className="select-row" title={t('sweep.seedsHint')}>
      <span>{t('sweep.seeds')}</span>
      <NativeSelect
        value={String(count)}
        data={[{ value: '0', label: t('sweep.oneSeed') }, ...shown.map((n) => ({ value: String(n), label: t('sweep.manySeeds', { count: n }) }))]}
        onChange={(event) => {
          const wanted = Number(event.currentTarget.value)
          edit((scenario) => (wanted === 0 ? without(scenario, 'seeds') : setField('seeds', { count: wanted })(scenario)), 'seeds')
        }}
      />
    </label>
  )
}
