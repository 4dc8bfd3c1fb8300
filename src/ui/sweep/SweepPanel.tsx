// One run's sweep: its map, the best cell, where the run stands now, and what theory says.
import { memo, useMemo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import type { RunStyle } from '../../charts/style.ts'
import { boundaryPath, placeOn } from '../../charts/sweep-axes.ts'
import { sweepPixels } from '../../charts/sweep-pixels.ts'
import type { SweepScale } from '../../charts/sweep-scale.ts'
import { gridTable } from '../../charts/table.ts'
import type { PlotTable } from '../../charts/table.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import { bestCell } from '../../scenario/best-cell.ts'
import type { Theory } from '../../scenario/quadratic.ts'
import type { SweepSpec } from '../../scenario/types.ts'
import type { Panel } from '../../store/sweep-types.ts'
import { DataTable } from '../DataTable.tsx'
import { useChartTheme, useSize } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'
import { CellMap } from './CellMap.tsx'
import type { Cell, Placed } from './CellMap.tsx'
import { useLate } from './use-late.ts'

interface SweepPanelProps {
  readonly panel: Panel
  readonly spec: SweepSpec
  readonly scale: SweepScale
  readonly style: RunStyle
  /** The run's own values of the two parameters; null where they are no numbers. */
  readonly ownX: number | null
  readonly ownY: number | null
  readonly theory: Theory | null
  readonly open: (run: number, values: readonly [number, number], stay: boolean) => void
}

export const SweepPanel = memo(function SweepPanel(props: SweepPanelProps): ReactNode {
  const t = useT()
  const say = useText()
  const { spec, style } = props
  const answer = useLate(props.panel.answer)
  const panel = props.panel.answer === answer ? props.panel : { ...props.panel, answer }
  const best = useBest(panel, spec)
  const [place, size] = useSize<HTMLDivElement>()
  return (
    <figure className="sweep-panel" aria-label={style.label}>
      <figcaption>
        <span className="plot-dot" style={{ background: style.color }} />
        <span className="sweep-name">{style.label}</span>
        <BestLine {...props} panel={panel} best={best} />
      </figcaption>
      <div className="sweep-stage" ref={place}>
        {size.width > 0 && size.height > 0 && <SweepMap {...props} panel={panel} best={best} size={size} />}
        {panel.answer !== null && <DataTable title={t('sweep.mapLabel', { run: style.label, x: spec.x.param, y: spec.y.param })} table={() => tableOf(panel, spec, t)} />}
        {panel.state === 'failed' && <p className="plot-wait">{say(panel.why ?? '')}</p>}
        {(panel.state === 'waiting' || panel.state === 'running') && (
          <p className="plot-wait">{panel.state === 'running' ? t('sweep.percent', { percent: Math.round(panel.progress * 100) }) : t('sweep.waiting')}</p>
        )}
      </div>
    </figure>
  )
})

/** The best of this map in words. */
function BestLine({ panel, spec, best }: SweepPanelProps & { readonly best: Best | null }): ReactNode {
  const t = useT()
  if (panel.answer === null) return null
  if (best === null) return <span className="muted">{t(spec.colour === 'steps' ? 'sweep.noneArrived' : 'sweep.allDiverged')}</span>
  const value = spec.colour === 'steps' ? String(panel.answer.reached[best.index] ?? 0) : shortNumber(panel.answer[spec.colour][best.index])
  const text = t('sweep.bestIs', { value, x: spec.x.param, atX: shortNumber(panel.xs[best.column]), y: spec.y.param, atY: shortNumber(panel.ys[best.row]) })
  return (
    <span className="muted" title={`${t('sweep.bestHint')} ${text}`}>
      {text}
    </span>
  )
}

type Best = Cell & { readonly index: number }

function useBest({ answer }: Panel, { colour, size }: SweepSpec): Best | null {
  return useMemo(() => {
    if (answer?.final.length !== size * size) return null
    const index = bestCell(answer, colour, size, size)
    return index === null ? null : { index, column: index % size, row: Math.floor(index / size) }
  }, [answer, colour, size])
}

function SweepMap(props: SweepPanelProps & { readonly size: Size; readonly best: Best | null }): ReactNode {
  const t = useT()
  const { panel, spec, scale, size, style, open } = props
  const theme = useChartTheme()
  const { answer, xs, ys } = panel
  const pixels = useMemo(
    () => (answer === null ? null : sweepPixels(answer, scale, spec.size, spec.size, theme)),
    [answer, scale, spec.size, theme],
  )
  return (
    <CellMap
      size={size}
      columns={spec.size}
      rows={spec.size}
      pixels={pixels}
      x={{ ...spec.x, name: spec.x.param }}
      y={{ ...spec.y, name: spec.y.param }}
      label={t('sweep.mapLabel', { run: style.label, x: spec.x.param, y: spec.y.param })}
      describe={(cell) => describe(panel, spec, cell, t)}
      open={({ column, row }, stay) => open(panel.run, [xs[column] ?? Number.NaN, ys[row] ?? Number.NaN], stay)}
      marks={(place) => <Marks {...props} place={place} />}
    />
  )
}

function describe({ answer, xs, ys }: Panel, spec: SweepSpec, { column, row }: Cell, t: Translate): string | null {
  if (answer === null) return null
  const cell = row * spec.size + column
  const where = { x: spec.x.param, atX: shortNumber(xs[column], 4), y: spec.y.param, atY: shortNumber(ys[row], 4) }
  const stopped = answer.stopped[cell] ?? -1
  if (stopped >= 0) return t('sweep.cellDiverged', { ...where, step: stopped })
  const reached = answer.reached[cell] ?? -1
  return t(reached < 0 ? 'sweep.cell' : 'sweep.cellArrived', { ...where, final: shortNumber(answer.final[cell]), best: shortNumber(answer.best[cell]), steps: reached })
}

function tableOf({ answer, xs, ys }: Panel, { x, y, colour, size }: SweepSpec, t: Translate): PlotTable {
  const cell = (column: number, row: number): string | number => {
    const at = row * size + column
    if ((answer?.stopped[at] ?? -1) >= 0) return t('sweep.diverged')
    if (colour !== 'steps') return answer?.[colour][at] ?? Number.NaN
    const reached = answer?.reached[at] ?? -1
    return reached < 0 ? t('sweep.never') : reached
  }
  return gridTable({ corner: `${y.param} ↓ ${x.param} →`, xs, ys, cell })
}

type MarksProps = SweepPanelProps & { readonly best: Cell | null; readonly place: Placed }

function Marks({ spec, theory, ownX, ownY, best, place }: MarksProps): ReactNode {
  const own = ownX === null || ownY === null ? null : [placeOn(spec.x, ownX), placeOn(spec.y, ownY)]
  return (
    <>
      {theory !== null && <TheoryMarks theory={theory} spec={spec} place={place} />}
      {best !== null && <Ring at={place((best.column + 0.5) / spec.size, (best.row + 0.5) / spec.size)} />}
      {own !== null && own[0] !== null && own[1] !== null && <Cross at={place(own[0] ?? 0, own[1] ?? 0)} />}
    </>
  )
}

function TheoryMarks({ theory, spec, place }: { readonly theory: Theory; readonly spec: SweepSpec; readonly place: Placed }): ReactNode {
  const lrOnX = spec.x.param === 'lr'
  const [rate, other] = lrOnX ? [spec.x, spec.y] : [spec.y, spec.x]
  const points = boundaryPath(rate, other, theory.stableLr, lrOnX).map(([u, v]) => place(u, v).join(','))
  const at = theory.optimum === null ? null : [placeOn(rate, theory.optimum.lr), placeOn(other, theory.optimum.other)]
  const [px, py] = at === null || at[0] === null || at[1] === null ? [null, null] : place((lrOnX ? at[0] : at[1]) ?? 0, (lrOnX ? at[1] : at[0]) ?? 0)
  return (
    <g className="theory">
      <polyline className="mark-halo" points={points.join(' ')} />
      <polyline className="mark-line" points={points.join(' ')} />
      {px !== null && py !== null && (
        <>
          <path className="mark-halo" d={diamond(px, py)} />
          <path className="mark-line" d={diamond(px, py)} />
        </>
      )}
    </g>
  )
}

const diamond = (x: number, y: number): string => `M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z`

function Ring({ at: [x, y] }: { readonly at: readonly [number, number] }): ReactNode {
  return (
    <>
      <circle className="mark-halo" cx={x} cy={y} r="5" />
      <circle className="mark-line" cx={x} cy={y} r="5" />
    </>
  )
}

function Cross({ at: [x, y] }: { readonly at: readonly [number, number] }): ReactNode {
  const d = `M${x - 6} ${y}H${x + 6}M${x} ${y - 6}V${y + 6}`
  return (
    <>
      <path className="mark-halo" d={d} />
      <path className="mark-line" d={d} />
    </>
  )
}
