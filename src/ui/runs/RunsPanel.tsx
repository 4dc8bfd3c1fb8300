// The racers.
import { Button, useComputedColorScheme } from '@mantine/core'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Optimizer } from '../../catalog/types.ts'
import { runStyles } from '../../charts/style.ts'
import type { RunStyle } from '../../charts/style.ts'
import { themes } from '../../charts/theme.ts'
import { useT, useText } from '../../i18n/react.ts'
import { maxRuns } from '../../scenario/schema.ts'
import { addRun } from '../edits.ts'
import { Icon } from '../icons.tsx'
import { TuneControl } from '../sweep/TuneControl.tsx'
import { OptimizerButton } from './OptimizerButton.tsx'
import { carryKeys } from './run-keys.ts'
import { RunCard } from './RunCard.tsx'
import { runOf } from './run-of.ts'
import { useEditRunsOrTell, useRuns, useRunsHost } from './runs-host.tsx'

const solid: readonly number[] = []

/** The same colours, dashes and labels as in the plots. */
function useRunStyles(): readonly RunStyle[] {
  const say = useText()
  const runs = useRuns((state) => state.scenario.runs)
  const scheme = useComputedColorScheme('light')
  return useMemo(() => runStyles({ runs }, themes[scheme], say), [runs, say, scheme])
}

function useRunKeys(): readonly number[] {
  const runs = useRuns((state) => state.scenario.runs)
  const [kept, setKept] = useState(() => ({ runs, keyed: carryKeys([], runs.map((run) => JSON.stringify(run))) }))
  if (kept.runs === runs) return kept.keyed.map(({ key }) => key)
  const keyed = carryKeys(kept.keyed, runs.map((run) => JSON.stringify(run)))
  setKept({ runs, keyed })
  return keyed.map(({ key }) => key)
}

export function RunsPanel(): ReactNode {
  const t = useT()
  const keys = useRunKeys()
  const styles = useRunStyles()
  const count = keys.length
  const list = useRef<HTMLUListElement>(null)
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(() => new Set())
  const toggle = useCallback((key: number) => {
    setExpanded((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  }, [])
  return (
    <section className="panel runs" aria-labelledby="runs-title">
      <header className="panel-head">
        <h2 id="runs-title">{t('runs.title')}</h2>
        <span className="muted">{t('runs.count', { count, most: maxRuns })}</span>
        <AddRun full={count >= maxRuns} list={list} />
      </header>
      <ul className="panel-body run-list" ref={list}>
        {keys.map((key, index) => (
          <RunCard
            key={key}
            id={key}
            index={index}
            label={styles[index]?.label ?? ''}
            color={styles[index]?.color ?? ''}
            dash={styles[index]?.dash ?? solid}
            expanded={expanded.has(key)}
            toggle={toggle}
          />
        ))}
      </ul>
      <footer className="runs-foot">
        <TuneControl />
      </footer>
    </section>
  )
}

interface AddRunProps {
  readonly full: boolean
  readonly list: RefObject<HTMLUListElement | null>
}

/** Apart and memoised, because the panel draws again at every move of a slider. */
const AddRun = memo(function AddRun({ full, list }: AddRunProps): ReactNode {
  const t = useT()
  const { getState: read, actions } = useRunsHost()
  const edit = useEditRunsOrTell()
  const add = (optimizer: Optimizer): void => {
    if (!edit(addRun(runOf(optimizer)))) return
    actions.selectRun(read().scenario.runs.length - 1)
    // The new card is drawn by the next frame.
    requestAnimationFrame(() => list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }))
  }
  return (
    <OptimizerButton
      choose={add}
      target={(toggleList) => (
        <Button disabled={full} leftSection={<Icon name="plus" size={14} />} onClick={toggleList} aria-haspopup="listbox">
          {t('runs.add')}
        </Button>
      )}
    />
  )
})
