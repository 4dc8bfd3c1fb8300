// Decision surfaces: every run's answer over the plane of two features, with the data over it.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { PlotBox } from '../../../charts/box.ts'
import { gridLine } from '../../../charts/contour.ts'
import { decisionPixels } from '../../../charts/network-decision.ts'
import { gridTable } from '../../../charts/table.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer } from '../answers.ts'
import { DataTable } from '../../DataTable.tsx'
import { clipToBox } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { pageSession, useLook } from '../network-context.tsx'
import { Canvas } from './Canvas.tsx'
import { innerOf, paintAxes, paintMarks, paintPixels } from './paint.ts'
import type { Context } from './paint.ts'
import { decisionScale, featureRange, pointMarks } from './points.ts'
import { RunMultiples } from './RunMultiples.tsx'
import { useAtRest, useReadyRuns } from './use-ready.ts'

/** Points per side while networks train, and at rest. */
const sizes = { moving: 50, rest: 110 } as const

interface DecisionViewProps {
  readonly data: DataAnswer
  readonly features: readonly [number, number]
}

interface Surfaces {
  readonly runs: readonly number[]
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  readonly size: number
  readonly value: readonly Float32Array[]
  readonly chosen: readonly Uint8Array[]
}

export function DecisionView({ data, features }: DecisionViewProps): ReactNode {
  const t = useT()
  const runs = useReadyRuns()
  const size = useAtRest() ? sizes.rest : sizes.moving
  const [across, up] = features
  const box = useMemo(() => [featureRange(data, across), featureRange(data, up)] as const, [data, across, up])
  const { answer, error } = useLook<Surfaces>(
    (engine) => (runs.length === 0 ? null : engine.decision({ session: pageSession, runs, features: [across, up], box, size }).then(({ value, chosen }) => ({ runs, box, size, value, chosen }))),
    [runs, across, up, box, size],
  )
  // An answer for other features would lie wrong under the points.
  const surfaces = answer !== null && answer.box === box ? answer : null
  return (
    <>
      <RunMultiples draw={(run, large) => <DecisionMap data={data} features={features} surfaces={surfaces} run={run} large={large} />} />
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      {surfaces === null && error === null && <p className="net-note">{t('netviews.noNetwork')}</p>}
    </>
  )
}

interface DecisionMapProps extends DecisionViewProps {
  readonly surfaces: Surfaces | null
  readonly run: number
  readonly large: boolean
}

const margins = { large: { l: 40, r: 10, t: 6, b: 22 }, small: { l: 1, r: 1, t: 1, b: 1 } } as const

function DecisionMap({ data, features: [across, up], surfaces, run, large }: DecisionMapProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const at = surfaces?.runs.indexOf(run) ?? -1
  const [value, chosen] = [surfaces?.value[at], surfaces?.chosen[at]]
  const side = surfaces?.size ?? 0
  const pixels = useMemo(
    () => (value === undefined || chosen === undefined ? null : decisionPixels({ value, chosen, size: side }, decisionScale(data), theme)),
    [value, chosen, side, data, theme],
  )
  const paint = useCallback(
    (context: Context, size: Size) => {
      const box: PlotBox = { ...size, margin: margins[large ? 'large' : 'small'], x: { log: false, range: featureRange(data, across) }, y: { log: false, range: featureRange(data, up) } }
      if (pixels !== null) paintPixels(context, pixels, side, side, innerOf(box), true)
      if (large) paintAxes(context, box, theme, { x: data.columns[across] ?? '', y: data.columns[up] ?? '' }, false)
      context.save()
      clipToBox(context, box)
      paintMarks(context, pointMarks(data, [across, up], box, theme), large ? 3.2 : 1.7, theme)
      context.restore()
    },
    [pixels, side, data, across, up, large, theme],
  )
  const label = t('netviews.decisionLabel', { x: data.columns[across] ?? '', y: data.columns[up] ?? '' })
  return (
    <>
      <Canvas label={label} paint={paint} />
      {large && surfaces !== null && value !== undefined && <DataTable title={label} table={() => tableOf(data, [across, up], surfaces, at)} />}
    </>
  )
}

/** The class at each place, or the number. */
function tableOf({ columns, classes }: DataAnswer, [across, up]: readonly [number, number], { box: [x, y], size, value, chosen }: Surfaces, at: number): PlotTable {
  const cell = (column: number, row: number): string | number => {
    const place = row * size + column
    return classes === null ? (value[at]?.[place] ?? Number.NaN) : (classes[chosen[at]?.[place] ?? -1] ?? '')
  }
  return gridTable({ corner: `${columns[up] ?? ''} ↓ ${columns[across] ?? ''} →`, xs: gridLine(x, size), ys: gridLine(y, size), cell })
}
