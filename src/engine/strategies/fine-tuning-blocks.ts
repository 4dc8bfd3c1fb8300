// What the page shows of a fine-tuning.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { fieldsOf } from './fields.ts'
import { firstReach, meanCourse, neededRows, ways } from './fine-tuning-facts.ts'
import type { Course, Frozen, Need, Way } from './fine-tuning-facts.ts'
import { line, meanSeries } from './series.ts'
import type { Task } from './task.ts'

const names: Readonly<Record<Way, Label>> = {
  scratch: { key: 'strategies.fine_tuning.scratch' },
  warm: { key: 'strategies.fine_tuning.warm' },
  constant: { key: 'strategies.fine_tuning.constant' },
}
const accuracyB: Label = { key: 'strategies.fine_tuning.accuracyB' }
const accuracyA: Label = { key: 'strategies.fine_tuning.accuracyA' }

export async function showPretraining(tools: StrategyTools, accuracies: readonly number[]): Promise<void> {
  await tools.show('pretraining', {
    kind: 'curves',
    title: { key: 'strategies.fine_tuning.pretrainingTitle' },
    x: { key: 'strategies.fine_tuning.epochs' },
    y: accuracyA,
    series: [line({ key: 'strategies.fine_tuning.pretraining' }, accuracies.map((_, epoch) => epoch), accuracies)],
  })
}

export async function showAccuracy(tools: StrategyTools, course: Course): Promise<void> {
  await tools.show('accuracy', {
    kind: 'curves',
    title: { key: 'strategies.fine_tuning.accuracyTitle', values: { rows: course.rows } },
    x: { key: 'strategies.fine_tuning.updates' },
    y: accuracyB,
    series: ways.map((way) => meanSeries(names[way], course.updates, course.ways[way])),
  })
}

interface Surfaces {
  readonly before: Float64Array
  readonly warm: Float64Array
  readonly scratch: Float64Array
}

export async function showSurfaces(tools: StrategyTools, b: Prepared, task: Task, { before, warm, scratch }: Surfaces): Promise<void> {
  const panels = [
    { name: { key: 'strategies.fine_tuning.before' }, params: before },
    { name: names.warm, params: warm },
    { name: names.scratch, params: scratch },
  ]
  await tools.show('surfaces', fieldsOf({ key: 'strategies.fine_tuning.surfaceTitle' }, task, b, panels))
}

/** `before`: accuracy on A before the move. */
export async function showFrozen(tools: StrategyTools, found: readonly Frozen[], { chosen, before }: { readonly chosen: number; readonly before: number }): Promise<void> {
  const at = found.findIndex(({ frozen }) => frozen === chosen)
  await tools.show('frozen', {
    kind: 'table',
    title: { key: 'strategies.fine_tuning.frozenTitle', values: { before: Number(before.toFixed(3)) } },
    columns: [{ key: 'strategies.fine_tuning.frozen' }, { key: 'strategies.fine_tuning.trained' }, accuracyB, accuracyA],
    rows: found.map(({ frozen, trained, a, b }) => [frozen, trained, b, a]),
    ...(at < 0 ? {} : { chosen: at }),
  })
}

export async function showNeed(tools: StrategyTools, { rows, warm, scratch }: Need): Promise<void> {
  /** [rows][seeds] -> [seeds][rows] */
  const bySeed = (values: readonly (readonly number[])[]): number[][] => (values[0] ?? []).map((_, seed) => values.map((of) => of[seed] ?? Number.NaN))
  await tools.show('need', {
    kind: 'curves',
    title: { key: 'strategies.fine_tuning.needTitle' },
    x: { key: 'strategies.fine_tuning.rows' },
    y: accuracyB,
    logX: true,
    series: [meanSeries(names.scratch, rows, bySeed(scratch)), meanSeries(names.warm, rows, bySeed(warm))],
  })
}

/** The last claim when the need is known. */
export async function showClaims(tools: StrategyTools, course: Course, need: Need | null): Promise<void> {
  const { rows } = course
  const [warm, scratch] = [meanCourse(course, 'warm'), meanCourse(course, 'scratch')]
  const [lastWarm, lastScratch] = [warm.at(-1) ?? Number.NaN, scratch.at(-1) ?? Number.NaN]
  await tools.show('better', {
    kind: 'claim', title: { key: 'strategies.fine_tuning.betterClaim', values: { rows } },
    found: lastWarm, against: lastScratch, holds: lastWarm > lastScratch,
  })
  const reach = firstReach(course)
  await tools.show('sooner', reach.warm === null
    ? { kind: 'claim', title: { key: 'strategies.fine_tuning.neverClaim' }, found: Math.max(...warm), against: reach.best, holds: false }
    : { kind: 'claim', title: { key: 'strategies.fine_tuning.soonerClaim' }, found: reach.warm, against: reach.scratch, holds: reach.warm < reach.scratch })
  if (need === null) return
  const [fewest, most] = [neededRows(need), need.rows.at(-1) ?? Number.NaN]
  await tools.show('fewer', {
    kind: 'claim', title: { key: 'strategies.fine_tuning.fewerClaim', values: { most } },
    found: fewest ?? most, against: most, holds: fewest !== null && fewest < most,
  })
}
