// The Network tab: the same bench as for landscapes, with data, model and training on the left.
import './network.css'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { NetworkStore } from '../../store/network-types.ts'
import { RunsHostProvider } from '../runs/runs-host.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { EngineTrouble, LinkTrouble } from '../Troubles.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { networkRuns } from './network-runs.ts'
import { useNetwork } from './network-context.tsx'

export function NetworkPage({ store }: { readonly store: NetworkStore }): ReactNode {
  const t = useT()
  const host = useMemo(() => networkRuns(store), [store])
  return (
    <RunsHostProvider host={host}>
      <NetworkTroubles />
      <main className="bench network">
        <section className="panel plot" aria-label={t('network.views')} />
        <section className="panel transport" aria-label={t('shell.transport')} />
        <RunsPanel />
        <NetworkPanel />
        <section className="panel curves" aria-label={t('shell.curves')} />
        <section className="panel results" aria-label={t('shell.results')} />
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
