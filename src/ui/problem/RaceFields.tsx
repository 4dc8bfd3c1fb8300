// What all runs share: start, seed, length, noise.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { NoiseKind } from '../../scenario/types.ts'
import { setField } from '../edits.ts'
import { NumberField } from '../fields/NumberField.tsx'
import { SliderField } from '../fields/SliderField.tsx'
import { SeedsField } from '../sweep/SeedsField.tsx'
import { useApp, useAppData, useTrace } from '../store-context.tsx'
import { useEdit } from '../use-edit.ts'

const noiseKinds: readonly NoiseKind[] = ['none', 'gaussian', 'multiplicative', 'heavy-tail']

export function RaceFields(): ReactNode {
  const t = useT()
  const edit = useEdit()
  const [x, y] = useAppData((state) => state.scenario.start)
  const steps = useApp((state) => state.scenario.steps)
  const seed = useApp((state) => state.scenario.seed)
  return (
    <>
      <div className="field-grid three">
        <NumberField labelled name={t('problem.startX')} help={t('problem.startHelp')} value={x} commit={(value) => edit((s) => setField('start', [value, s.start[1]])(s))} />
        <NumberField labelled name={t('problem.startY')} help={t('problem.startHelp')} value={y} commit={(value) => edit((s) => setField('start', [s.start[0], value])(s))} />
        <NumberField labelled name={t('problem.seed')} help={t('problem.seedHelp')} value={seed} commit={(value) => edit(setField('seed', value))} />
      </div>
      <StartTrouble />
      <SliderField
        word
        name={t('problem.steps')}
        help={t('problem.stepsHelp')}
        integer
        value={steps}
        range={{ min: 10, max: 5000, scale: 'log' }}
        commit={(value) => edit(setField('steps', value))}
      />
      <NoiseFields />
      <SeedsField />
    </>
  )
}

/** A start where the landscape has no finite value ends every run that begins there; it is said once, where it can be moved. */
function StartTrouble(): ReactNode {
  const t = useT()
  const trace = useTrace()
  const stuck = trace?.runs.some(({ status, stoppedAt }, index) => status === 'diverged' && stoppedAt === 0 && trace.scenario.runs[index]?.start === undefined)
  if (stuck !== true) return null
  return (
    <p className="field-error" role="alert">
      {t('problem.startInfinite')}
    </p>
  )
}

function NoiseFields(): ReactNode {
  const t = useT()
  const edit = useEdit()
  const noise = useAppData((state) => state.scenario.noise)
  return (
    <>
      <label className="select-row" title={t('problem.noiseHelp')}>
        <span>{t('problem.noise')}</span>
        <NativeSelect
          value={noise.kind}
          onChange={(event) => {
            const kind = event.currentTarget.value
            edit(setField('noise', kind === 'none' ? { kind } : { kind, scale: noise.scale ?? 0.1 }))
          }}
          data={noiseKinds.map((kind) => ({ value: kind, label: t(`problem.noiseKind.${kind}`) }))}
        />
      </label>
      {noise.kind !== 'none' && (
        <SliderField
          word
          name={t('problem.noiseScale')}
          help={t('problem.noiseScaleHelp')}
          value={noise.scale ?? 0.1}
          range={{ min: 0.001, max: 100, scale: 'log' }}
          commit={(scale) => edit(setField('noise', { ...noise, scale }))}
        />
      )}
    </>
  )
}
