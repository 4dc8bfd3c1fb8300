// Texts of a plan -> compiled programs, kept for the next slider move. A program depends on texts alone; numbers are columns.
import { composeStep, gradientEvaluations } from '../formula/compose.ts'
import type { StepProgram } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import type { Node } from '../formula/graph.ts'
import { expandPlane, planeFunction } from '../formula/plane.ts'
import type { PlaneFunction, PlaneProgram } from '../formula/plane.ts'
import { buildFunction } from '../formula/program.ts'
import { Tape } from '../formula/reference.ts'
import type { LandscapeText, Plan, PlanGroup } from '../scenario/plan-types.ts'
import { Cache } from './cache.ts'

export interface GroupProgram {
  readonly landscape: PlaneFunction
  readonly step: StepProgram
  readonly plane: PlaneProgram
  /** Per step, for formula rules; native rules count their own calls. */
  readonly evaluations: number
}

/** Room for the largest scenario, 32 groups of up to 4 tapes each, twice: a cache that is just too small never hits. */
const programs = new Cache<GroupProgram>(64)
const tapes = new Cache<Tape>(256)

const landscapeKey = (l: LandscapeText): string => JSON.stringify([l.formula, Object.keys(l.constants).sort()])

/** Key of a group's program; equal keys, equal programs. */
export const programKey = (plan: Plan, group: PlanGroup): string => `${landscapeKey(plan.landscape)}|${plan.noise.kind}|${group.key}`

/** @throws FormulaError for bad text, RefusedRule for a rule that a plane cannot serve. */
export function compileGroup(plan: Plan, group: PlanGroup): GroupProgram {
  return programs.get(programKey(plan, group), () => {
    const graph = new Graph()
    const landscape = buildLandscape(graph, plan.landscape)
    const step = composeStep(graph, group)
    return { landscape, step, plane: expandPlane(step, landscape, plan.noise.kind), evaluations: gradientEvaluations(step) }
  })
}

export function buildLandscape(graph: Graph, landscape: LandscapeText): PlaneFunction {
  const names = new Map<string, Node>([['x', graph.sym('x')], ['y', graph.sym('y')]])
  for (const name of Object.keys(landscape.constants)) names.set(name, graph.sym(`constant:${name}`))
  return planeFunction(graph, buildFunction(graph, landscape.formula, { names, functions: new Map() }))
}

/** Outputs: loss, then with `derivatives` gx, gy, hxx, hxy, hyy. */
export function landscapeTape(landscape: LandscapeText, derivatives: boolean): Tape {
  return tapes.get(`${derivatives ? 'd' : 'v'}${landscapeKey(landscape)}`, () => {
    const f = buildLandscape(new Graph(), landscape)
    return new Tape(derivatives ? [f.value, ...f.gradient, ...f.hessian] : [f.value])
  })
}

export const cachedTape = (key: string, make: () => Tape): Tape => tapes.get(key, make)
