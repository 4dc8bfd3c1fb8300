// What an edit changes of a training: nothing that it depends on, the numbers of its rules alone, or the training itself.
import { planTraining } from '../scenario/network/plan.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { same } from './same.ts'

export type Difference = 'nothing' | 'numbers' | 'training'

/** A planned scenario, taken apart: the columns can change while it runs, the rest cannot. */
export interface Subject {
  readonly fixed: unknown
  readonly columns: unknown
}

export function subjectOf(scenario: NetworkScenario): Subject {
  const { groups, ...plan } = planTraining(scenario)
  return {
    fixed: { device: scenario.device, plan, groups: groups.map((group) => ({ ...group, columns: null })) },
    columns: groups.map((group) => group.columns),
  }
}

export function difference(a: Subject, b: Subject): Difference {
  if (!same(a.fixed, b.fixed)) return 'training'
  return same(a.columns, b.columns) ? 'nothing' : 'numbers'
}
