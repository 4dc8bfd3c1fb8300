// The bench that races and trainings stand on: six parts, each in its place and with a net of its own.
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import { LockScope } from './page/page-context.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'

interface BenchProps {
  /** Of its own style. */
  readonly className?: string
  /** Names the plot. */
  readonly label: string
  /** Takes back the last change of the tab. */
  readonly undo: () => void
  readonly plot: ReactNode
  readonly transport: ReactNode
  readonly runs: ReactNode
  readonly problem: ReactNode
  readonly curves: ReactNode
  readonly results: ReactNode
}

export function Bench({ className = '', label, undo, plot, transport, runs, problem, curves, results }: BenchProps): ReactNode {
  const t = useT()
  const netted = (part: ReactNode): ReactNode => <PanelBoundary undo={undo}>{part}</PanelBoundary>
  return (
    <main className={`bench ${className}`.trimEnd()}>
      <section className="panel plot" aria-label={label}>
        {netted(plot)}
      </section>
      <section className="panel transport" aria-label={t('shell.transport')}>
        {netted(transport)}
      </section>
      <LockScope panel="runs" label={t('page.locked')}>
        {netted(runs)}
      </LockScope>
      <LockScope panel="problem" label={t('page.locked')}>
        {netted(problem)}
      </LockScope>
      <section className="panel curves" aria-label={t('shell.curves')}>
        {netted(curves)}
      </section>
      <section className="panel results" aria-label={t('shell.results')}>
        {netted(results)}
      </section>
    </main>
  )
}
