// Sweeps: the selected run with other rates, batches, widths or seeds, all trained together, as a map of what came out.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { mostSweepRuns, sweepable, usualValues } from '../../../scenario/network/sweep-runs.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep } from '../../../scenario/network/types.ts'
import { useT } from '../../../i18n/react.ts'
import { useNetwork, useNetworkData } from '../network-context.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { useEditNetwork } from '../use-network-edit.ts'
import { SweepBands } from './SweepBands.tsx'
import { SweepSide } from './SweepSide.tsx'
import { SweepTable } from './SweepTable.tsx'
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

function sweepOf(scenario: NetworkScenario, run: NetworkRun): NetworkSweep {
  if (scenario.sweep !== undefined && [scenario.sweep.x, scenario.sweep.y].every((side) => side === undefined || sweepable(run).includes(side.param))) return scenario.sweep
  const side = (param: string): NetworkSweep['x'] => ({ param, values: usualValues(run, param) })
  return sweepable(run).includes('lr') ? { x: side('lr'), y: side('batch') } : { x: side('batch') }
}

interface SweepProps {
  readonly scenario: NetworkScenario
  readonly run: NetworkRun
  readonly index: number
}

function Sweep({ scenario, run, index }: SweepProps): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const label = useNetworkStyles()[index]?.label ?? ''
  const { board, error, start, cancel } = useSweep()
  const [refused, setRefused] = useState<string | null>(null)
  const sweep = sweepOf(scenario, run)
  const count = sweep.x.values.length * (sweep.y?.values.length ?? 1)
  const set = (next: NetworkSweep): string | null => edit((old) => ({ ...old, sweep: next }), 'sweep')?.text ?? null
  const running = board?.state === 'running'
  const params = sweepable(run)
  const trouble = error ?? refused
  return (
    <div className="net-view">
      <div className="net-tools net-sweep-tools">
        <SweepSide
          name={t('netviews.across')}
          side={sweep.x}
          params={params.filter((param) => param !== sweep.y?.param)}
          usual={(param) => usualValues(run, param)}
          commit={(x) => (x === null ? null : set({ ...sweep, x }))}
        />
        <SweepSide
          name={t('netviews.up')}
          side={sweep.y ?? null}
          params={params.filter((param) => param !== sweep.x.param)}
          usual={(param) => usualValues(run, param)}
          optional
          commit={(y) => set(y === null ? { x: sweep.x } : { ...sweep, y })}
        />
        {running ? (
          <Button onClick={cancel}>{t('netviews.sweep.cancel')}</Button>
        ) : (
          <Button variant="filled" color="teal.7" disabled={count > mostSweepRuns} onClick={() => setRefused(start(scenario, run, sweep))}>
            {t('netviews.sweep.start', { count, run: label })}
          </Button>
        )}
        {running && <SweepProgress board={board} epochs={scenario.epochs} />}
      </div>
      {count > mostSweepRuns && <p className="net-note" role="alert">{t('netviews.sweep.tooMany', { count, most: mostSweepRuns })}</p>}
      {trouble !== null && <p className="net-note" role="alert">{trouble}</p>}
      {board === null ? <p className="net-wait">{t('netviews.sweep.what', { run: label })}</p> : <Found board={board} index={index} />}
    </div>
  )
}

function SweepProgress({ board, epochs }: { readonly board: SweepBoard; readonly epochs: number }): ReactNode {
  const t = useT()
  const epoch = board.trace?.epoch ?? 0
  return (
    <>
      <progress className="net-progress" aria-label={t('netviews.progress')} max={epochs} value={Math.min(epoch, epochs)} />
      <span className="muted">{t('netviews.epochOf', { epoch: Math.floor(epoch), epochs })}</span>
    </>
  )
}

function Found({ board, index }: { readonly board: SweepBoard; readonly index: number }): ReactNode {
  const t = useT()
  const metric = useNetwork((state) => state.data?.classes === null) ? 'r2' : 'accuracy'
  return (
    <div className="net-scroll">
      {board.state === 'cancelled' && <p className="net-note">{t('netviews.sweep.cancelled')}</p>}
      <SweepTable board={board} index={index} metric={metric} />
      <SweepBands board={board} />
    </div>
  )
}
