// The Network tab: the same bench as for landscapes, with data, model and training on the left.
import './network.css'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { Bench } from '../Bench.tsx'
import { RunsHostProvider } from '../runs/runs-host.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { EngineTrouble, LinkTrouble } from '../Troubles.tsx'
import { NetworkCurves } from './NetworkCurves.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { NetworkResults } from './NetworkResults.tsx'
import { NetworkTransport } from './NetworkTransport.tsx'
import { networkRuns } from './network-runs.ts'
import { useNetwork, useNetworkActions, useNetworkStore } from './network-context.tsx'
import { NetworkViews } from './views/NetworkViews.tsx'

export function NetworkPage(): ReactNode {
  const t = useT()
  const store = useNetworkStore()
  const { undo } = useNetworkActions()
  const host = useMemo(() => networkRuns(store), [store])
  return (
    <RunsHostProvider host={host}>
      <NetworkTroubles />
      <Bench
        className="network"
        label={t('network.views')}
        undo={undo}
        plot={<NetworkViews />}
        transport={<NetworkTransport />}
        runs={<RunsPanel />}
        problem={<NetworkPanel />}
        curves={<NetworkCurves />}
        results={<NetworkResults />}
      />
    </RunsHostProvider>
  )
}

function NetworkTroubles(): ReactNode {
  const t = useT()
  const error = useNetwork((state) => state.engineError)
  const problems = useNetwork((state) => state.problems)
  return (
    <>
      <EngineTrouble title={t('network.trouble')} error={error} />
      <LinkTrouble problems={problems} />
    </>
  )
}
