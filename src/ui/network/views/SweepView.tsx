// Sweeps: the selected run with other rates, batches, widths or seeds, or all runs of the race, all trained together, as a map of
// what came out and as curves while they train.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { runStyles } from '../../../charts/style.ts'
import { largestSweep, mostSweepRuns, sweepOfRun, sweepSize, sweepable, usualRange, usualValues } from '../../../scenario/network/sweep-runs.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep, SweepSide as Side } from '../../../scenario/network/types.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { Hint } from '../../fields/Hint.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import type { EditResult } from '../../refusal.ts'
import { useNetwork, useNetworkData, useNetworkSweeping } from '../network-context.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { figures, timeText } from '../rate-text.ts'
import { useEditNetwork } from '../use-network-edit.ts'
import { SweepBands } from './SweepBands.tsx'
import { SweepMap } from './SweepMap.tsx'
import { SweepSide } from './SweepSide.tsx'
import { useSweep } from './use-sweep.ts'
import type { SweepBoard } from './use-sweep.ts'

export function SweepView(): ReactNode {
  const t = useT()
  const index = useShownRun()
  const scenario = useNetworkData((state) => state.scenario)
  const run = scenario.runs[index]
  if (run === undefined) return <p className="net-wait">{t('netviews.sweep.noRun')}</p>
  return <Sweep scenario={scenario} run={run} index={index} />
}

interface SweepProps {
  readonly scenario: NetworkScenario
  readonly run: NetworkRun
  readonly index: number
}

function Sweep({ scenario, run, index }: SweepProps): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditNetwork()
  const label = useNetworkStyles()[index]?.label ?? ''
  const { start, cancel } = useNetworkSweeping()
  const error = useSweep((state) => state.error)
  const running = useSweep(({ board }) => board?.state === 'running')
  const begun = useSweep(({ board }) => board !== null)
  const sweep = sweepOfRun(scenario, index)
  const count = sweepSize(scenario, index, sweep)
  const set = (next: object): EditResult => edit((old) => ({ ...old, sweep: next }), 'sweep')
  const begin = (next: NetworkSweep): void => start(scenario, index, next)
  const largest = (): void => {
    const next = largestSweep(scenario, index, sweep)
    if (set(next) === null) begin(next)
  }
  return (
    <div className="net-view">
      <Sides scenario={scenario} run={run} sweep={sweep} set={set} />
      <div className="net-tools net-sweep-tools">
        {running ? (
          <Button onClick={cancel}>{t('netviews.sweep.cancel')}</Button>
        ) : (
          <>
            <Button variant="filled" color="teal.7" disabled={count > mostSweepRuns || count === 0} onClick={() => begin(sweep)}>
              {overRuns(sweep) ? t('netviews.sweep.startAll', { count }) : t('netviews.sweep.start', { count, run: label })}
            </Button>
            <Hint text={t('netviews.sweep.largestHint', { side: Math.sqrt(mostSweepRuns) })}>
              <Button onClick={largest}>{t('netviews.sweep.largest', { count: mostSweepRuns })}</Button>
            </Hint>
          </>
        )}
        <SweepStatus />
      </div>
      {count > mostSweepRuns && <p className="net-note" role="alert">{t('netviews.sweep.tooMany', { count, most: mostSweepRuns })}</p>}
      {error !== null && <p className="net-note" role="alert">{say(error)}</p>}
      {begun ? <Found /> : <p className="net-wait">{t('netviews.sweep.what', { run: label })}</p>}
    </div>
  )
}

const overRuns = ({ x, y }: NetworkSweep): boolean => x.param === 'run' || y?.param === 'run'

interface SidesProps {
  readonly scenario: NetworkScenario
  readonly run: NetworkRun
  readonly sweep: NetworkSweep
  readonly set: (next: object) => EditResult
}

function Sides({ scenario, run, sweep, set }: SidesProps): ReactNode {
  const t = useT()
  const params = sweepable(run, scenario.runs.length)
  const usual = (param: string, as: 'list' | 'range'): Side => (as === 'list' ? { param, values: usualValues(run, param, scenario.runs.length) } : usualRange(run, param))
  const { y: _, ...without } = sweep
  return (
    <div className="net-tools net-sweep-tools">
      <SweepSide
        name={t('netviews.across')}
        side={sweep.x}
        params={params.filter((param) => param !== sweep.y?.param)}
        usual={usual}
        commit={(x) => (x === null ? null : set({ ...sweep, x }))}
      />
      <SweepSide
        name={t('netviews.up')}
        side={sweep.y ?? null}
        params={params.filter((param) => param !== sweep.x.param)}
        usual={usual}
        optional
        commit={(y) => set(y === null ? without : { ...sweep, y })}
      />
      {sweep.x.param !== 'seed' && sweep.y?.param !== 'seed' && (
        <label className="net-field net-sweep-seeds">
          <span>{t('netviews.sweep.seeds')}</span>
          <NumberField name={t('netviews.sweep.seeds')} help={t('netviews.sweep.seedsHint')} value={sweep.seeds ?? 1} commit={(seeds) => set({ ...sweep, seeds })} />
        </label>
      )}
    </div>
  )
}

/** How far it is and how fast it goes; at the end how long it took. */
function SweepStatus(): ReactNode {
  const t = useT()
  const board = useSweep((state) => state.board)
  if (board === null) return null
  const { numbers, state, scenario: { epochs }, grid } = board
  if (state === 'cancelled') return <span className="muted net-sweep-words">{t('netviews.sweep.cancelled')}</span>
  if (numbers === null || numbers.built === null) return state === 'running' ? <span className="muted">{t('netviews.sweep.waiting')}</span> : null
  const { epoch, seconds, updates } = numbers
  const rate = figures(seconds > 0 ? updates / seconds : 0)
  if (state === 'failed') return null
  if (state === 'done') return <span className="muted net-sweep-words">{t('netviews.sweep.done', { count: grid.runs.length, time: shortNumber(seconds), rate })}</span>
  const left = epoch > 0 ? t('netviews.left', { time: timeText((seconds * (epochs - epoch)) / epoch, t) }) : ''
  return (
    <>
      <progress className="net-progress" aria-label={t('netviews.progress')} max={epochs} value={Math.min(epoch, epochs)} />
      <span className="muted net-sweep-words">
        {[t('netviews.epochOf', { epoch: Math.floor(epoch), epochs }), ...(updates > 0 ? [t('netviews.sweep.running', { rate }), left] : [])].join(' · ')}
      </span>
    </>
  )
}

function Found(): ReactNode {
  const board = useSweep((state) => state.board)
  return board === null ? null : <FoundOf board={board} />
}

function FoundOf({ board }: { readonly board: SweepBoard }): ReactNode {
  const t = useT()
  const say = useText()
  const metric = useNetwork((state) => state.data?.classes === null) ? 'r2' : 'accuracy'
  const theme = useChartTheme()
  const { numbers, scenario: { runs } } = board
  const styles = useMemo(() => runStyles({ runs }, theme, say), [runs, say, theme])
  const built = numbers?.built ?? null
  const groups = built !== null && built.groups.length > 1 ? t('netviews.sweep.groups', { count: built.groups.length }) : ''
  const place = built === null ? '' : `${groups} ${say(built.reason)}`.trim()
  return (
    <>
      {numbers !== null && numbers.refused.length > 0 && <p className="net-note" role="alert">{numbers.refused.map(say).join(' ')}</p>}
      <div className="net-sweep-found">
        <SweepMap board={board} metric={metric} styles={styles} />
        <SweepBands board={board} styles={styles} />
      </div>
      {place !== '' && <p className="net-note net-sweep-foot" title={place}>{place}</p>}
    </>
  )
}
