// The basin map: from where which minimum is reached, and how fast.
import './sweep.css'
import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { linearAxis, placeOn } from '../../charts/sweep-axes.ts'
import { basinPixels, basinRgb, divergedRgb, neverRgb } from '../../charts/sweep-pixels.ts'
import { gridTable } from '../../charts/table.ts'
import type { PlotTable } from '../../charts/table.ts'
import { cssColor } from '../../charts/theme.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import { classifyBasins, diverged, nowhere } from '../../scenario/basins.ts'
import type { Basin, BasinMap } from '../../scenario/basins.ts'
import { knownMinimumOf } from '../../scenario/minimum.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'
import { basinsOf, domainOf } from '../../scenario/views.ts'
import type { Board, Panel } from '../../store/sweep-types.ts'
import { DataTable } from '../DataTable.tsx'
import { setField, setRunField } from '../edits.ts'
import { useChartTheme, useRunStyles, useSize } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'
import { useBoard } from '../store-context.tsx'
import { useEdit } from '../use-edit.ts'
import { CellMap } from './CellMap.tsx'
import type { Cell, Placed } from './CellMap.tsx'
import { GridStatus } from './GridStatus.tsx'
import { SizeField } from './SweepControls.tsx'
import { Key } from './SweepView.tsx'
import { useLate } from './use-late.ts'
import { opened, useOpen } from './use-open.ts'

export function BasinView(): ReactNode {
  const board = useBoard()
  const [panel] = board?.kind === 'basins' ? board.panels : []
  if (board === null || panel === undefined) return <div className="plot-stage" />
  return <Basins board={board} panel={panel} />
}

function Basins({ board, panel }: { readonly board: Board; readonly panel: Panel }): ReactNode {
  const t = useT()
  const say = useText()
  const [place, size] = useSize<HTMLDivElement>()
  const styles = useRunStyles()
  const { scenario } = board
  const map = useMap(useLate(panel.answer), scenario)
  return (
    <div className="sweep">
      <BasinControls scenario={scenario} />
      <div className="sweep-stage basin-stage" ref={place}>
        {size.width > 0 && size.height > 0 && <StartMap board={board} panel={panel} map={map} size={size} />}
        {map !== null && <DataTable title={t('sweep.basinLabel', { run: styles[panel.run]?.label ?? '' })} table={() => tableOf(map, panel, board.size, t)} />}
        {panel.state === 'failed' && <p className="plot-wait">{say(panel.why ?? '')}</p>}
        {(panel.state === 'waiting' || panel.state === 'running') && (
          <p className="plot-wait">{panel.state === 'running' ? t('sweep.percent', { percent: Math.round(panel.progress * 100) }) : t('sweep.waiting')}</p>
        )}
      </div>
      {map !== null && <Legend map={map} />}
      <div className="sweep-foot">
        <GridStatus board={board} />
      </div>
    </div>
  )
}

function useMap(answer: Panel['answer'], scenario: LandscapeScenario): BasinMap | null {
  const { landscape, constants } = scenario
  const key = JSON.stringify([landscape, constants])
  return useMemo(() => {
    if (answer === null) return null
    return classifyBasins(answer, knownMinimumOf(scenario)?.points ?? [], domainOf(scenario))
    // oxlint-disable-next-line react/exhaustive-deps -- of the scenario only what the key says is read
  }, [answer, key])
}

function BasinControls({ scenario }: { readonly scenario: LandscapeScenario }): ReactNode {
  const t = useT()
  const edit = useEdit()
  const styles = useRunStyles()
  const { run, size } = basinsOf(scenario)
  const change = (patch: object, tag: string): ReturnType<typeof edit> => edit((old) => ({ ...old, basins: { ...basinsOf(old), ...patch } }), tag)
  return (
    <div className="sweep-controls" role="group" aria-label={t('sweep.basinControls')}>
      <label className="sweep-field" title={t('sweep.basinRunHint')}>
        <span>{t('sweep.basinRun')}</span>
        <NativeSelect
          value={String(run)}
          data={scenario.runs.map((_, i) => ({ value: String(i), label: styles[i]?.label ?? String(i + 1) }))}
          onChange={(event) => change({ run: Number(event.currentTarget.value) }, 'basins.run')}
        />
      </label>
      <SizeField size={size} commit={(cells) => change({ size: cells }, 'basins.size')} />
    </div>
  )
}

interface MapProps {
  readonly board: Board
  readonly panel: Panel
  readonly map: BasinMap | null
  readonly size: Size
}

function StartMap({ board, panel, map, size }: MapProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const openRun = useOpen()
  const styles = useRunStyles()
  const { scenario, size: cells } = board
  const [domainX, domainY] = domainOf(scenario)
  const [x, y] = [{ ...linearAxis(domainX), name: 'x' }, { ...linearAxis(domainY), name: 'y' }]
  const pixels = useMemo(() => (map?.basin.length === cells * cells ? basinPixels(map, cells, cells, theme) : null), [map, cells, theme])
  const open = ({ column, row }: Cell, stay: boolean): void => {
    const start = [opened(panel.xs[column] ?? 0), opened(panel.ys[row] ?? 0)]
    const own = scenario.runs[panel.run]?.start !== undefined
    openRun(panel.run, own ? setRunField(panel.run, 'start', start) : setField('start', start), stay)
  }
  const start = scenario.runs[panel.run]?.start ?? scenario.start
  return (
    <CellMap
      size={size}
      columns={cells}
      rows={cells}
      pixels={pixels}
      x={x}
      y={y}
      label={t('sweep.basinLabel', { run: styles[panel.run]?.label ?? '' })}
      describe={(cell) => (map === null ? null : describe(map, panel, cell, cells, t))}
      open={open}
      marks={(place) => <Marks basins={map?.basins ?? []} start={[placeOn(x, start[0]), placeOn(y, start[1])]} at={(p) => [placeOn(x, p[0]), placeOn(y, p[1])]} place={place} />}
    />
  )
}

function describe(map: BasinMap, { xs, ys, answer }: Panel, { column, row }: Cell, cells: number, t: Translate): string {
  const cell = row * cells + column
  const from = { x: shortNumber(xs[column]), y: shortNumber(ys[row]) }
  const index = map.basin[cell] ?? nowhere
  if (index === diverged) return t('sweep.startDiverged', { ...from, step: answer?.stopped[cell] ?? 0 })
  const basin = map.basins[index]
  if (basin === undefined) return t('sweep.startNowhere', { ...from, endX: shortNumber(answer?.x[cell]), endY: shortNumber(answer?.y[cell]) })
  const to = { toX: shortNumber(basin.at[0]), toY: shortNumber(basin.at[1]) }
  if (basin.from === 'found') return t('sweep.startFound', { ...from, ...to })
  const steps = map.steps[cell] ?? -1
  return steps >= 0 ? t('sweep.startArrived', { ...from, ...to, steps }) : t('sweep.startUnderWay', { ...from, ...to })
}

/** From where which minimum is reached. */
function tableOf({ basin, basins }: BasinMap, { xs, ys }: Panel, cells: number, t: Translate): PlotTable {
  const cell = (column: number, row: number): string => {
    const index = basin[row * cells + column] ?? nowhere
    if (index === diverged) return t('sweep.diverged')
    const found = basins[index]
    return found === undefined ? '–' : `(${shortNumber(found.at[0])}, ${shortNumber(found.at[1])})`
  }
  return gridTable({ corner: 'y ↓ x →', xs, ys, cell })
}

type Spot = readonly [number | null, number | null]

interface MarksProps {
  readonly basins: readonly Basin[]
  readonly start: Spot
  readonly at: (point: readonly [number, number]) => Spot
  readonly place: Placed
}

function Marks({ basins, start, at, place }: MarksProps): ReactNode {
  const pixel = ([u, v]: Spot): readonly [number, number] | null => (u === null || v === null ? null : place(u, v))
  const cross = pixel(start)
  const d = cross === null ? '' : `M${cross[0] - 7} ${cross[1]}H${cross[0] + 7}M${cross[0]} ${cross[1] - 7}V${cross[1] + 7}`
  return (
    <>
      {basins.map((basin, i) => {
        const spot = pixel(at(basin.at))
        if (spot === null) return null
        return <path key={i} className="basin-mark" data-from={basin.from} d={star(spot[0], spot[1])} />
      })}
      {cross !== null && (
        <>
          <path className="mark-halo" d={d} />
          <path className="mark-line" d={d} />
        </>
      )}
    </>
  )
}

function star(x: number, y: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const [turn, r] = [(Math.PI * i) / 5 - Math.PI / 2, i % 2 === 0 ? 8 : 3.4]
    return `${x + r * Math.cos(turn)} ${y + r * Math.sin(turn)}`
  })
  return `M${points.join('L')}Z`
}

/** So many minima the legend names one by one. */
const named = 9

function Legend({ map }: { readonly map: BasinMap }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const share = (count: number): string => `${shortNumber((100 * count) / Math.max(1, map.basin.length), 2)} %`
  const shades = (index: number): string =>
    map.basins[index]?.from === 'known' ? `linear-gradient(90deg, ${[0, 0.5, 1].map((s) => cssColor(basinRgb(theme, index, s))).join(', ')})` : cssColor(basinRgb(theme, index, 0.5))
  const found = map.basins.some((basin) => basin.from === 'found')
  const rest = map.basins.slice(named)
  return (
    <div className="sweep-legend basin-legend" role="group" aria-label={t('sweep.legend')}>
      {map.basins.slice(0, named).map((basin, i) =>
        basin.count === 0 ? null : (
          <Key
            key={i}
            color={shades(i)}
            text={t(basin.from === 'known' ? 'sweep.minimum' : 'sweep.foundMinimum', { x: shortNumber(basin.at[0]), y: shortNumber(basin.at[1]), share: share(basin.count) })}
          />
        ),
      )}
      {rest.length > 0 && <span>{t('sweep.morePlaces', { count: rest.length, share: share(rest.reduce((sum, basin) => sum + basin.count, 0)) })}</span>}
      {map.nowhere > 0 && <Key color={cssColor(neverRgb(theme))} text={t('sweep.nowhere', { share: share(map.nowhere) })} />}
      {map.diverged > 0 && <Key color={cssColor(divergedRgb(theme))} text={t('sweep.divergedShare', { share: share(map.diverged) })} />}
      {map.basins.some((basin) => basin.from === 'known') && <span className="muted">{t('sweep.shades')}</span>}
      {found && <span className="muted">{t('sweep.foundHint')}</span>}
    </div>
  )
}
