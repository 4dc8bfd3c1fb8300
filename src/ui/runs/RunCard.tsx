// One run: what it is, its rate, how it fared; everything else on unfolding.
import { ActionIcon } from '@mantine/core'
import { lazy, memo, Suspense, useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { duplicateRun, removeRun, setHyper, setRunField } from '../edits.ts'
import { Hint } from '../fields/Hint.tsx'
import { Icon } from '../icons.tsx'
import type { IconName } from '../icons.tsx'
import { useToast } from '../toast.tsx'
import { ColorButton } from './ColorButton.tsx'
import { ParamField } from './ParamField.tsx'
import { RunStatus } from './RunStatus.tsx'
import { useEditRuns, useEditRunsOrTell, useRuns, useRunsHost } from './runs-host.tsx'
import { hyperOf, lrParamOf, useRun } from './use-run.ts'

const RunDetails = lazy(async () => ({ default: (await import('./RunDetails.tsx')).RunDetails }))

interface RunCardProps {
  /** Stays with the run when its place in the list changes. */
  readonly id: number
  readonly index: number
  readonly label: string
  readonly color: string
  readonly dash: readonly number[]
  readonly expanded: boolean
  readonly toggle: (id: number) => void
}

export const RunCard = memo(function RunCard({ id, index, label: name, color, dash, expanded, toggle }: RunCardProps): ReactNode {
  const run = useRun(index)
  const t = useT()
  const selected = useRuns((state) => state.selectedRun === index)
  const { kind, actions } = useRunsHost()
  const edit = useEditRuns()
  const bodyId = useId()
  // Unfolded once, the details stay mounted: what is half typed in them is not lost by folding.
  const [opened, setOpened] = useState(expanded)
  if (expanded && !opened) setOpened(true)
  if (run === undefined) return null
  const lr = lrParamOf(run, t('runs.lrHelp'))
  return (
    <li className="run" data-selected={selected} data-hidden={run.hidden === true} style={{ borderLeftColor: color }}>
      <div className="run-head">
        <ColorButton index={index} color={color} dash={dash} name={name} />
        <button type="button" className="run-name" aria-pressed={selected} title={t(kind === 'landscape' ? 'runs.select' : 'runs.selectTrained', { run: name })} onClick={() => actions.selectRun(index)}>
          {name}
        </button>
        <RunTools index={index} hidden={run.hidden === true} name={name} />
        <IconButton
          icon={expanded ? 'down' : 'right'}
          label={t(expanded ? 'runs.fold' : 'runs.unfold', { run: name })}
          expanded={expanded}
          controls={bodyId}
          onClick={(button) => {
            toggle(id)
            // The details are drawn by the next frame.
            const card = button.closest('li')
            if (!expanded) requestAnimationFrame(() => card?.scrollIntoView({ block: 'nearest' }))
          }}
        />
      </div>
      {lr !== null && (
        <ParamField param={lr} value={hyperOf(run, lr)} owner={name} color={color} commit={(value) => edit(setHyper(index, 'lr', value))} />
      )}
      <RunStatus index={index} />
      <div id={bodyId} hidden={!expanded}>
        {opened && (
          <Suspense>
            <RunDetails index={index} run={run} name={name} color={color} />
          </Suspense>
        )}
      </div>
    </li>
  )
})

interface RunToolsProps {
  readonly index: number
  readonly hidden: boolean
  readonly name: string
}

const RunTools = memo(function RunTools({ index, hidden, name }: RunToolsProps): ReactNode {
  const t = useT()
  const tell = useToast()
  const { getState: read, actions } = useRunsHost()
  const edit = useEditRunsOrTell()
  const alone = useRuns((state) => state.scenario.runs.length === 1)
  const remove = (): void => {
    if (!edit(removeRun(index))) return
    const after = read().scenario
    // Undo means this removal: once something else has been changed, the offer is void.
    const undo = (): void => {
      if (read().scenario === after) actions.undo()
    }
    tell({ text: t('runs.removed', { run: name }), action: { label: t('shell.undo'), run: undo } })
  }
  return (
    <>
      <IconButton
        icon={hidden ? 'eyeOff' : 'eye'}
        label={t(hidden ? 'runs.show' : 'runs.hide', { run: name })}
        onClick={() => edit(setRunField(index, 'hidden', hidden ? undefined : true))}
      />
      <IconButton icon="copy" label={t('runs.duplicate', { run: name })} onClick={() => edit(duplicateRun(index))} />
      <IconButton icon="trash" label={t('runs.remove', { run: name })} disabled={alone} onClick={remove} />
    </>
  )
})

interface IconButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly onClick: (button: HTMLElement) => void
  readonly disabled?: boolean
  readonly expanded?: boolean
  readonly controls?: string
}

function IconButton({ icon, label, onClick, disabled, expanded, controls }: IconButtonProps): ReactNode {
  return (
    <Hint text={label}>
      <ActionIcon size={24} aria-label={label} disabled={disabled === true} aria-expanded={expanded} aria-controls={controls} onClick={(event) => onClick(event.currentTarget)}>
        <Icon name={icon} size={14} />
      </ActionIcon>
    </Hint>
  )
}
