// Pictures of the validation rows with what the selected run takes them for.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { greyPixels } from '../../../charts/network-pictures.ts'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer, SamplesAnswer } from '../answers.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { pageSession, useLook } from '../network-context.tsx'
import { useShownRun } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintPixels } from './paint.ts'
import type { Context } from './paint.ts'
import { RunCaption } from './RunMultiples.tsx'
import { useReadyRuns } from './use-ready.ts'

export function SamplesView({ data }: { readonly data: DataAnswer }): ReactNode {
  const t = useT()
  const run = useShownRun()
  const ready = useReadyRuns().includes(run)
  const { answer, error } = useLook<{ readonly run: number; readonly samples: SamplesAnswer }>(
    (engine) => (ready ? engine.samples({ session: pageSession, run }).then((samples) => ({ run, samples })) : null),
    [run, ready],
  )
  const samples = answer?.run === run ? answer.samples : null
  const right = data.pictureTargets.reduce((sum, target, i) => sum + Number(samples?.predicted[i] === target), 0)
  return (
    <div className="net-scroll">
      <div className="net-captions">
        <RunCaption run={run} />
        {samples !== null && <span className="muted">{t('netviews.rightOf', { right, count: data.pictureTargets.length })}</span>}
      </div>
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      <ul className="net-samples">
        {Array.from(data.pictureTargets, (target, index) => (
          <Sample key={index} data={data} index={index} target={target} samples={samples} />
        ))}
      </ul>
    </div>
  )
}

interface SampleProps {
  readonly data: DataAnswer
  readonly index: number
  readonly target: number
  readonly samples: SamplesAnswer | null
}

function Sample({ data, index, target, samples }: SampleProps): ReactNode {
  const t = useT()
  const truth = data.classes?.[target] ?? String(target)
  const taken = samples?.predicted[index] ?? Number.NaN
  const name = Number.isNaN(taken) || taken < 0 ? '?' : (data.classes?.[taken] ?? String(taken))
  const wrong = samples !== null && taken !== target
  const probability = samples?.probability[index] ?? Number.NaN
  const sure = Number.isNaN(probability) ? '' : `${Math.round(100 * probability)} %`
  return (
    <li data-wrong={wrong}>
      <Picture data={data} index={index} label={t('netviews.pictureOf', { name: truth })} />
      <span>{samples === null ? truth : wrong ? t('netviews.takenFor', { truth, taken: name }) : name}</span>
      {samples !== null && <span className="muted">{sure}</span>}
    </li>
  )
}

export function Picture({ data, index, label }: { readonly data: DataAnswer; readonly index: number; readonly label: string }): ReactNode {
  const theme = useChartTheme()
  const { width, height } = data.image ?? { width: 1, height: 1 }
  const pixels = useMemo(() => greyPixels(data.pictures.subarray(index * width * height, (index + 1) * width * height), theme), [data, index, width, height, theme])
  const paint = useCallback((context: Context, size: Size) => paintPixels(context, pixels, width, height, { x: 0, y: 0, ...size }, false), [pixels, width, height])
  return (
    <div className="net-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <Canvas label={label} paint={paint} />
    </div>
  )
}
