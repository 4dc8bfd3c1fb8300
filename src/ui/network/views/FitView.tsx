// One feature, one number: the function that each run has found, over the data.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { gridLine } from '../../../charts/contour.ts'
import type { RunStyle } from '../../../charts/style.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer } from '../answers.ts'
import { DataTable } from '../../DataTable.tsx'
import { runLegend } from '../../legend.ts'
import { clipToBox } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { pageSession, useLook } from '../network-context.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintAxes, paintMarks } from './paint.ts'
import type { Context } from './paint.ts'
import { featureRange, pointMarks, targetRange } from './points.ts'
import { RunCaption } from './RunMultiples.tsx'
import { useReadyRuns } from './use-ready.ts'

const size = 96

interface Fits {
  readonly runs: readonly number[]
  readonly value: readonly Float32Array[]
}

export function FitView({ data }: { readonly data: DataAnswer }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const styles = useNetworkStyles()
  const selected = useShownRun()
  const runs = useReadyRuns()
  const range = useMemo(() => featureRange(data, 0), [data])
  // The only feature stands on both sides of the picture: its diagonal is the function.
  const { answer, error } = useLook<Fits>(
    (engine) => (runs.length === 0 ? null : engine.decision({ session: pageSession, runs, features: [0, 0], box: [range, range], size }).then(({ value }) => ({ runs, value }))),
    [runs, range],
  )
  const paint = useCallback(
    (context: Context, room: Size) => {
      const [low, high] = targetRange(data)
      const pad = 0.15 * (high - low)
      const box: PlotBox = { ...room, margin: { l: 42, r: 12, t: 8, b: 22 }, x: { log: false, range }, y: { log: false, range: [low - pad, high + pad] } }
      paintAxes(context, box, theme, { x: data.columns[0] ?? '', y: data.targetNames[0] ?? '' })
      context.save()
      clipToBox(context, box)
      context.globalAlpha = 0.75
      paintMarks(context, pointMarks(data, [0, 'target'], box, theme).map((mark) => ({ ...mark, color: theme.muted })), 3, theme)
      context.globalAlpha = 1
      for (const [i, run] of (answer?.runs ?? []).entries()) {
        const style = styles[run]
        if (style === undefined || style.hidden) continue
        context.setLineDash([...style.dash])
        context.strokeStyle = style.color
        context.lineWidth = run === selected ? 3 : 2
        strokeFit(context, answer?.value[i] ?? new Float32Array(0), box)
      }
      context.restore()
    },
    [answer, data, range, styles, selected, theme],
  )
  const legend = useMemo(() => runLegend(styles), [styles])
  return (
    <>
      <div className="net-captions">
        {runs.map((run) => (
          <RunCaption key={run} run={run} />
        ))}
      </div>
      <div className="net-stack">
        <Canvas label={t('netviews.fitLabel', { x: data.columns[0] ?? '' })} paint={paint} legend={legend} />
        {answer !== null && <DataTable title={t('netviews.fitLabel', { x: data.columns[0] ?? '' })} table={() => tableOf(data, range, answer, styles)} />}
      </div>
      {error !== null && <p className="net-note" role="alert">{error}</p>}
    </>
  )
}

/** The feature by what each run makes of it. */
function tableOf({ columns }: DataAnswer, range: readonly [number, number], { runs, value }: Fits, styles: readonly RunStyle[]): PlotTable {
  const xs = gridLine(range, size)
  return { head: [columns[0] ?? '', ...runs.map((run) => styles[run]?.label ?? '')], count: size, row: (i) => [xs[i] ?? Number.NaN, ...value.map((values) => values[i * size + i] ?? Number.NaN)] }
}

function strokeFit(context: Context, values: Float32Array, box: PlotBox): void {
  const mapping = mappingOf(box)
  const [low, high] = box.x.range
  context.beginPath()
  for (let i = 0; i < size; i += 1) context.lineTo(...toPixel(mapping, low + ((high - low) * i) / (size - 1), values[i * size + i] ?? Number.NaN))
  context.stroke()
}
