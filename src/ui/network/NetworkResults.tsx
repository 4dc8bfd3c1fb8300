// How the runs fare: a table that sorts by any column, and under it what was held equal.
import '../plots.css'
import './views.css'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { sortedRows, trainColumns, trainFairness, trainRows } from '../../charts/network-results.ts'
import type { TrainColumn, TrainRow } from '../../charts/network-results.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate, TranslateText } from '../../i18n/react.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import { Swatch } from '../plot-swatch.tsx'
import { useNetwork, useNetworkActions, useTrain } from './network-context.tsx'
import { useNetworkStyles } from './network-hooks.ts'

interface Order {
  readonly by: TrainColumn
  readonly down: boolean
}

export function NetworkResults(): ReactNode {
  const t = useT()
  const trace = useTrain(250)
  const [order, setOrder] = useState<Order>({ by: 'validationLoss', down: false })
  const metric = trace?.built?.metric ?? 'accuracy'
  return (
    <>
      <header className="panel-head">
        <h2>{t('netviews.results')}</h2>
      </header>
      <div className="panel-body results-body">
        <table className="results-table">
          <thead>
            <tr>
              {trainColumns.map((column) => (
                <Head key={column} column={column} metric={metric} order={order} setOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>{trace !== null && sortedRows(trainRows(trace), order.by, order.down).map((row) => <Row key={row.run} row={row} metric={metric} />)}</tbody>
        </table>
        {trace !== null && <p className="results-fair">{fairLine(trace, t)}</p>}
      </div>
    </>
  )
}

interface HeadProps {
  readonly column: TrainColumn
  readonly metric: 'accuracy' | 'r2'
  readonly order: Order
  readonly setOrder: (order: Order) => void
}

function Head({ column, metric, order, setOrder }: HeadProps): ReactNode {
  const t = useT()
  const mine = order.by === column
  const key = column === 'metric' ? metric : column
  // Of a metric more is better: its first click shows the best on top.
  const down = mine ? !order.down : column === 'metric'
  return (
    <th scope="col" aria-sort={mine ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title={t(`netviews.columnHint.${key}`)} onClick={() => setOrder({ by: column, down })}>
        {t(`netviews.column.${key}`)}
        <span aria-hidden="true">{mine ? (order.down ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  )
}

function Row({ row, metric }: { readonly row: TrainRow; readonly metric: 'accuracy' | 'r2' }): ReactNode {
  const t = useT()
  const say = useText()
  const style = useNetworkStyles()[row.run]
  const selected = useNetwork((state) => state.selectedRun === row.run)
  const { selectRun } = useNetworkActions()
  if (style === undefined) return null
  const status = statusText(row, t, say)
  return (
    <tr data-selected={selected} data-hidden={style.hidden}>
      <th scope="row">
        <button type="button" aria-pressed={selected} onClick={() => selectRun(row.run)}>
          <Swatch style={style} />
          <span className="results-name" title={style.label}>
            {style.label}
          </span>
        </button>
        {status !== '' && <span className="results-status">{status}</span>}
      </th>
      <td title={t('netviews.bestWas', { value: shortNumber(row.bestLoss, 3) })}>{shortNumber(row.validationLoss, 2)}</td>
      <td>{metric === 'accuracy' ? percent(row.metric) : shortNumber(row.metric, 3)}</td>
      <td>{shortNumber(row.trainLoss, 2)}</td>
      <td>{row.bestEpoch === null ? '–' : shortNumber(row.bestEpoch, 2)}</td>
      <td>{row.params === 0 ? '–' : row.params}</td>
    </tr>
  )
}

const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)}%` : '–')

function statusText({ status, stoppedAt, why }: TrainRow, t: Translate, say: TranslateText): string {
  switch (status) {
    case 'diverged':
      return t('plots.diverged', { step: stoppedAt })
    case 'stopped-early':
      return t('netviews.stoppedEarly', { step: stoppedAt })
    case 'refused':
      return why === '' ? t('plots.refused') : say(why)
    case 'waiting':
    case 'running':
    case 'finished':
      return ''
  }
}

function fairLine(trace: TrainTrace, t: Translate): string {
  const { epochs, batch, sameNetwork, sameWeights, tuned, diverged, early } = trainFairness(trace)
  const parts = [
    t('netviews.fair.data', { epochs }),
    batch === null ? t('netviews.fair.ownBatch') : batch === 'all' ? t('netviews.fair.allRows') : t('netviews.fair.batch', { batch }),
    t(sameWeights ? 'netviews.fair.sameWeights' : sameNetwork ? 'netviews.fair.ownSeeds' : 'netviews.fair.ownWidths'),
    tuned === null
      ? t('plots.fair.notTuned')
      : t(tuned.runs === trace.runs.length ? 'plots.fair.allTuned' : 'plots.fair.someTuned', {
          runs: tuned.runs,
          count: trace.runs.length,
          trials: tuned.least === tuned.most ? String(tuned.least) : `${tuned.least}–${tuned.most}`,
        }),
    trace.changes.length > 0 ? t('netviews.fair.changed', { count: trace.changes.length }) : '',
    diverged > 0 ? t('plots.fair.diverged', { runs: diverged }) : '',
    early > 0 ? t('netviews.fair.early', { runs: early }) : '',
  ]
  return t('shell.sentence', { parts: parts.filter((part) => part !== '').join(t('shell.andThen')) })
}
