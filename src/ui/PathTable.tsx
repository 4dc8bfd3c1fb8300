// Where the runs of a race stand, step by step: what the paths on a landscape show, as numbers.
import type { ReactNode } from 'react'
import type { RunStyle } from '../charts/style.ts'
import { pathTable } from '../charts/table.ts'
import { useT } from '../i18n/react.ts'
import { DataTable } from './DataTable.tsx'
import { useTrace } from './store-context.tsx'

export function PathTable({ styles }: { readonly styles: readonly RunStyle[] }): ReactNode {
  const t = useT()
  const trace = useTrace()
  if (trace === null) return null
  const runs = trace.runs.flatMap((run, i) => (styles[i] === undefined || styles[i].hidden || run.last < 0 ? [] : [{ ...run, label: styles[i].label }]))
  return <DataTable title={t('plots.paths')} table={() => pathTable(t('plots.stepColumn'), t('plots.loss'), runs, trace.steps)} />
}
