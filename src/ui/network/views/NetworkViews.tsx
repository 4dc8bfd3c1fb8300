// The middle of the Network tab: what one looks at while networks train.
import '../../plots.css'
import '../views.css'
import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import type { NetworkView } from '../../../scenario/network/types.ts'
import { PanelBoundary } from '../../PanelBoundary.tsx'
import { useNetwork, useNetworkActions } from '../network-context.tsx'
import { BackpropView } from './BackpropView.tsx'
import { DataView } from './DataView.tsx'
import { OutputsView } from './OutputsView.tsx'
import { PlaneView } from './PlaneView.tsx'
import { SweepView } from './SweepView.tsx'
import { WeightsView } from './WeightsView.tsx'

const views: readonly NetworkView[] = ['outputs', 'weights', 'plane', 'backprop', 'data', 'sweep']

export function NetworkViews(): ReactNode {
  const t = useT()
  const view = useNetwork((state) => state.scenario.view)
  const { setView, undo } = useNetworkActions()
  return (
    <>
      <div className="plot-bar net-views">
        <SegmentedControl
          size="xs"
          aria-label={t('netviews.view')}
          value={view}
          onChange={(value) => setView(views.find((name) => name === value) ?? 'outputs')}
          data={views.map((name) => ({ value: name, label: t(`netviews.views.${name}`) }))}
        />
        <p className="plot-hint">{t(`netviews.viewHint.${view}`)}</p>
      </div>
      <div className="net-stage">
        <PanelBoundary key={view} undo={undo}>
          <Shown view={view} />
        </PanelBoundary>
      </div>
    </>
  )
}

function Shown({ view }: { readonly view: NetworkView }): ReactNode {
  switch (view) {
    case 'outputs':
      return <OutputsView />
    case 'weights':
      return <WeightsView />
    case 'plane':
      return <PlaneView />
    case 'backprop':
      return <BackpropView />
    case 'data':
      return <DataView />
    case 'sweep':
      return <SweepView />
  }
}
