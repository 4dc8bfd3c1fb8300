// Model parallel training: the layers of one network in several workers, against the same training on one device.
import { lossById } from '../../catalog/losses/registry.ts'
import type { NetworkRun } from '../../scenario/network/types.ts'
import { numbersOf } from '../../scenario/columns.ts'
import { prepare } from '../network/prepare.ts'
import type { StrategyRunner, StrategyTools } from './contract.ts'
import { distance, length } from './distributed.ts'
import { showClaims, showCourse, showIdle, showStages, showTimeline, showTimes } from './model-parallel-blocks.ts'
import type { Course, Difference, Idle } from './model-parallel-blocks.ts'
import { idleShare, median, timesOf } from './pipeline-times.ts'
import type { StepTimes } from './pipeline-times.ts'
import { numberOf, textOf } from './settings.ts'
import { splitNetwork } from './split-network.ts'
import type { Part } from './split-network.ts'
import { StagePool, stagePlace } from './stage-pool.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'
import type { Task } from './task.ts'

interface Setup {
  readonly task: Task
  readonly parts: readonly Part[]
  readonly pieces: number
  readonly steps: number
}

interface Trained {
  readonly difference: Difference
  readonly times: readonly StepTimes[]
  /** Milliseconds of an update from its beginning to its end, with all messages; and of one on one device. */
  readonly pipeline: number
  readonly device: number
  /** Of the network as the pipeline left it. */
  readonly params: Float64Array
  readonly loss: number
}

const loss = 'cce_logits'
/** Updates from one look at the loss and the timeline to the next. */
const looks = 5
/** Pieces whose idle share is measured too, each over so many updates. */
const otherPieces = [1, 2, 4, 8, 16, 32]
const otherSteps = 3

export const modelParallel: StrategyRunner = async (tools) => {
  const setup = await setUp(tools)
  const { task, parts, pieces } = setup
  const pool = new StagePool({ parts, run: task.run, loss: lossText(), initial: task.problem.initial, horizon: task.problem.steps }, tools.signal)
  try {
    await showIdle(tools, parts.length, [])
    await pool.build()
    const { difference, times, pipeline, device, params, loss: final } = await train(tools, setup, pool)
    const [idle, best] = [median(times.map((step) => step.idle)), parts.length * (1 - idleShare(parts.length, pieces))]
    await showStages(tools, parts, times)
    await showTimes(tools, device, pipeline, best)
    await measureIdle(tools, setup, pool, { pieces, share: idle })
    return {
      lossDifference: difference.loss, parameterDifference: difference.parameters, loss: final, accuracy: scoreOf(task, params).metric,
      stages: parts.length, workers: stagePlace.workers ? parts.length : 0, idleFormula: idleShare(parts.length, pieces), idleMeasured: idle, speedupMeasured: device / pipeline,
    }
  } finally {
    pool.close()
  }
}

async function setUp({ settings, seed, table }: StrategyTools): Promise<Setup> {
  const [split, standardize] = [0.8, false]
  const rows = await table({ id: 'digits_8x8', split, standardize })
  const [batch, steps, depth, width] = [numberOf(settings, 'batch'), numberOf(settings, 'steps'), numberOf(settings, 'depth'), numberOf(settings, 'width')]
  const run: NetworkRun = { optimizer: textOf(settings, 'optimizer'), hyper: { lr: numberOf(settings, 'lr') } }
  const prepared = prepare(rows, { split, standardize, seed })
  const hidden = Array.from({ length: depth }, () => width)
  const epochs = Math.ceil((steps * batch) / prepared.train.count) + 1
  const task = taskOf({ prepared, hidden, loss, batch, epochs, seed, run })
  return {
    task, steps,
    parts: splitNetwork(task.problem.network, numberOf(settings, 'stages')),
    pieces: Math.min(batch, numberOf(settings, 'micro_batches')),
  }
}

function lossText(): { kind: 'pointwise' | 'classwise'; formula: string; params: Readonly<Record<string, number>> } {
  const listed = lossById.get(loss)
  if (!listed) throw new Error(`the catalogue has no loss ${loss}`)
  return { kind: listed.kind, formula: listed.formula, params: numbersOf(listed.params, Object.fromEntries(listed.params.map((p) => [p.name, p.default]))) }
}

/** Turn by turn, so that the one does not slow the other. */
async function train(tools: StrategyTools, { task, pieces, steps }: Setup, pool: StagePool): Promise<Trained> {
  const single = learnerOf(task)
  const difference: Difference = { loss: 0, parameters: 0 }
  const course: Course = { steps: [], pipeline: [], device: [] }
  const times: StepTimes[] = []
  const [pipeline, device]: [number[], number[]] = [[], []]
  let params = task.problem.initial
  for (let step = 1; step <= steps; step++) {
    const batch = task.problem.batch(step)
    const begun = performance.now()
    const reports = await pool.step(step, batch, pieces)
    const between = performance.now()
    const expected = single.step()
    pipeline.push(between - begun)
    device.push(performance.now() - between)
    const found = reports.at(-1)?.loss ?? Number.NaN
    times.push(timesOf(reports))
    difference.loss = Math.max(difference.loss, Math.abs(found - expected) / Math.abs(expected))
    course.steps.push(step - 1)
    course.pipeline.push(found)
    course.device.push(expected)
    if (step === 1 || step === steps || step % looks === 0) {
      params = await pool.params()
      difference.parameters = Math.max(difference.parameters, distance(params, single.params) / length(single.params))
      await showTimeline(tools, reports, step, stagePlace)
      await showCourse(tools, course)
    }
    await tools.breathe(step, steps + otherPieces.length * otherSteps)
  }
  await showClaims(tools, difference, steps)
  return { difference, times, pipeline: median(pipeline), device: median(device), params, loss: course.pipeline.at(-1) ?? Number.NaN }
}

/** The same pipeline, going on with more and with fewer pieces. */
async function measureIdle(tools: StrategyTools, { task, parts, steps }: Setup, pool: StagePool, main: Idle): Promise<void> {
  const measured = [main]
  let step = steps
  const total = steps + otherPieces.length * otherSteps
  for (const pieces of otherPieces) {
    if (pieces === main.pieces) continue
    const shares: number[] = []
    for (let i = 0; i < otherSteps; i++) {
      step++
      shares.push(timesOf(await pool.step(step, task.problem.batch(steps), pieces)).idle)
      await tools.breathe(step, total)
    }
    measured.push({ pieces, share: median(shares) })
    await showIdle(tools, parts.length, measured)
  }
}
