// What is swept: two parameters and their ranges, what the colour shows, how fine the grid is.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { knownMinimumOf } from '../../scenario/minimum.ts'
import { sweepSizes } from '../../scenario/schema.ts'
import type { LandscapeScenario, SweepAxis, SweepSpec } from '../../scenario/types.ts'
import { axisFor, sweepOf, sweepParams } from '../../scenario/views.ts'
import { NumberField } from '../fields/NumberField.tsx'
import { SliderField } from '../fields/SliderField.tsx'
import { Toggle } from '../plot-toggle.tsx'
import { useApp } from '../store-context.tsx'
import { useEdit } from '../use-edit.ts'
import type { EditResult } from '../refusal.ts'

export type ChangeSweep = (change: (spec: SweepSpec) => object, tag: string) => EditResult

export function useChangeSweep(): ChangeSweep {
  const edit = useEdit()
  return (change, tag) => edit((scenario) => ({ ...scenario, sweep: change(sweepOf(scenario)) }), tag)
}

export function SweepControls({ scenario, spec }: { readonly scenario: LandscapeScenario; readonly spec: SweepSpec }): ReactNode {
  const t = useT()
  const change = useChangeSweep()
  const known = knownMinimumOf(scenario) !== null
  return (
    <div className="sweep-controls" role="group" aria-label={t('sweep.controls')}>
      <AxisFields side="x" spec={spec} scenario={scenario} />
      <AxisFields side="y" spec={spec} scenario={scenario} />
      <label className="sweep-field" title={t('sweep.colourHint')}>
        <span>{t('sweep.colour')}</span>
        <NativeSelect
          value={spec.colour}
          data={(['final', 'best', 'steps'] as const).map((value) => ({ value, label: t(`sweep.colours.${value}`), disabled: value === 'steps' && !known }))}
          onChange={(event) => {
            const colour = event.currentTarget.value
            change((old) => ({ ...old, colour }), 'sweep.colour')
          }}
        />
      </label>
      <SizeField size={spec.size} commit={(size) => change((old) => ({ ...old, size }), 'sweep.size')} />
    </div>
  )
}

export function SizeField({ size, commit }: { readonly size: number; readonly commit: (size: number | string) => EditResult }): ReactNode {
  const t = useT()
  return (
    <div className="sweep-size">
      <SliderField word integer name={t('sweep.size')} help={t('sweep.sizeHint')} value={size} range={{ min: sweepSizes.least, max: sweepSizes.most, scale: 'log' }} commit={commit} />
    </div>
  )
}

interface AxisProps {
  readonly side: 'x' | 'y'
  readonly spec: SweepSpec
  readonly scenario: LandscapeScenario
}

function AxisFields({ side, spec, scenario }: AxisProps): ReactNode {
  const t = useT()
  const change = useChangeSweep()
  const selected = useApp((state) => state.selectedRun)
  const axis = spec[side]
  const other = spec[side === 'x' ? 'y' : 'x']
  const params = [...new Set([axis.param, ...sweepParams(scenario.runs)])].filter((name) => name !== other.param)
  const patch = (part: Partial<Record<keyof SweepAxis, unknown>>): EditResult => change((old) => ({ ...old, [side]: { ...old[side], ...part } }), `sweep.${side}`)
  const order = [...scenario.runs.slice(selected, selected + 1), ...scenario.runs]
  const names = { side: t(`sweep.${side}`) }
  return (
    <div className="sweep-axis">
      <label className="sweep-field" title={t('sweep.paramHint')}>
        <span>{t(`sweep.${side}`)}</span>
        <NativeSelect
          value={axis.param}
          data={params}
          onChange={(event) => {
            const param = event.currentTarget.value
            change((old) => ({ ...old, [side]: axisFor(param, order) }), `sweep.${side}`)
          }}
        />
      </label>
      <NumberField name={t('sweep.from', names)} help={t('sweep.from', names)} value={axis.min} commit={(min) => patch({ min })} />
      <span aria-hidden="true">–</span>
      <NumberField name={t('sweep.to', names)} help={t('sweep.to', names)} value={axis.max} commit={(max) => patch({ max })} />
      <Toggle
        on={axis.scale === 'log'}
        name={t('sweep.log')}
        hint={t('sweep.logHint', names)}
        disabled={axis.min <= 0 && axis.scale === 'linear'}
        flip={() => patch({ scale: axis.scale === 'log' ? 'linear' : 'log' })}
      />
    </div>
  )
}
