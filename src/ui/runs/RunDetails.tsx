// Everything about a run that is not its rate: the equation, the other numbers, schedule, modifiers, its own start.
import { Button, TextInput } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { changeRun, moveRun, setHyper, setRunField } from '../edits.ts'
import type { AnyRun } from '../edits.ts'
import { Icon } from '../icons.tsx'
import { TuneButton } from '../sweep/TuneControl.tsx'
import { useDraft } from '../use-draft.ts'
import { Equation } from './Equation.tsx'
import { ModifierFields } from './ModifierFields.tsx'
import { OptimizerPicker } from './OptimizerPicker.tsx'
import { ParamField } from './ParamField.tsx'
import { changedTo } from './run-of.ts'
import { useEditRuns, useEditRunsOrTell, useRuns, useRunsHost } from './runs-host.tsx'
import { ScheduleFields } from './ScheduleFields.tsx'
import { StartFields } from './StartFields.tsx'
import { hyperOf, ruleOf } from './use-run.ts'

/** Of no use to a race on a landscape. */
const NetworkRunFields = lazy(async () => ({ default: (await import('../network/NetworkRunFields.tsx')).NetworkRunFields }))

export interface RunPartProps {
  readonly index: number
  readonly run: AnyRun
  readonly name: string
  readonly color: string
}

export function RunDetails(props: RunPartProps): ReactNode {
  const { index, run, name, color } = props
  const edit = useEditRuns()
  const { kind } = useRunsHost()
  const rule = ruleOf(run)
  const params = rule.kind === 'known' ? rule.optimizer.hyper.filter((param) => param.name !== 'lr') : []
  return (
    <div className="run-details">
      <Equation {...props} />
      <TuneButton index={index} name={name} />
      {params.map((param) => (
        <ParamField
          key={param.name}
          param={param}
          value={hyperOf(run, param)}
          owner={name}
          color={color}
          commit={(value) => edit(setHyper(index, param.name, value))}
        />
      ))}
      <ScheduleFields {...props} />
      <ModifierFields {...props} />
      <Suspense>{kind === 'landscape' ? <StartFields {...props} /> : <NetworkRunFields {...props} />}</Suspense>
      <LabelField {...props} />
      <RunOrder {...props} />
    </div>
  )
}

function LabelField({ index, run }: RunPartProps): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const draft = useDraft(
    run.label ?? '',
    (text) => edit(setRunField(index, 'label', text === '' ? undefined : text)),
    (text) => text,
  )
  return (
    <TextInput
      label={t('runs.label')}
      title={t('runs.labelHelp')}
      value={draft.text}
      error={draft.message}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
    />
  )
}

function RunOrder({ index, name }: RunPartProps): ReactNode {
  const t = useT()
  const edit = useEditRunsOrTell()
  const { actions } = useRunsHost()
  const last = useRuns((state) => state.scenario.runs.length - 1)
  const move = (by: -1 | 1): void => {
    if (edit(moveRun(index, by))) actions.selectRun(index + by)
  }
  return (
    <div className="button-row">
      <OptimizerPicker
        choose={(optimizer) => edit(changeRun(index, (run) => changedTo(run, optimizer)))}
        target={(toggle) => (
          <Button onClick={toggle} aria-haspopup="listbox">
            {t('runs.change')}
          </Button>
        )}
      />
      <Button disabled={index === 0} aria-label={t('runs.moveUp', { run: name })} onClick={() => move(-1)}>
        <Icon name="up" size={14} />
      </Button>
      <Button disabled={index === last} aria-label={t('runs.moveDown', { run: name })} onClick={() => move(1)}>
        <Icon name="toEnd" size={14} />
      </Button>
    </div>
  )
}
