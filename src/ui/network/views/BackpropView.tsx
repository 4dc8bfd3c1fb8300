// Backpropagation laid open at the current step: what flows forward through the selected run's network, and how the loss's
// derivative flows back. Small networks are drawn, others are told layer by layer.
import { NumberInput } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { gradientRatio, isSmall, layerSummaries, networkGraph } from '../../../charts/network-graph.ts'
import type { LayerSummary } from '../../../charts/network-graph.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import type { BackpropAnswer } from '../answers.ts'
import { Tex } from '../../fields/Tex.tsx'
import { Toggle } from '../../plot-toggle.tsx'
import { pageSession, useLook, useNetwork } from '../network-context.tsx'
import { useShownRun } from '../network-hooks.ts'
import { BackpropGraph } from './BackpropGraph.tsx'
import { nodeName } from './node-name.ts'
import { RunCaption } from './RunMultiples.tsx'
import { useReadyRuns } from './use-ready.ts'

/** The mean over the batch that comes next. */
const batch = -1

export function BackpropView(): ReactNode {
  const t = useT()
  const run = useShownRun()
  const ready = useReadyRuns().includes(run)
  const [row, setRow] = useState(batch)
  const [edges, setEdges] = useState<'weight' | 'gradient'>('weight')
  const { answer, error } = useLook<{ readonly run: number; readonly found: BackpropAnswer }>(
    (engine) => (ready ? engine.backprop({ session: pageSession, run, row }).then((found) => ({ run, found })) : null),
    [run, ready, row],
    700,
  )
  const found = answer?.run === run ? answer.found : null
  return (
    <div className="net-view">
      <div className="net-tools">
        <RunCaption run={run} />
        <RowField row={row} setRow={setRow} />
        <Toggle on={edges === 'gradient'} name={t('netviews.edgeGradients')} hint={t('netviews.edgeGradientsHint')} flip={() => setEdges((old) => (old === 'weight' ? 'gradient' : 'weight'))} />
      </div>
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      {found === null ? error === null && <p className="net-wait">{t('netviews.noNetwork')}</p> : <Opened found={found} edges={edges} />}
    </div>
  )
}

function RowField({ row, setRow }: { readonly row: number; readonly setRow: (row: number) => void }): ReactNode {
  const t = useT()
  const rows = useNetwork((state) => state.data?.train ?? 1)
  return (
    <>
      <Toggle on={row === batch} name={t('netviews.batchMean')} hint={t('netviews.batchMeanHint')} flip={() => setRow(row === batch ? 0 : batch)} />
      {row !== batch && (
        <label className="net-field" title={t('netviews.rowHint')}>
          <span>{t('netviews.row')}</span>
          <NumberInput size="xs" aria-label={t('netviews.row')} min={0} max={rows - 1} step={1} allowDecimal={false} allowNegative={false} clampBehavior="strict" value={row} onChange={(next) => typeof next === 'number' && setRow(next)} />
        </label>
      )}
    </>
  )
}

function Opened({ found, edges }: { readonly found: BackpropAnswer; readonly edges: 'weight' | 'gradient' }): ReactNode {
  const t = useT()
  const small = isSmall(found)
  const graph = useMemo(() => (isSmall(found) ? networkGraph(found) : null), [found])
  const layers = useMemo(() => layerSummaries(found), [found])
  return (
    <div className="net-scroll net-backprop">
      <p className="net-note">
        {t(small ? 'netviews.graphWords' : 'netviews.layerWords', { loss: shortNumber(found.loss) })} {ratioText(layers, t)}
      </p>
      {graph !== null && <BackpropGraph graph={graph} edges={edges} />}
      <table className="net-norms">
        <thead>
          <tr>
            <th scope="col">{t('netviews.layer')}</th>
            <th scope="col">{t('netviews.units')}</th>
            <th scope="col" title={t('netviews.forwardHint')}>{t('netviews.forward')}</th>
            <th scope="col" title={t('netviews.backwardHint')}>{t('netviews.backward')}</th>
            <th scope="col" className="net-formula">
              {t('netviews.formula')}
            </th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, i) => (
            <tr key={layer.name}>
              <th scope="row">{nodeName(layer.name, t)}</th>
              <td>{layer.units}</td>
              <td>{shortNumber(layer.value)}</td>
              <td>{shortNumber(layer.gradient)}</td>
              <td className="net-formula">
                <Formula text={found.nodes[i]?.formula ?? ''} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Set once: formulas stay while their numbers change. */
const Formula = memo(function Formula({ text }: { readonly text: string }): ReactNode {
  return <Tex lines={[text]} source={text} />
})

/** What the gradient does on its way back, in one sentence. */
function ratioText(layers: readonly LayerSummary[], t: Translate): string {
  const ratio = gradientRatio(layers)
  if (ratio === null) return ''
  const key = ratio < 0.05 ? 'fades' : ratio > 20 ? 'grows' : 'keeps'
  return t(`netviews.ratio.${key}`, { ratio: shortNumber(ratio, 2) })
}
