// Everything about a fused group that is known before there is a device: what the host computes, and the kernel's text.
import type { Graph, Node } from '../../formula/graph.ts'
import type { PlaneProgram } from '../../formula/plane.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import { Cache } from '../cache.ts'
import { compileGroup } from '../compile.ts'
import { classifyHost } from './host-values.ts'
import type { HostClasses } from './host-values.ts'
import { writeKernel } from './kernel.ts'
import type { Kernel, KernelSpec } from './kernel.ts'
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
  const kernel = kernelOf({ plane, host, noise: plan.noise.kind, constants, trace: trace ? { watched } : null, lanes })
  return { plane, host, kernel, watched: [...slots.keys()], evaluations: program.evaluations }
}

/** Texts by the graph whose nodes they are made of. */
const kernels = new WeakMap<Graph, Cache<Kernel>>()

/** A slider moves numbers, not texts: what has the same nodes has the same text, and is not written again. */
function kernelOf(spec: KernelSpec): Kernel {
  const { plane, host, trace, ...rest } = spec
  const ids = (nodes: readonly Node[]): number[] => nodes.map((node) => node.id)
  const { x, y, loss, gradient } = plane.shown
  const key = JSON.stringify([
    rest, ids([x, y, loss, ...gradient, plane.lr]), trace && ids(trace.watched), ids(host.uniforms), ids(host.columns),
    host.tables.map(({ varying, nodes }) => [varying, ids(nodes)]), host.deviceStates.map(({ symbol, next }) => ids([symbol, next])),
  ])
  const known = kernels.get(plane.graph) ?? new Cache<Kernel>(16)
  kernels.set(plane.graph, known)
  return known.get(key, () => writeKernel(spec))
}
