// How the rate changes over the steps, with its curve.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { scheduleById, schedules } from '../../catalog/schedules/registry.ts'
import type { ParamValue } from '../../catalog/types.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { ScheduleChoice } from '../../scenario/types.ts'
import { setPart, setRunField } from '../edits.ts'
import { FormulaEditor } from '../fields/FormulaEditor.tsx'
import { SliderField } from '../fields/SliderField.tsx'
import { RuleTex } from '../fields/Tex.tsx'
import type { EditResult } from '../refusal.ts'
import { ParamField } from './ParamField.tsx'
import type { RunPartProps } from './RunDetails.tsx'
import { useEditRuns, useRuns, useRunsHost } from './runs-host.tsx'
import { Sparkline } from './Sparkline.tsx'

const own = ' own'

export function ScheduleFields({ index, run, name, color }: RunPartProps): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditRuns()
  const host = useRunsHost()
  const steps = useRuns(() => host.steps(index))
  const choice: ScheduleChoice = run.schedule ?? { id: 'constant' }
  const known = choice.formula === undefined ? scheduleById.get(choice.id ?? 'constant') : undefined
  const warmup = choice.warmup ?? 0
  const kept = warmup > 0 ? { warmup } : {}
  const choose = (id: string): EditResult =>
    edit(setRunField(index, 'schedule', id === own ? { formula: known?.id === 'constant' ? 'lr*(1 - t/T)' : ownFormula(known, choice), ...kept } : { id, ...kept }))
  const setParam = (param: string, value: ParamValue): EditResult =>
    edit(setPart(index, 'schedule', { params: { ...choice.params, [param]: typeof value === 'boolean' ? Number(value) : value } }))
  return (
    <div className="group" role="group" aria-label={t('runs.scheduleOf', { run: name })}>
      <label className="select-row" title={t('runs.scheduleHelp')}>
        <span>{t('runs.schedule')}</span>
        <NativeSelect
          value={known?.id ?? own}
          data={[...schedules.map((schedule) => ({ value: schedule.id, label: say(schedule.name) })), { value: own, label: t('runs.scheduleOwn') }]}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </label>
      <Sparkline index={index} color={color} />
      {known !== undefined && known.id !== 'constant' && <p className="teaches">{say(known.idea)}</p>}
      {known === undefined && (
        <FormulaEditor
          name={t('runs.scheduleFormula')}
          help={t('runs.scheduleFormulaHelp')}
          value={choice.formula ?? ''}
          commit={(formula) => edit(setPart(index, 'schedule', { formula }))}
        />
      )}
      {known !== undefined && known.id !== 'constant' && <RuleTex text={known.rule} />}
      {known?.params.map((param) => (
        <ParamField
          key={param.name}
          param={param}
          value={choice.params?.[param.name] ?? param.default}
          owner={t('runs.scheduleOf', { run: name })}
          color={color}
          commit={(value) => setParam(param.name, value)}
        />
      ))}
      <SliderField
        word
        name={t('runs.warmup')}
        fullName={t('runs.paramOf', { param: t('runs.warmup'), run: name })}
        help={t('runs.warmupHelp')}
        integer
        color={color}
        value={warmup}
        range={{ min: 0, max: Math.max(10, Math.round(steps / 2)), scale: 'linear' }}
        commit={(value) => edit(setPart(index, 'schedule', { warmup: value }))}
      />
    </div>
  )
}

/** The chosen schedule as text to edit: its numbers become its first lines. */
function ownFormula(known: (typeof schedules)[number] | undefined, choice: ScheduleChoice): string {
  if (known === undefined) return choice.formula ?? 'lr'
  // Slots with a start value cannot be written into an own schedule: such a one begins as the plain rate.
  if (known.init !== undefined) return 'lr'
  const lines = known.params.map((param) => `${param.name} = ${Number(choice.params?.[param.name] ?? param.default)}`)
  return [...lines, known.rule].join('\n')
}
