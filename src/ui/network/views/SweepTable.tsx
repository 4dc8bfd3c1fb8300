// The grid of a sweep: validation loss of each cell by colour and number. A click gives the selected run the cell's values.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { trainRows } from '../../../charts/network-results.ts'
import type { TrainRow } from '../../../charts/network-results.ts'
import { cellColors, spreadOf } from '../../../charts/network-sweep.ts'
import { cssColor, luminance } from '../../../charts/theme.ts'
import type { Rgb } from '../../../charts/theme.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { formatNumber } from '../../format.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import { Toggle } from '../../plot-toggle.tsx'
import { useEditNetworkOrTell } from '../use-network-edit.ts'
import type { SweepBoard } from './use-sweep.ts'

const measures = ['validationLoss', 'bestLoss', 'metric'] as const
type Measure = (typeof measures)[number]

interface SweepTableProps {
  readonly board: SweepBoard
  readonly index: number
  readonly metric: 'accuracy' | 'r2'
}

export function SweepTable({ board, index, metric }: SweepTableProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const [measure, setMeasure] = useState<Measure>('validationLoss')
  const { sweep, cells, trace } = board
  const rows = trace === null ? [] : trainRows(trace)
  const valueOf = (row: TrainRow | undefined): number => (row === undefined || row.status === 'diverged' || row.status === 'refused' ? Number.NaN : row[measure])
  const values = cells.map((_, i) => valueOf(rows[i]))
  // Of a metric more is better: 1 less it is what the colours are of.
  const colors = cellColors(measure === 'metric' ? values.map((value) => Math.max(0, 1 - value)) : values, theme)
  const text = (value: number): string => (measure === 'metric' && metric === 'accuracy' ? `${shortNumber(100 * value)} %` : shortNumber(value))
  return (
    <>
      <div className="net-tools">
        {measures.map((one) => (
          <Toggle key={one} on={one === measure} name={t(`netviews.sweep.measure.${one === 'metric' ? metric : one}`)} hint={t(`netviews.sweep.measureHint.${one}`)} flip={() => setMeasure(one)} />
        ))}
      </div>
      <table className="net-counts">
        <caption>{t('netviews.sweep.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{sweep.y === undefined ? '' : `${sweep.y.param} ↓ ${sweep.x.param} →`}</th>
            {sweep.x.values.map((value, column) => (
              <th key={column} scope="col">
                {formatNumber(value)}
              </th>
            ))}
            {isSeeds(sweep.x.param) && <th scope="col">{t('netviews.sweep.spread')}</th>}
          </tr>
        </thead>
        <tbody>
          {(sweep.y?.values ?? [Number.NaN]).map((value, row) => {
            const from = row * sweep.x.values.length
            return (
              <tr key={row}>
                <th scope="row">{sweep.y === undefined ? sweep.x.param : formatNumber(value)}</th>
                {sweep.x.values.map((_, column) => (
                  <Cell key={column} board={board} at={from + column} index={index} color={colors[from + column] ?? null} text={cellText(rows[from + column], text(values[from + column] ?? Number.NaN), t)} />
                ))}
                {isSeeds(sweep.x.param) && <td>{spreadText(values.slice(from, from + sweep.x.values.length), text)}</td>}
              </tr>
            )
          })}
          {sweep.y !== undefined && isSeeds(sweep.y.param) && (
            <tr>
              <th scope="row">{t('netviews.sweep.spread')}</th>
              {sweep.x.values.map((_, column) => (
                <td key={column}>{spreadText(values.filter((__, i) => cells[i]?.column === column), text)}</td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}

const isSeeds = (param: string): boolean => param === 'seed'

function cellText(row: TrainRow | undefined, value: string, t: Translate): string {
  if (row?.status === 'diverged') return t('netviews.sweep.diverged')
  return row?.status === 'refused' ? t('netviews.sweep.refused') : value
}

/** Mean and deviation over seeds. */
function spreadText(values: readonly number[], text: (value: number) => string): string {
  const spread = spreadOf(values)
  return spread === null ? '–' : `${text(spread.mean)} ± ${text(spread.deviation)}`
}

interface CellProps {
  readonly board: SweepBoard
  readonly at: number
  readonly index: number
  readonly color: Rgb | null
  readonly text: string
}

function Cell({ board: { cells, sweep }, at, index, color, text }: CellProps): ReactNode {
  const t = useT()
  const edit = useEditNetworkOrTell()
  const cell = cells[at]
  if (cell === undefined) return <td />
  const values = [`${sweep.x.param} ${formatNumber(sweep.x.values[cell.column] ?? Number.NaN)}`, ...(sweep.y === undefined ? [] : [`${sweep.y.param} ${formatNumber(sweep.y.values[cell.row] ?? Number.NaN)}`])].join(', ')
  const style = color === null ? {} : { background: cssColor(color), color: luminance(color) > 0.25 ? '#10161c' : '#ffffff' }
  const open = (): unknown => edit((scenario) => ({ ...scenario, runs: scenario.runs.map((run, i) => (i === index ? { ...cell.run, ...(run.color === undefined ? {} : { color: run.color }) } : run)) }), 'sweep-open')
  return (
    <td>
      <button type="button" className="net-sweep-cell" style={style} title={t('netviews.sweep.open', { values })} onClick={open}>
        {text}
      </button>
    </td>
  )
}
