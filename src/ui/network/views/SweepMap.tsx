// The grid of a sweep as a map on a canvas: each cell's validation loss by colour, and by number where there is room. A click, or Enter,
// gives the run the cell's values.
import { memo, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { cellNumbers, sideTicks, sweepMeasures } from '../../../charts/network-sweep.ts'
import type { CellNumbers, SweepMeasure } from '../../../charts/network-sweep.ts'
import type { RunStyle } from '../../../charts/style.ts'
import { divergedRgb, rampRgb, sweepPixels } from '../../../charts/sweep-pixels.ts'
import { placeOf, sweepScale } from '../../../charts/sweep-scale.ts'
import type { SweepScale } from '../../../charts/sweep-scale.ts'
import { gridTable } from '../../../charts/table.ts'
import { cssColor, luminance } from '../../../charts/theme.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { formatNumber } from '../../format.ts'
import { useChartTheme, useSize } from '../../plot-hooks.ts'
import { Toggle } from '../../plot-toggle.tsx'
import { CellMap } from '../../sweep/CellMap.tsx'
import type { Cell, Placed } from '../../sweep/CellMap.tsx'
import '../../sweep/sweep.css'
import { useNetworkActions } from '../network-context.tsx'
import { useEditNetworkOrTell } from '../use-network-edit.ts'
import { paramName } from './SweepSide.tsx'
import type { SweepBoard } from './use-sweep.ts'

interface SweepMapProps {
  readonly board: SweepBoard
  readonly metric: 'accuracy' | 'r2'
  /** Of the runs as they were when the sweep began. */
  readonly styles: readonly RunStyle[]
}

export function SweepMap({ board, metric, styles }: SweepMapProps): ReactNode {
  const t = useT()
  const [measure, setMeasure] = useState<SweepMeasure>('last')
  const { grid, numbers, index } = board
  const found = useMemo(() => (numbers === null ? null : cellNumbers(numbers, grid, measure)), [numbers, grid, measure])
  const scale = useMemo(() => scaleOf(board, found, measure), [board, found, measure])
  const text = (value: number): string => (measure === 'metric' && metric === 'accuracy' ? `${shortNumber(100 * value)} %` : shortNumber(value))
  const where = (cell: Cell): string => whereText(board, cell, styles, t)
  const best = found?.best ?? null
  const bestAt = best === null ? undefined : grid.cells[best]
  const title = t('netviews.sweep.mapLabel', { run: styles[index]?.label ?? '', params: sidesText(board, t) })
  return (
    <section className="net-part net-sweep-part" aria-label={t(`netviews.sweep.measure.${measure === 'metric' ? metric : measure}`)}>
      <Measures measure={measure} metric={metric} choose={setMeasure} />
      <div className="net-sweep-map">
        <Map board={board} found={found} scale={scale} text={text} where={where} styles={styles} label={title} />
        {found !== null && (
          <DataTable title={title} table={() => gridTable({ corner: sidesText(board, t), xs: grid.xs, ys: grid.ys, cell: (column, row) => valueText(found, row * grid.xs.length + column, text, t) })} />
        )}
      </div>
      <p className="net-sweep-say">
        {found !== null && <Legend scale={scale} text={(value) => text(measure === 'metric' ? 1 - value : value)} />}
        <span>{bestAt === undefined || best === null ? (found === null ? '' : t('netviews.sweep.noneCame')) : t('netviews.sweep.bestIs', { value: text(found?.values[best] ?? Number.NaN), values: where(bestAt) })}</span>
        <span>{t('netviews.sweep.caption')}</span>
      </p>
    </section>
  )
}

interface MeasuresProps {
  readonly measure: SweepMeasure
  readonly metric: 'accuracy' | 'r2'
  readonly choose: (measure: SweepMeasure) => void
}

/** Apart and memoised, because the map draws again at every judgement. */
const Measures = memo(function Measures({ measure, metric, choose }: MeasuresProps): ReactNode {
  const t = useT()
  return (
    <div className="net-tools">
      {sweepMeasures.map((one) => (
        <Toggle key={one} on={one === measure} name={t(`netviews.sweep.measure.${one === 'metric' ? metric : one}`)} hint={t(`netviews.sweep.measureHint.${one}`)} flip={() => choose(one)} />
      ))}
    </div>
  )
})

/** Of a metric the colours are of what it lacks to 1. What ends above the start has gained nothing, and looks alike. */
function scaleOf({ numbers }: SweepBoard, found: CellNumbers | null, measure: SweepMeasure): SweepScale {
  const starts = [...(numbers?.rows[0] ?? [])].filter(Number.isFinite)
  const start = measure === 'metric' || starts.length === 0 ? Number.NaN : Math.max(...starts)
  return sweepScale(found === null ? [] : [found.outcome], 'final', null, start)
}

const sidesText = ({ sweep: { x, y } }: SweepBoard, t: Translate): string => [x, ...(y === undefined ? [] : [y])].map(({ param }) => paramName(param, t)).join(', ')

function whereText({ sweep: { x, y }, grid: { xs, ys } }: SweepBoard, { column, row }: Cell, styles: readonly RunStyle[], t: Translate): string {
  const one = (param: string, value = Number.NaN): string => (param === 'run' ? (styles[value - 1]?.label ?? '') : `${paramName(param, t)} ${formatNumber(value)}`)
  return [one(x.param, xs[column]), ...(y === undefined ? [] : [one(y.param, ys[row])])].join(', ')
}

function valueText({ values, gone }: CellNumbers, cell: number, text: (value: number) => string, t: Translate): string {
  return (gone[cell] ?? 0) > 0 ? t('netviews.sweep.gone') : text(values[cell] ?? Number.NaN)
}

interface MapProps {
  readonly board: SweepBoard
  readonly found: CellNumbers | null
  readonly scale: SweepScale
  readonly text: (value: number) => string
  readonly where: (cell: Cell) => string
  readonly styles: readonly RunStyle[]
  readonly label: string
}

function Map({ board, found, scale, text, where, styles, label }: MapProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const [place, size] = useSize<HTMLDivElement>()
  const open = useOpenCell(board)
  const { grid: { xs, ys, seeds }, sweep: { x, y } } = board
  const [columns, rows] = [xs.length, ys.length]
  const pixels = useMemo(() => (found === null ? null : sweepPixels(found.outcome, scale, columns, rows, theme)), [found, scale, columns, rows, theme])
  const nameOf = (param: string) => (value: number): string => (param === 'run' ? (styles[value - 1]?.label ?? '') : shortNumber(value))
  const describe = (cell: Cell): string | null => {
    const at = cell.row * columns + cell.column
    const gone = found?.gone[at] ?? 0
    const values = where(cell)
    if (found === null) return null
    if (gone > 0) return seeds > 1 ? t('netviews.sweep.cellGoneSome', { values, gone, seeds }) : t('netviews.sweep.cellGone', { values })
    return t('netviews.sweep.cell', { values, value: text(found.values[at] ?? Number.NaN) })
  }
  return (
    <div className="sweep-stage" ref={place}>
      {size.width > 0 && size.height > 0 && (
        <CellMap
          size={size}
          columns={columns}
          rows={rows}
          pixels={pixels}
          x={{ name: paramName(x.param, t), ticks: (most) => sideTicks(x, xs, most, nameOf(x.param)) }}
          y={{ name: y === undefined ? '' : paramName(y.param, t), ticks: (most) => (y === undefined ? [] : sideTicks(y, ys, y.param === 'run' ? 2.4 * most : most, nameOf(y.param))) }}
          label={label}
          describe={describe}
          open={open}
          marks={(at) => found !== null && <Marks found={found} scale={scale} columns={columns} rows={rows} at={at} text={text} />}
        />
      )}
    </div>
  )
}

interface MarksProps extends Pick<MapProps, 'scale' | 'text'> {
  readonly found: CellNumbers
  readonly columns: number
  readonly rows: number
  readonly at: Placed
}

/** Room that a number needs, in pixels; and more of them are not read. */
const room = { width: 44, height: 17, cells: 150 }

/** A ring about the best cell; and numbers, where they fit. */
function Marks({ found, scale, columns, rows, at, text }: MarksProps): ReactNode {
  const theme = useChartTheme()
  const [[left, bottom], [right, top]] = [at(0, 0), at(1 / columns, 1 / rows)]
  const legible = columns * rows <= room.cells && right - left >= room.width && bottom - top >= room.height
  const middle = (cell: number): readonly [number, number] => at(((cell % columns) + 0.5) / columns, (Math.floor(cell / columns) + 0.5) / rows)
  if (!legible) {
    if (found.best === null) return null
    const [x, y] = middle(found.best)
    return (
      <>
        <circle className="mark-halo" cx={x} cy={y} r="5" />
        <circle className="mark-line" cx={x} cy={y} r="5" />
      </>
    )
  }
  return Array.from(found.values, (value, cell) => {
    const [x, y] = middle(cell)
    const spot = placeOf(found.outcome, scale, cell)
    const dark = luminance(spot < 0 ? divergedRgb(theme) : rampRgb(theme, spot)) < 0.25
    return (
      <text key={cell} className="net-sweep-number" data-best={cell === found.best} x={x} y={y + 4} fill={dark ? '#ffffff' : '#10161c'} textAnchor="middle">
        {spot < 0 ? '×' : text(value)}
      </text>
    )
  })
}

/** The run keeps its colour, and is the one that is looked at. */
function useOpenCell({ grid: { cells, xs } }: SweepBoard): (cell: Cell) => void {
  const edit = useEditNetworkOrTell()
  const { selectRun } = useNetworkActions()
  return ({ column, row }) => {
    const cell = cells[row * xs.length + column]
    if (cell === undefined) return
    const taken = edit((scenario) => ({ ...scenario, runs: scenario.runs.map((run, i) => (i === cell.index ? { ...cell.run, ...(run.color === undefined ? {} : { color: run.color }) } : run)) }), 'sweep-open')
    if (taken) selectRun(cell.index)
  }
}

function Legend({ scale, text }: { readonly scale: SweepScale; readonly text: (value: number) => string }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const stops = Array.from({ length: 9 }, (_, i) => cssColor(rampRgb(theme, i / 8))).join(', ')
  return (
    <span className="sweep-legend" role="group" aria-label={t('netviews.sweep.legend')}>
      <span className="sweep-ramp">
        <span className="sweep-bar" style={{ background: `linear-gradient(90deg, ${stops})` }} />
        <span className="sweep-ticks">
          {[0, 0.5, 1].map((along) => (
            <span key={along}>{text(10 ** (scale.low + (scale.high - scale.low) * along) + (Math.abs(scale.offset) < 1e-6 ? 0 : scale.offset))}</span>
          ))}
        </span>
      </span>
      <span className="sweep-key">
        <span className="sweep-swatch" style={{ background: cssColor(divergedRgb(theme)) }} />
        {t('netviews.sweep.gone')}
      </span>
    </span>
  )
}
