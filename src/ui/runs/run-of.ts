// A new run of a catalogue rule: every value at its start, the rate at the one that behaves well.
import type { Optimizer } from '../../catalog/types.ts'
import type { RunSpec } from '../../scenario/types.ts'
import { decaysItself } from '../../scenario/values.ts'
import { without } from '../edits.ts'

export function runOf(optimizer: Optimizer): RunSpec {
  return { optimizer: optimizer.id }
}

/** The same run with another rule: schedule, modifiers and colour stay, except a weight decay that the rule has itself. */
export function changedTo(run: RunSpec, optimizer: Optimizer): RunSpec {
  const kept = { ...without(run, 'hyper', 'label', 'tuned'), optimizer: optimizer.id }
  return decaysItself(optimizer) ? without(kept, 'weightDecay') : kept
}
