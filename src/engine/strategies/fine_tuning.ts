// Fine-tuning: a network trained on task A goes on with a few rows of task B, beside networks that begin there from scratch.
import type { StrategyTools } from './contract.ts'
import { showAccuracy, showClaims, showFrozen, showNeed, showSurfaces } from './fine-tuning-blocks.ts'
import { firstReach, neededRows, ways } from './fine-tuning-facts.ts'
import type { Course, Frozen, Need } from './fine-tuning-facts.ts'
import { move, pretrain } from './fine-tuning-moves.ts'
import type { Move, Study } from './fine-tuning-moves.ts'
import { meanInterval } from './series.ts'
import { numberOf } from './settings.ts'
import { scoreOf } from './task.ts'

/** Layers with weights before the last, in every pair of tasks. */
const mostFrozen = 2

export async function fineTuning(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const study = await pretrain(tools, ({ needed }) => ways.length + mostFrozen + 2 * needed.length)
  const { course, warm } = await compare(study)
  const freezing = await freeze(study, warm)
  const need = await findNeed(study)
  await showClaims(tools, course, need)
  return factsOf(course, freezing, need)
}

const settingsOf = ({ tools: { settings } }: Study): Readonly<Record<'rows' | 'frozen' | 'factor', number>> =>
  ({ rows: numberOf(settings, 'rows'), frozen: numberOf(settings, 'frozen'), factor: numberOf(settings, 'factor') })

/** From scratch, warm, and warm at a constant rate: each seed the three on the same rows. */
async function compare(study: Study): Promise<{ readonly course: Course; readonly warm: readonly Move[] }> {
  const { tools, b, pair } = study
  const chosen = settingsOf(study)
  const course: Course = { rows: chosen.rows, updates: [], ways: { scratch: [], warm: [], constant: [] } }
  const warm: Move[] = []
  for (const [i, seed] of study.seeds.entries()) {
    const made = {
      scratch: await move(study, { ...chosen, seed, warm: false, frozen: 0, watched: true }),
      warm: await move(study, { ...chosen, seed, warm: true, watched: true }),
      constant: await move(study, { ...chosen, seed, warm: true, factor: 1, watched: true }),
    }
    warm.push(made.warm)
    course.updates = made.warm.updates
    for (const way of ways) course.ways[way].push(made[way].accuracies)
    await showAccuracy(tools, course)
    if (i === 0 && b.table.columns.length === 2 && !pair.newHead) {
      await showSurfaces(tools, b, made.warm.task, { before: study.pretrained, warm: made.warm.params, scratch: made.scratch.params })
    }
  }
  await showClaims(tools, course, null)
  return { course, warm }
}

/** Every number of frozen layers, of which one is made already; what is left of task A is told with A's own head. */
async function freeze(study: Study, known: readonly Move[]): Promise<Frozen[]> {
  const { tools, task, pretrained, pair, seeds } = study
  const { rows, factor, frozen: chosen } = settingsOf(study)
  const { tensors, params } = task.problem.network
  const head = tensors.at(-2)?.offset ?? 0
  const found: Frozen[] = []
  for (let frozen = 0; frozen <= mostFrozen; frozen++) {
    const [a, b]: [number[], number[]] = [[], []]
    for (const [i, seed] of seeds.entries()) {
      const made = (frozen === chosen ? known[i] : undefined) ?? (await move(study, { rows, seed, warm: true, frozen, factor, watched: false }))
      b.push(made.accuracies.at(-1) ?? Number.NaN)
      const back = made.params.slice()
      if (pair.newHead) back.set(pretrained.subarray(head), head)
      a.push(scoreOf(task, back).metric)
    }
    found.push({ frozen, trained: params - (tensors[2 * frozen]?.offset ?? 0), a: meanInterval(a).mean, b: meanInterval(b).mean })
    await showFrozen(tools, found, { chosen, before: scoreOf(task, pretrained).metric })
  }
  return found
}

/** The same two ways with fewer rows and with more. */
async function findNeed(study: Study): Promise<Need> {
  const { factor, frozen } = settingsOf(study)
  const need: Need = { rows: [], warm: [], scratch: [] }
  for (const rows of study.pair.needed) {
    const last = async (warm: boolean): Promise<number[]> => {
      const found: number[] = []
      for (const seed of study.seeds) {
        const { accuracies } = await move(study, { rows, seed, warm, frozen: warm ? frozen : 0, factor, watched: false })
        found.push(accuracies.at(-1) ?? Number.NaN)
      }
      return found
    }
    const [warm, scratch] = [await last(true), await last(false)]
    need.rows.push(rows)
    need.warm.push(warm)
    need.scratch.push(scratch)
    await showNeed(study.tools, need)
  }
  return need
}

function factsOf(course: Course, freezing: readonly Frozen[], need: Need): Record<string, number> {
  const reach = firstReach(course)
  const rows = neededRows(need)
  const facts: Record<string, number> = {
    updates: course.updates.at(-1) ?? 0,
    start_warm: meanAt(course.ways.warm, 0),
    updates_scratch: reach.scratch,
    ...(reach.warm === null ? {} : { updates_warm: reach.warm, updates_saved: reach.scratch - reach.warm }),
    ...(rows === null ? {} : { rows_needed: rows }),
  }
  for (const way of ways) facts[`accuracy_${way}`] = meanAt(course.ways[way], course.updates.length - 1)
  for (const { frozen, a, b } of freezing) Object.assign(facts, { [`frozen_${frozen}_b`]: b, [`frozen_${frozen}_a`]: a })
  need.rows.forEach((n, i) => Object.assign(facts, { [`warm_rows_${n}`]: meanInterval(need.warm[i] ?? []).mean, [`scratch_rows_${n}`]: meanInterval(need.scratch[i] ?? []).mean }))
  return facts
}

const meanAt = (repetitions: readonly (readonly number[])[], look: number): number => meanInterval(repetitions.map((values) => values[look] ?? Number.NaN)).mean
