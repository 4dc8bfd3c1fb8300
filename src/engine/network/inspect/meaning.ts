// What a network's raw outputs say: the class they stand for, and how sure they are of it.
import type { Task } from '../../../catalog/network-types.ts'
import type { LossText } from '../../../scenario/network/plan-types.ts'

/** All that it takes to read outputs, [rows, outputs]. One output for classes means two classes. */
export interface Meaning extends Pick<LossText, 'kind' | 'targets' | 'output'> {
  readonly task: Task
  readonly outputs: number
}

export const classCount = ({ task, outputs }: Meaning): number => (task === 'numbers' ? 0 : outputs === 1 ? 2 : outputs)

/** The class that row `row` speaks for, the first of equals; -1 where an output is no number. */
export function chosenClass(outputs: Float64Array, row: number, meaning: Meaning): number {
  if (meaning.outputs > 1) return largest(outputs, row * meaning.outputs, meaning.outputs)
  const output = outputs[row] ?? Number.NaN
  return Number.isNaN(output) ? -1 : Number(output > border(meaning))
}

/** Targets are 0 and 1, or -1 and 1; smoothed ones too have their largest at the class. */
export function trueClass(targets: Float64Array, row: number, { outputs }: Meaning): number {
  return outputs > 1 ? largest(targets, row * outputs, outputs) : Number((targets[row] ?? Number.NaN) > 0.5)
}

/**
 * How sure row `row` is of a class, 0 to 1. Only logits are probabilities; a number is cut to that range, and a margin is a
 * half at the border, 0 and 1 at the margins.
 */
export function probabilityOf(outputs: Float64Array, row: number, chosen: number, meaning: Meaning): number {
  const k = meaning.outputs
  const at = (j: number): number => outputs[row * k + j] ?? Number.NaN
  if (k === 1) return chosen === 1 ? share(at(0), meaning) : 1 - share(at(0), meaning)
  if (meaning.kind === 'pointwise') return share(at(chosen), meaning)
  let sum = 0
  // Each relative to the one asked for; an overflow is a share of 0.
  for (let j = 0; j < k; j++) sum += Math.exp(at(j) - at(chosen))
  return 1 / sum
}

const border = ({ targets, output }: Meaning): number => (output === 'number' && targets === 'onehot' ? 0.5 : 0)

function share(value: number, { targets, output }: Meaning): number {
  if (output === 'logit') return 1 / (1 + Math.exp(-value))
  const straight = targets === 'sign' ? (value + 1) / 2 : value
  return Math.min(1, Math.max(0, straight))
}

function largest(values: Float64Array, from: number, count: number): number {
  let best = 0
  for (let j = 0; j < count; j++) {
    const value = values[from + j] ?? Number.NaN
    if (Number.isNaN(value)) return -1
    if (value > (values[from + best] ?? Number.NaN)) best = j
  }
  return best
}
