// What the tab on the screen has to give as tables: a name for the file, and the table when it is asked for.
import { runLabels } from '../../charts/style.ts'
import { batchTable, curveTable, evaluationTable, raceTable } from '../../export/csv.ts'
import type { Table } from '../../export/csv.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import type { Shown } from '../../store/strategy-types.ts'
import type { Trace } from '../../store/types.ts'
import type { Label } from '../strategies/blocks/of-block.ts'

export interface Offer {
  /** The key of its button's text. */
  readonly key: 'race' | 'evaluations' | 'batches' | 'curves' | 'table'
  readonly title: string
  readonly file: string
  readonly table: () => Table
}

export function raceOffers(trace: Trace | null): readonly Offer[] {
  if (trace === null || trace.arrived === 0) return []
  const names = runLabels(trace.scenario.runs)
  return [{ key: 'race', title: '', file: 'race', table: () => raceTable(trace.runs.map((run, i) => ({ name: names[i] ?? '', ...run }))) }]
}

export function trainingOffers(trace: TrainTrace | null): readonly Offer[] {
  if (trace === null || trace.built === null) return []
  const names = runLabels(trace.scenario.runs)
  const runs = trace.runs.map((run, i) => ({ name: names[i] ?? '', ...run }))
  return [
    { key: 'evaluations', title: '', file: 'evaluations', table: () => evaluationTable(runs) },
    { key: 'batches', title: '', file: 'batches', table: () => batchTable(runs) },
  ]
}

export function strategyOffers(shown: readonly Shown[], say: (label: Label) => string): readonly Offer[] {
  const curves = shown.flatMap(({ block }) => {
    if (block.kind !== 'curves') return []
    const series = block.series.map((one) => ({ ...one, name: say(one.name) }))
    return [{ title: say(block.title), x: say(block.x), y: say(block.y), series }]
  })
  const tables = shown.flatMap(({ id, block }): Offer[] => {
    if (block.kind !== 'table') return []
    const table = (): Table => ({ header: block.columns.map(say), rows: block.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : say(cell)))) })
    return [{ key: 'table', title: say(block.title), file: id, table }]
  })
  return curves.length === 0 ? tables : [{ key: 'curves', title: '', file: 'curves', table: () => curveTable(curves) }, ...tables]
}
