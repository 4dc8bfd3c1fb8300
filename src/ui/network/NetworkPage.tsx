// The Network tab: the same bench as for landscapes, with data, model and training on the left.
import './network.css'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { NetworkStore } from '../../store/network-types.ts'
import { RunsHostProvider } from '../runs/runs-host.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { EngineTrouble, LinkTrouble } from '../Troubles.tsx'
import { NetworkCurves } from './NetworkCurves.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { NetworkResults } from './NetworkResults.tsx'
import { NetworkTransport } from './NetworkTransport.tsx'
import { networkRuns } from './network-runs.ts'
import { useNetwork } from './network-context.tsx'
import { NetworkViews } from './views/NetworkViews.tsx'

export function NetworkPage({ store }: { readonly store: NetworkStore }): ReactNode {
  const t = useT()
  const host = useMemo(() => networkRuns(store), [store])
  return (
    <RunsHostProvider host={host}>
      <NetworkTroubles />
      <main className="bench network">
        <section className="panel plot" aria-label={t('network.views')}>
          <NetworkViews />
        </section>
        <section className="panel transport" aria-label={t('shell.transport')}>
          <NetworkTransport />
        </section>
        <RunsPanel />
        <NetworkPanel />
        <section className="panel curves" aria-label={t('shell.curves')}>
          <NetworkCurves />
        </section>
        <section className="panel results" aria-label={t('shell.results')}>
          <NetworkResults />
        </section>
      </main>
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
