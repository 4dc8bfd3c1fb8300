// How the runs fared: a table that sorts by any column, and under it what was held equal.
import './plots.css'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../charts/format.ts'
import type { RunStyle } from '../charts/style.ts'
import { useT, useText } from '../i18n/react.ts'
import type { Translate } from '../i18n/react.ts'
import { fairness, summarize, targetOf } from '../store/selectors.ts'
import type { RunSummary } from '../store/selectors.ts'
import type { Trace } from '../store/types.ts'
import { setField } from './edits.ts'
import { NumberField } from './fields/NumberField.tsx'
import { useRunStyles, useSlowCursor } from './plot-hooks.ts'
import { Swatch } from './plot-swatch.tsx'
import { useActions, useApp, useTrace } from './store-context.tsx'
import { useEdit } from './use-edit.ts'

const columns = ['run', 'now', 'final', 'best', 'toTolerance', 'evaluations', 'time'] as const
type Column = (typeof columns)[number]

interface Order {
  readonly by: Column
  readonly down: boolean
}

interface Row {
  readonly summary: RunSummary
  readonly style: RunStyle
  readonly now: number
}

export function ResultsTable(): ReactNode {
  const t = useT()
  const trace = useTrace()
  const [order, setOrder] = useState<Order>({ by: 'final', down: false })
  const styles = useRunStyles()
  return (
    <>
      <header className="panel-head">
        <h2>{t('plots.results')}</h2>
        <Tolerance />
      </header>
      <div className="panel-body results-body">
        <table className="results-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column} column={column} order={order} setOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>{trace !== null && <Rows trace={trace} styles={styles} order={order} />}</tbody>
        </table>
        {trace !== null && <p className="results-fair">{fairLine(trace, t)}</p>}
      </div>
    </>
  )
}

function Tolerance(): ReactNode {
  const t = useT()
  const edit = useEdit()
  const tolerance = useApp((state) => state.scenario.tolerance)
  return (
    <label className="results-tolerance" title={t('plots.toleranceHint')}>
      <span>{t('plots.tolerance')}</span>
      <NumberField name={t('plots.tolerance')} value={tolerance} commit={(value) => edit(setField('tolerance', value), 'tolerance')} />
    </label>
  )
}

function Head({ column, order, setOrder }: { readonly column: Column; readonly order: Order; readonly setOrder: (order: Order) => void }): ReactNode {
  const t = useT()
  const mine = order.by === column
  return (
    <th scope="col" aria-sort={mine ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title={t(`plots.column.${column}Hint`)} onClick={() => setOrder({ by: column, down: mine && !order.down })}>
        {t(`plots.column.${column}`)}
        <span aria-hidden="true">{mine ? (order.down ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  )
}

function Rows({ trace, styles, order }: { readonly trace: Trace; readonly styles: readonly RunStyle[]; readonly order: Order }): ReactNode {
  const cursor = useSlowCursor()
  const selected = useApp((state) => state.selectedRun)
  const { selectRun } = useActions()
  const t = useT()
  const rows = summarize(trace).flatMap((summary): Row[] => {
    const style = styles[summary.run]
    return style === undefined ? [] : [{ summary, style, now: trace.runs[summary.run]?.loss[cursor] ?? Number.NaN }]
  })
  return sorted(rows, order).map(({ summary, style, now }) => (
    <tr key={summary.run} data-selected={summary.run === selected} data-hidden={style.hidden}>
      <th scope="row">
        <button type="button" aria-pressed={summary.run === selected} onClick={() => selectRun(summary.run)}>
          <Swatch style={style} />
          <span className="results-name" title={style.label}>
            {style.label}
          </span>
        </button>
        <Status summary={summary} />
      </th>
      <td>{shortLoss(now)}</td>
      <td>{shortLoss(summary.finalLoss)}</td>
      <td>{shortLoss(summary.bestLoss)}</td>
      <Count value={summary.stepsToTolerance} none={t('plots.never')} />
      <Count value={summary.gradientEvaluations} none="–" />
      <td>{summary.milliseconds === null ? '–' : shortNumber(summary.milliseconds, 2)}</td>
    </tr>
  ))
}

/** Two figures, and one where the exponent has three: six columns share a narrow panel. */
const shortLoss = (loss: number): string => shortNumber(loss, Math.abs(Math.log10(Math.abs(loss))) >= 99 ? 1 : 2)

/** Six digits in each column would not fit; the whole number is the cell's title. */
function Count({ value, none }: { readonly value: number | null; readonly none: string }): ReactNode {
  if (value === null) return <td>{none}</td>
  return value < 10_000 ? <td>{value}</td> : <td title={String(value)}>{shortNumber(value)}</td>
}

function Status({ summary: { status } }: { readonly summary: RunSummary }): ReactNode {
  const t = useT()
  const say = useText()
  if (status.code === 'diverged') return <span className="results-status">{t('plots.diverged', { step: status.step })}</span>
  if (status.code === 'refused') return <span className="results-status">{status.why === undefined ? t('plots.refused') : say(status.why)}</span>
  if (status.code === 'running') return <span className="results-status">{t('plots.running')}</span>
  return null
}

/** Numbers before what is no number, whichever way the column is sorted; equal rows keep the order of the runs. */
function sorted(rows: readonly Row[], { by, down }: Order): readonly Row[] {
  if (by === 'run') return down ? rows.toReversed() : rows
  const key = ({ summary, now }: Row): number => {
    const value = { now, final: summary.finalLoss, best: summary.bestLoss, toTolerance: summary.stepsToTolerance, evaluations: summary.gradientEvaluations, time: summary.milliseconds }[by]
    return value === null || !Number.isFinite(value) || (summary.status.code === 'diverged' && by !== 'evaluations' && by !== 'time') ? Number.NaN : value
  }
  return rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return down ? y - x : x - y
  })
}

function fairLine(trace: Trace, t: Translate): string {
  const { steps, evaluations, sameStart, noise, sameSeed, ended } = fairness(trace)
  const target = targetOf(trace)
  const parts = [
    t('plots.fair.steps', { steps }),
    evaluations === null ? '' : evaluations.least === evaluations.most ? t('plots.fair.evaluationsSame', { count: evaluations.least }) : t('plots.fair.evaluations', evaluations),
    t(sameStart ? 'plots.fair.sameStart' : 'plots.fair.ownStart'),
    noise.kind === 'none' ? t('plots.fair.noNoise') : t(sameSeed ? 'plots.fair.sameNoise' : 'plots.fair.ownNoise', { scale: noise.scale }),
    tunedText(trace, t),
    ended.diverged > 0 ? t('plots.fair.diverged', { runs: ended.diverged }) : '',
    target === null ? '' : t(target.from === 'known' ? 'plots.fair.known' : 'plots.fair.bestSeen', { value: shortNumber(target.value) }),
  ]
  return t('shell.sentence', { parts: parts.filter((part) => part !== '').join(t('shell.andThen')) })
}

function tunedText(trace: Trace, t: Translate): string {
  const { tuned } = fairness(trace)
  const count = trace.runs.length
  if (tuned === null) return t('plots.fair.notTuned')
  const trials = tuned.least === tuned.most ? String(tuned.least) : `${tuned.least}–${tuned.most}`
  return t(tuned.runs === count ? 'plots.fair.allTuned' : 'plots.fair.someTuned', { runs: tuned.runs, count, trials })
}
