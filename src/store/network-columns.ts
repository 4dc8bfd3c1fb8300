// The columns that a training's trace keeps of each run, and what is read off them.
import type { BuiltGroup, TrainFact } from '../protocol/network-messages.ts'
import { growing } from './growing.ts'
import type { Growing } from './growing.ts'
import type { TrainRun } from './network-types.ts'

export const stepColumns = ['loss', 'gradNorm', 'lr'] as const
export const evaluationColumns = ['trainLoss', 'validationLoss', 'trainMetric', 'validationMetric'] as const

type Columns = Readonly<Record<(typeof stepColumns)[number] | (typeof evaluationColumns)[number] | 'steps' | 'epochs', Growing>>

export interface RunColumns extends Columns {
  readonly group: GroupState
  readonly tensorNorms: readonly Growing[]
  divergedAt: number
  earlyAt: number
}

export interface GroupState {
  readonly built: BuiltGroup
  /** Entries that have arrived, those of ended runs included. As many updates were made, but for the last entry, which makes none. */
  arrived: number
  done: boolean
  samples: number
}

export function emptyColumns(group: GroupState): RunColumns {
  return {
    group,
    loss: growing(),
    gradNorm: growing(),
    lr: growing(),
    steps: growing(),
    epochs: growing(),
    trainLoss: growing(),
    validationLoss: growing(),
    trainMetric: growing(),
    validationMetric: growing(),
    tensorNorms: group.built.tensors.map(growing),
    divergedAt: -1,
    earlyAt: -1,
  }
}

/** How many entries a run can have: none from where it ended. */
export function entryLimit({ divergedAt, earlyAt }: RunColumns): number {
  if (divergedAt >= 0) return divergedAt
  return earlyAt >= 0 ? earlyAt : Infinity
}

/** The last step at which a run can be judged: what was stopped early was judged there, what diverged only before. */
export function lastJudged({ divergedAt, earlyAt }: RunColumns): number {
  if (divergedAt >= 0) return divergedAt - 1
  return earlyAt >= 0 ? earlyAt : Infinity
}

export function trainRun(columns: RunColumns | undefined, fact: TrainFact | undefined): TrainRun {
  const built = columns?.group.built
  const view = (column: Growing | undefined): Float64Array => column?.view() ?? new Float64Array(0)
  const status = fact?.status ?? statusOf(columns)
  const why = fact?.why ?? built?.refused ?? undefined
  const loss = view(columns?.loss)
  const ended = status === 'diverged' ? columns?.divergedAt : status === 'stopped-early' ? columns?.earlyAt : undefined
  return {
    loss,
    gradNorm: view(columns?.gradNorm),
    lr: view(columns?.lr),
    steps: Int32Array.from(view(columns?.steps)),
    epochs: view(columns?.epochs),
    trainLoss: view(columns?.trainLoss),
    validationLoss: view(columns?.validationLoss),
    trainMetric: view(columns?.trainMetric),
    validationMetric: view(columns?.validationMetric),
    tensorNorms: columns?.tensorNorms.map(view) ?? [],
    tensorNames: built?.tensors.map((tensor) => tensor.name) ?? [],
    params: built?.params ?? 0,
    total: built?.steps ?? 0,
    status,
    stoppedAt: fact?.stoppedAt ?? ended ?? Math.max(0, loss.length - 1),
    ...(why === undefined ? {} : { why }),
  }
}

function statusOf(columns: RunColumns | undefined): TrainRun['status'] {
  if (!columns) return 'waiting'
  const { group, divergedAt, earlyAt } = columns
  if (group.built.refused !== null) return 'refused'
  if (divergedAt >= 0) return 'diverged'
  if (earlyAt >= 0) return 'stopped-early'
  if (group.done) return 'finished'
  return group.arrived > 0 ? 'running' : 'waiting'
}

/** Of the groups in which a run goes on, or went to the end; where there is none, as far as any came. */
export function slowestEpoch(groups: readonly GroupState[], runs: readonly TrainRun[]): number {
  const reached = (group: GroupState): number => epochAfter(group.built.epochSteps, group.arrived)
  const goesOn = (status: TrainRun['status'] | undefined): boolean => status === 'waiting' || status === 'running' || status === 'finished'
  const going = groups.filter((group) => group.built.runs.some((run) => goesOn(runs[run]?.status)))
  return going.length > 0 ? Math.min(...going.map(reached)) : Math.max(0, ...groups.map(reached))
}

/** Epochs, the begun one as a fraction, that so many updates make. */
function epochAfter(epochSteps: readonly number[], updates: number): number {
  let left = updates
  for (const [epoch, steps] of epochSteps.entries()) {
    if (left < steps) return epoch + left / steps
    left -= steps
  }
  return epochSteps.length
}
