// Inside the selected run: how weights and activations spread, how large the gradient of each tensor is over time, and for
// pictures what each unit of the first layer looks for.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { firstLayer, signedPixels } from '../../../charts/network-pictures.ts'
import type { UnitPicture } from '../../../charts/network-pictures.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Histogram, HistogramsAnswer, WeightsAnswer } from '../answers.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { pageSession, useLook, useNetwork, useTrain } from '../network-context.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { HistogramBars } from './HistogramBars.tsx'
import { paintPixels } from './paint.ts'
import type { Context } from './paint.ts'
import { RunCaption } from './RunMultiples.tsx'
import { useReadyRuns } from './use-ready.ts'

export function WeightsView(): ReactNode {
  const t = useT()
  const run = useShownRun()
  const ready = useReadyRuns().includes(run)
  const { answer, error } = useLook<{ readonly run: number; readonly found: HistogramsAnswer }>(
    (engine) => (ready ? engine.histograms({ session: pageSession, run }).then((found) => ({ run, found })) : null),
    [run, ready],
    400,
  )
  const found = answer?.run === run ? answer.found : null
  const image = useNetwork((state) => state.data?.image ?? null)
  return (
    <div className="net-scroll">
      <div className="net-captions">
        <RunCaption run={run} />
      </div>
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      {found === null && error === null && <p className="net-note">{t('netviews.noNetwork')}</p>}
      {found !== null && <Histograms title={t('netviews.weightsOf')} hint={t('netviews.weightsHint')} list={found.weights} />}
      {found !== null && found.activations.length > 0 && <Histograms title={t('netviews.activationsOf')} hint={t('netviews.activationsHint')} list={found.activations} />}
      <LayerNorms run={run} />
      {image !== null && ready && <FirstLayer run={run} image={image} />}
    </div>
  )
}

function Histograms({ title, hint, list }: { readonly title: string; readonly hint: string; readonly list: readonly Histogram[] }): ReactNode {
  const t = useT()
  return (
    <section className="net-part" aria-label={title}>
      <h3 title={hint}>{title}</h3>
      <ul className="net-histograms">
        {list.map((one, index) => (
          <li key={one.name}>
            <p>
              <strong>{one.name}</strong> <span className="muted">{`${shortNumber(one.low, 2)} … ${shortNumber(one.high, 2)}`}</span>
            </p>
            <HistogramBars
              low={one.low}
              high={one.high}
              counts={one.counts}
              color={classColor(index)}
              label={t('netviews.histogramLabel', { name: one.name, low: shortNumber(one.low, 2), high: shortNumber(one.high, 2) })}
            />
          </li>
        ))}
      </ul>
      <DataTable title={title} table={() => listTable([t('netviews.tensor'), t('netviews.value'), t('netviews.howMany')], list.flatMap(binsOf))} />
    </section>
  )
}

/** The middle of each bin, and how many fell into it. */
const binsOf = ({ name, low, high, counts }: Histogram): (readonly [string, number, number])[] =>
  Array.from(counts, (count, bin) => [name, low + ((bin + 0.5) * (high - low)) / counts.length, count])

/** The last gradient of each tensor beside the first: where it fades from layer to layer, deep networks do not learn. */
function LayerNorms({ run }: { readonly run: number }): ReactNode {
  const t = useT()
  const trace = useTrain(300)
  const one = trace?.runs[run]
  if (one === undefined || one.tensorNorms.length === 0 || one.steps.length === 0) return null
  const now = one.tensorNorms.map((column) => column.at(-1) ?? Number.NaN)
  const largest = Math.max(...now.filter((value) => Number.isFinite(value)), 0)
  return (
    <section className="net-part" aria-label={t('netviews.layerNorms')}>
      <h3 title={t('netviews.layerNormsHint')}>{t('netviews.layerNorms')}</h3>
      <table className="net-norms">
        <thead>
          <tr>
            <th scope="col">{t('netviews.tensor')}</th>
            <th scope="col">{t('netviews.now')}</th>
            <th scope="col" aria-hidden="true" />
            <th scope="col">{t('netviews.overTime')}</th>
          </tr>
        </thead>
        <tbody>
          {one.tensorNames.map((name, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{shortNumber(now[index])}</td>
              <td className="net-meter" aria-hidden="true">
                <span style={{ width: `${largest > 0 ? (100 * (now[index] ?? 0)) / largest : 0}%`, background: classColor(index) }} />
              </td>
              <td>
                <NormLine column={one.tensorNorms[index] ?? none} color={classColor(index)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const none = new Float64Array(0)

/** In powers of ten: a gradient that fades does so by factors. */
function NormLine({ column, color }: { readonly column: Float64Array; readonly color: string }): ReactNode {
  const paint = useCallback(
    (context: Context, { width, height }: Size) => {
      const logs = Array.from(column, (value) => (value > 0 ? Math.log10(value) : Number.NaN))
      const seen = logs.filter((value) => !Number.isNaN(value))
      const low = seen.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
      const high = seen.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
      const spread = Math.max(1, high - low)
      context.strokeStyle = color
      context.lineWidth = 1.6
      context.beginPath()
      for (const [i, value] of logs.entries()) if (!Number.isNaN(value)) context.lineTo((i / Math.max(1, logs.length - 1)) * width, height - 2 - ((value - low) / spread) * (height - 4))
      context.stroke()
    },
    [column, color],
  )
  return (
    <div className="net-line">
      <Canvas paint={paint} />
    </div>
  )
}

function FirstLayer({ run, image }: { readonly run: number; readonly image: { readonly width: number; readonly height: number } }): ReactNode {
  const t = useT()
  const tensor = useTrain(500)?.built?.groups.find(({ runs }) => runs.includes(run))?.tensors.find(({ matrix }) => matrix)
  const { answer } = useLook<{ readonly run: number; readonly weights: WeightsAnswer }>((engine) => engine.weights({ session: pageSession, run }).then((weights) => ({ run, weights })), [run])
  const values = answer?.run === run ? answer.weights.values : null
  const pictures = useMemo(
    () => (values === null || tensor === undefined ? [] : firstLayer(values.subarray(tensor.offset, tensor.offset + tensor.size), tensor.shape, image)),
    [values, tensor, image],
  )
  const largest = pictures.reduce((most, { values: all }) => all.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0)
  const style = useNetworkStyles()[run]
  if (pictures.length === 0) return null
  return (
    <section className="net-part" aria-label={t('netviews.firstLayer')}>
      <h3 title={t('netviews.firstLayerHint')}>{t('netviews.firstLayer')}</h3>
      <ul className="net-units">
        {pictures.slice(0, mostUnits).map((picture, unit) => (
          <li key={unit}>
            <Unit picture={picture} largest={largest} label={t('netviews.unitOf', { unit: unit + 1, run: style?.label ?? '' })} />
          </li>
        ))}
      </ul>
      {pictures.length > mostUnits && <p className="muted">{t('netviews.firstOf', { shown: mostUnits, count: pictures.length })}</p>}
    </section>
  )
}

const mostUnits = 64

function Unit({ picture: { width, height, values }, largest, label }: { readonly picture: UnitPicture; readonly largest: number; readonly label: string }): ReactNode {
  const theme = useChartTheme()
  const pixels = useMemo(() => signedPixels(values, largest, theme), [values, largest, theme])
  const paint = useCallback((context: Context, size: Size) => paintPixels(context, pixels, width, height, { x: 0, y: 0, ...size }, false), [pixels, width, height])
  return (
    <div className="net-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <Canvas label={label} paint={paint} />
    </div>
  )
}
