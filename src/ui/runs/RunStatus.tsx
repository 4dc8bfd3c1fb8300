// How a run fared, where it is not simply fine.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useTrace } from '../store-context.tsx'

export function RunStatus({ index }: { readonly index: number }): ReactNode {
  const t = useT()
  const trace = useTrace()
  const run = trace?.runs[index]
  // A common start that cannot be is said once, beside its fields.
  if (run?.status === 'diverged' && run.stoppedAt === 0) {
    return trace?.scenario.runs[index]?.start === undefined ? null : <p className="run-status">{t('runs.divergedAtStart')}</p>
  }
  if (run?.status === 'diverged') return <p className="run-status">{t('runs.diverged', { step: run.stoppedAt })}</p>
  if (run?.status === 'refused') return <p className="run-status">{run.why ?? t('runs.refused')}</p>
  return null
}
