// What the page shows of a distillation.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { Rows } from '../network/contract.ts'
import { chosenClass, trueClass } from '../network/inspect/meaning.ts'
import { pickRows } from '../network/inspect/rows.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import type { Learner } from './learner.ts'
import { line, meanInterval, meanSeries } from './series.ts'
import { softened } from './soft-targets.ts'
import type { Task } from './task.ts'

export type Kind = 'alone' | 'same' | 'all'

/** Validation accuracies at the looks; students' [seeds][looks]. */
export interface Course {
  readonly updates: number[]
  readonly teacher: number[]
  readonly students: Readonly<Record<Kind, number[][]>>
}

const teacherName: Label = { key: 'strategies.distillation.teacher' }
const names: Readonly<Record<Kind, Label>> = {
  alone: { key: 'strategies.distillation.alone' },
  same: { key: 'strategies.distillation.same' },
  all: { key: 'strategies.distillation.all' },
}
const kinds: readonly Kind[] = ['alone', 'same', 'all']

export async function showCurves(tools: StrategyTools, { updates, teacher, students }: Course): Promise<void> {
  const drawn = kinds.filter((kind) => students[kind].length > 0)
  await tools.show('accuracy', {
    kind: 'curves',
    title: { key: 'strategies.distillation.accuracyTitle' },
    x: { key: 'strategies.distillation.updates' },
    y: { key: 'strategies.distillation.accuracy' },
    series: [
      line(teacherName, updates, teacher),
      ...drawn.map((kind) => meanSeries(names[kind], updates.slice(0, students[kind][0]?.length ?? 0), students[kind])),
    ],
  })
}

/** The last accuracies of a kind, and what they are more than those of the same seeds' students alone. */
function resultOf({ students }: Course, kind: Kind): { readonly accuracy: ReturnType<typeof meanInterval>; readonly gain: ReturnType<typeof meanInterval> } {
  const last = (of: Kind): number[] => students[of].map((values) => values.at(-1) ?? Number.NaN)
  const alone = last('alone')
  return { accuracy: meanInterval(last(kind)), gain: meanInterval(last(kind).map((value, i) => value - (alone[i] ?? Number.NaN))) }
}

export async function showTable(tools: StrategyTools, course: Course): Promise<void> {
  const none: Label = { key: 'strategies.distillation.none' }
  const rows = kinds.map((kind) => {
    const { accuracy, gain } = resultOf(course, kind)
    return [names[kind], accuracy.mean, ...(kind === 'alone' ? [none, none, none] : [gain.mean, gain.mean - gain.half, gain.mean + gain.half])]
  })
  await tools.show('table', {
    kind: 'table',
    title: { key: 'strategies.distillation.tableTitle', values: { seeds: course.students.alone.length } },
    columns: [
      { key: 'strategies.distillation.network' }, { key: 'strategies.distillation.accuracy' }, { key: 'strategies.distillation.gain' },
      { key: 'strategies.distillation.low' }, { key: 'strategies.distillation.high' },
    ],
    rows: [[teacherName, course.teacher.at(-1) ?? Number.NaN, none, none, none], ...rows],
  })
}

export async function showClaim(tools: StrategyTools, course: Course): Promise<void> {
  const [taught, alone] = [resultOf(course, 'all').accuracy.mean, resultOf(course, 'alone').accuracy.mean]
  await tools.show('claim', {
    kind: 'claim', title: { key: 'strategies.distillation.claim', values: { seeds: course.students.alone.length } },
    found: taught, against: alone, holds: taught >= alone,
  })
}

interface Sample {
  readonly prepared: Prepared
  readonly temperature: number
  readonly teacher: { readonly task: Task; readonly params: Float64Array }
  readonly student: { readonly task: Task; readonly learners: Readonly<Record<Kind, Learner>> }
}

/** The validation row of which the teacher, being right, is least sure, and what each network says of it. */
export async function showSample(tools: StrategyTools, { prepared, temperature, teacher, student }: Sample): Promise<void> {
  const { classes, image, features, columns } = prepared.table
  if (!classes || !image) throw new Error('soft labels are shown of pictures in classes')
  const row = leastSure(teacher.task, teacher.params)
  const rows = pickRows(teacher.task.validation, Uint32Array.of(row), teacher.task.problem.network)
  const from = (prepared.validation.rows[row] ?? 0) * columns.length
  const said = (name: Label, task: Task, params: Float64Array, at: number): { readonly name: Label; readonly values: Float64Array } =>
    ({ name, values: softened(task.network.forward(params, rows), classes.length, at) })
  await tools.show('sample', {
    kind: 'shares',
    title: { key: 'strategies.distillation.sampleTitle', values: { digit: classes[truthOf(teacher.task, rows)] ?? '' } },
    classes,
    rows: [
      said(teacherName, teacher.task, teacher.params, 1),
      said({ key: 'strategies.distillation.teacherAt', values: { temperature } }, teacher.task, teacher.params, temperature),
      ...kinds.map((kind) => said(names[kind], student.task, student.learners[kind].params, 1)),
    ],
    picture: { ...image, values: features.slice(from, from + columns.length) },
  })
}

const truthOf = ({ meaning }: Task, { targets }: Rows): number => trueClass(targets, 0, meaning)

function leastSure({ network, meaning, validation }: Task, params: Float64Array): number {
  const outputs = network.forward(params, validation)
  const shares = softened(outputs, meaning.outputs, 1)
  let [found, sureness] = [0, Infinity]
  for (let row = 0; row < validation.count; row++) {
    const chosen = chosenClass(outputs, row, meaning)
    const sure = shares[row * meaning.outputs + chosen] ?? Infinity
    if (chosen === trueClass(validation.targets, row, meaning) && sure < sureness) [found, sureness] = [row, sure]
  }
  return found
}
