// The Network tab: the same bench as for landscapes, with data, model and training on the left.
import './network.css'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { LockScope } from '../page/page-context.tsx'
import { PanelBoundary } from '../PanelBoundary.tsx'
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
      <main className="bench network">
        <section className="panel plot" aria-label={t('network.views')}>
          <PanelBoundary undo={undo}>
            <NetworkViews />
          </PanelBoundary>
        </section>
        <section className="panel transport" aria-label={t('shell.transport')}>
          <PanelBoundary undo={undo}>
            <NetworkTransport />
          </PanelBoundary>
        </section>
        <LockScope panel="runs" label={t('page.locked')}>
          <PanelBoundary undo={undo}>
            <RunsPanel />
          </PanelBoundary>
        </LockScope>
        <LockScope panel="problem" label={t('page.locked')}>
          <PanelBoundary undo={undo}>
            <NetworkPanel />
          </PanelBoundary>
        </LockScope>
        <section className="panel curves" aria-label={t('shell.curves')}>
          <PanelBoundary undo={undo}>
            <NetworkCurves />
          </PanelBoundary>
        </section>
        <section className="panel results" aria-label={t('shell.results')}>
          <PanelBoundary undo={undo}>
            <NetworkResults />
          </PanelBoundary>
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
