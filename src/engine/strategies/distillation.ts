// Distillation: a teacher with all labels, and for each seed three students with a few: alone, taught on its labelled rows,
// and taught on all rows. A student's loss is (1 - mixing)·CE(labels) + mixing·T²·CE(teacher at T, student at T).
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { showClaim, showCurves, showSample, showTable } from './distillation-blocks.ts'
import type { Course, Kind } from './distillation-blocks.ts'
import type { Learner, Objective } from './learner.ts'
import { meanInterval } from './series.ts'
import { numberOf } from './settings.ts'
import { SoftLoss, softened } from './soft-targets.ts'
import { drawPerClass, learnerOf, scoreOf, taskOf, withRows } from './task.ts'
import type { Task } from './task.ts'

const batch = 32
/** Times that accuracies are taken, besides at the start. */
const looks = 10

interface Student {
  readonly task: Task
  readonly learners: Readonly<Record<Kind, Learner>>
}

interface Study {
  readonly tools: StrategyTools
  readonly prepared: Prepared
  readonly updates: number
  readonly seeds: number
  readonly progress: () => Promise<void>
}

export async function distillation(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const { settings, seed } = tools
  const [updates, seeds] = [numberOf(settings, 'updates'), numberOf(settings, 'seeds')]
  const table = await tools.table({ id: 'digits_8x8', split: 0.7, standardize: false })
  let done = 0
  const progress = (): Promise<void> => tools.breathe(++done, updates * (1 + seeds))
  const study: Study = { tools, prepared: prepare(table, { split: 0.7, standardize: false, seed }), updates, seeds, progress }
  const course: Course = { updates: [], teacher: [], students: { alone: [], same: [], all: [] } }
  const { task, params } = await trainTeacher(study, course)
  const students = makeStudents(study, softLabels(study, task, params))
  await trainStudents(study, students, course)
  const [first] = students
  if (first) await showSample(tools, { prepared: study.prepared, temperature: numberOf(settings, 'temperature'), teacher: { task, params }, student: first })
  return factsOf(course)
}

const taskFor = (study: Study, prepared: Prepared, hidden: number, seed: number): Task =>
  taskOf({
    prepared, hidden: [hidden], loss: 'cce_logits', batch, epochs: Math.ceil(study.updates / Math.ceil(prepared.train.count / batch)), seed,
    run: { optimizer: 'adam', hyper: { lr: 0.01 } },
  })

async function trainTeacher(study: Study, course: Course): Promise<{ readonly task: Task; readonly params: Float64Array }> {
  const { tools, updates } = study
  const task = taskFor(study, study.prepared, numberOf(tools.settings, 'teacher'), tools.seed)
  const learner = learnerOf(task)
  for (let update = 0; update <= updates; update++) {
    if (isLook(update, updates)) {
      course.updates.push(update)
      course.teacher.push(scoreOf(task, learner.params).metric)
      await showCurves(tools, course)
    }
    if (update < updates) learner.step()
    await study.progress()
  }
  return { task, params: learner.params }
}

/** What the teacher says of every training row at the temperature, [rows, classes]. */
function softLabels({ tools, prepared: { train } }: Study, { network, problem }: Task, params: Float64Array): Float64Array {
  const outputs = network.forward(params, { count: train.count, inputs: train.inputs, targets: new Float64Array(0) })
  return softened(outputs, problem.network.outputs, numberOf(tools.settings, 'temperature'))
}

function makeStudents(study: Study, soft: Float64Array): Student[] {
  const { tools, prepared, seeds } = study
  return Array.from({ length: seeds }, (_, i) => {
    const seed = tools.seed + i
    const places = drawPerClass(prepared.train, numberOf(tools.settings, 'labels'), seed)
    const hidden = numberOf(tools.settings, 'student')
    const task = taskFor(study, withRows(prepared, places), hidden, seed)
    const all = taskFor(study, prepared, hidden, seed)
    const taught = (rows: Task, place: (row: number) => number): Learner => learnerOf(task, task.problem.initial, taughtBy(study, task, rows, soft, place))
    return { task, learners: { alone: learnerOf(task), same: taught(task, (row) => places[row] ?? 0), all: taught(all, (row) => row) } }
  })
}

/** `rows` gives the batches that the teacher is heard on; `place` says where their soft labels are. */
function taughtBy({ tools }: Study, task: Task, rows: Task, soft: Float64Array, place: (row: number) => number): Objective {
  const mixing = numberOf(tools.settings, 'mixing')
  const softLoss = new SoftLoss(task.network, numberOf(tools.settings, 'temperature'))
  const { outputs, params } = task.problem.network
  const heard = new Float64Array(params)
  return (point, gradient, t) => {
    const indices = rows.batches.rowsOf(t)
    const targets = new Float64Array(indices.length * outputs)
    indices.forEach((row, i) => targets.set(soft.subarray(place(row) * outputs, (place(row) + 1) * outputs), i * outputs))
    const taught = softLoss.lossAndGradient(point, { ...rows.problem.batch(t), targets }, heard)
    const labelled = task.network.lossAndGradient(point, task.problem.batch(t), gradient)
    for (let i = 0; i < params; i++) gradient[i] = (1 - mixing) * (gradient[i] ?? 0) + mixing * (heard[i] ?? 0)
    return (1 - mixing) * labelled + mixing * taught
  }
}

/** All of them side by side, so that the means grow together. */
async function trainStudents(study: Study, students: readonly Student[], course: Course): Promise<void> {
  const { tools, updates } = study
  const kinds = ['alone', 'same', 'all'] as const
  for (const kind of kinds) course.students[kind].push(...students.map(() => []))
  for (let update = 0; update <= updates; update++) {
    for (const [i, { task, learners }] of students.entries()) {
      for (const kind of kinds) {
        if (isLook(update, updates)) course.students[kind][i]?.push(scoreOf(task, learners[kind].params).metric)
        if (update < updates) learners[kind].step()
      }
      if (update < updates) await study.progress()
    }
    if (!isLook(update, updates)) continue
    await showCurves(tools, course)
    await showTable(tools, course)
    await showClaim(tools, course)
  }
}

const isLook = (update: number, updates: number): boolean => update % Math.max(1, Math.floor(updates / looks)) === 0 || update === updates

function factsOf({ teacher, students }: Course): Record<string, number> {
  const last = (kind: Kind): number[] => students[kind].map((values) => values.at(-1) ?? Number.NaN)
  const alone = last('alone')
  const gain = (kind: Kind): ReturnType<typeof meanInterval> => meanInterval(last(kind).map((v, i) => v - (alone[i] ?? Number.NaN)))
  return {
    teacher_accuracy: teacher.at(-1) ?? Number.NaN,
    alone_accuracy: meanInterval(alone).mean,
    same_accuracy: meanInterval(last('same')).mean,
    all_accuracy: meanInterval(last('all')).mean,
    same_gain: gain('same').mean,
    same_gain_half: gain('same').half,
    all_gain: gain('all').mean,
    all_gain_half: gain('all').half,
    seeds: alone.length,
  }
}
