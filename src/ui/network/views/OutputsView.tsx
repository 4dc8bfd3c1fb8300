// What the networks say: over the plane of two features, along one, of single rows, and how often they are right.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import type { DataAnswer } from '../answers.ts'
import { Toggle } from '../../plot-toggle.tsx'
import { useShownData } from '../network-hooks.ts'
import { ClassKey } from './ClassKey.tsx'
import { ConfusionView } from './ConfusionView.tsx'
import { DecisionView } from './DecisionView.tsx'
import { FeatureFields } from './FeatureFields.tsx'
import { FitView } from './FitView.tsx'
import { SamplesView } from './SamplesView.tsx'
import { TruthView } from './TruthView.tsx'

type OutputKind = 'decision' | 'fit' | 'samples' | 'truth' | 'confusion'

/** What can be shown of data such as these, the most telling first. */
function outputKinds({ classes, image, pointWidth }: Pick<DataAnswer, 'classes' | 'image' | 'pointWidth'>): readonly OutputKind[] {
  if (image !== null) return classes === null ? ['truth'] : ['samples', 'confusion']
  const plane: readonly OutputKind[] = pointWidth >= 2 ? ['decision'] : []
  if (classes !== null) return [...plane, 'confusion']
  return [...(pointWidth === 1 ? (['fit'] as const) : plane), 'truth']
}

export function OutputsView(): ReactNode {
  const t = useT()
  const data = useShownData()
  const [wanted, setWanted] = useState<OutputKind | null>(null)
  const [features, setFeatures] = useState<readonly [number, number]>([0, 1])
  if (data === null) return <p className="net-wait">{t('netviews.noData')}</p>
  const kinds = outputKinds(data)
  const kind = kinds.find((one) => one === wanted) ?? kinds[0] ?? 'confusion'
  const across = features.every((feature) => feature < data.pointWidth) ? features : ([0, 1] as const)
  return (
    <div className="net-view">
      <div className="net-tools">
        {kinds.length > 1 && kinds.map((one) => <Toggle key={one} on={one === kind} name={t(`netviews.output.${one}`)} hint={t(`netviews.outputHint.${one}`)} flip={() => setWanted(one)} />)}
        {kind === 'decision' && data.pointWidth > 2 && <FeatureFields data={data} features={across} choose={setFeatures} />}
        {kind === 'decision' && data.classes !== null && <ClassKey names={data.classes} />}
      </div>
      {kind === 'decision' && <DecisionView data={data} features={across} />}
      {kind === 'fit' && <FitView data={data} />}
      {kind === 'samples' && <SamplesView data={data} />}
      {kind === 'truth' && <TruthView data={data} />}
      {kind === 'confusion' && <ConfusionView names={data.classes ?? []} />}
    </div>
  )
}
