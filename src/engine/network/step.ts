// A group's rule as one step on parameter tensors, or the sentence why networks cannot run it.
import { composeStep, problemOperations } from '../../formula/compose.ts'
import type { StepProgram } from '../../formula/compose.ts'
import { Graph } from '../../formula/graph.ts'
import { RefusedRule } from '../../formula/plane.ts'
import type { RuleGroup } from '../../scenario/plan-types.ts'

const curvature = ['hdiag', 'hsolve', 'hsolve_abs']

/** @throws FormulaError, RefusedRule */
export function networkStep(group: Pick<RuleGroup, 'rule' | 'schedule' | 'warmup' | 'modifiers'>): StepProgram {
  if ('native' in group.rule) throw new RefusedRule('This rule is written for the two coordinates of the plane; it does not train networks.')
  const step = composeStep(new Graph(), group)
  const asked = problemOperations(step)
  if (curvature.some((op) => asked.has(op))) throw new RefusedRule('This rule asks for second derivatives, which a network does not give here.')
  return step
}
