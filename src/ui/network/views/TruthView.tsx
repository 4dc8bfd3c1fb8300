// Numbers: what was predicted against what is true, on validation rows. On the diagonal a prediction is right.
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer, SamplesAnswer } from '../answers.ts'
import { DataTable } from '../../DataTable.tsx'
import { clipToBox } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useNetworkStyles } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintAxes, paintMarks } from './paint.ts'
import type { Context } from './paint.ts'
import { RunMultiples } from './RunMultiples.tsx'
import { useOfRuns } from './use-of-runs.ts'

export function TruthView({ data }: { readonly data: DataAnswer }): ReactNode {
  const { answers, error } = useOfRuns<SamplesAnswer>((engine, request) => engine.samples(request))
  return (
    <>
      <RunMultiples draw={(run, large) => <TruthPlot data={data} run={run} samples={answers.get(run) ?? null} large={large} />} />
      {error !== null && <p className="net-note" role="alert">{error}</p>}
    </>
  )
}

interface TruthPlotProps {
  readonly data: DataAnswer
  readonly run: number
  readonly samples: SamplesAnswer | null
  readonly large: boolean
}

function TruthPlot({ data, run, samples, large }: TruthPlotProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const color = useNetworkStyles()[run]?.color ?? theme.text
  const name = data.targetNames[0] ?? ''
  const paint = useCallback(
    (context: Context, size: Size) => {
      if (samples === null) return
      const range = rangeOf(samples.truth)
      const margin = large ? { l: 42, r: 12, t: 8, b: 22 } : { l: 1, r: 1, t: 1, b: 1 }
      const box: PlotBox = { ...size, margin, x: { log: false, range }, y: { log: false, range } }
      const mapping = mappingOf(box)
      if (large) paintAxes(context, box, theme, { x: t('netviews.trueOf', { name }), y: t('netviews.predictedOf', { name }) })
      context.save()
      clipToBox(context, box)
      context.strokeStyle = theme.axis
      context.setLineDash([5, 4])
      context.beginPath()
      context.moveTo(...toPixel(mapping, range[0], range[0]))
      context.lineTo(...toPixel(mapping, range[1], range[1]))
      context.stroke()
      context.setLineDash([])
      paintMarks(context, marksOf(samples, mapping, color), large ? 3 : 1.6, theme)
      context.restore()
    },
    [samples, large, theme, color, name, t],
  )
  const names = [t('netviews.trueOf', { name }), t('netviews.predictedOf', { name })] as const
  return (
    <>
      <Canvas label={t('netviews.truthLabel', { name })} paint={paint} />
      {large && samples !== null && <DataTable title={t('netviews.truthLabel', { name })} table={() => tableOf(names, samples)} />}
    </>
  )
}

function tableOf(head: readonly [string, string], { truth, predicted }: SamplesAnswer): PlotTable {
  return { head, count: truth.length, row: (i) => [truth[i] ?? Number.NaN, predicted[i] ?? Number.NaN] }
}

function* marksOf({ truth, predicted }: SamplesAnswer, mapping: ReturnType<typeof mappingOf>, color: string) {
  for (let i = 0; i < truth.length; i += 1) {
    const [x, y] = toPixel(mapping, truth[i] ?? Number.NaN, predicted[i] ?? Number.NaN)
    yield { x, y, color, shape: 'disc' } as const
  }
}

/** Of the truth, with room; predictions far outside are cut off rather than shrinking what is right. */
function rangeOf(truth: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of truth) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const pad = 0.12 * (high - low || 1)
  return Number.isFinite(low) ? [low - pad, high + pad] : [0, 1]
}
