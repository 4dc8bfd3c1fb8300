// Everything about a fused group that is known before there is a device: what the host computes, and the kernel's text.
import type { Node } from '../../formula/graph.ts'
import type { PlaneProgram } from '../../formula/plane.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import { compileGroup } from '../compile.ts'
import { classifyHost } from './host-values.ts'
import type { HostClasses } from './host-values.ts'
import { writeKernel } from './kernel.ts'
import type { Kernel } from './kernel.ts'
import { forDevice } from './rewrite.ts'

/** A trace keeps every entry: the path alone, or with the rule's slots. */
export type TraceChoice = false | 'path' | 'slots'

export interface FusedProgram {
  readonly plane: PlaneProgram
  readonly host: HostClasses
  readonly kernel: Kernel
  /** Names of the slot columns of a trace. */
  readonly watched: readonly string[]
  /** Gradient evaluations a step. */
  readonly evaluations: number
}

/** @throws FormulaError, RefusedRule */
export function fusedProgram(plan: Plan, group: PlanGroup, trace: TraceChoice, lanes: 1 | 4): FusedProgram {
  const program = compileGroup(plan, group)
  const plane = forDevice(program.plane, group.columns)
  const slots = trace === 'slots' ? plane.watched : new Map<string, Node>()
  const watched = [...slots.values()]
  const roots = [...Object.values(plane.shown).flat(), ...(trace ? [plane.lr, ...watched] : [])]
  const host = classifyHost(plane, roots, group.columns)
  const constants = Object.keys(plan.landscape.constants)
  const kernel = writeKernel({ plane, host, noise: plan.noise.kind, constants, trace: trace ? { watched } : null, lanes })
  return { plane, host, kernel, watched: [...slots.keys()], evaluations: program.evaluations }
}
