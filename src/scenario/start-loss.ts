// The loss where the runs of a scenario begin.
import { Graph } from '../formula/graph.ts'
import { buildFunction } from '../formula/program.ts'
import { evaluate } from '../formula/reference.ts'
import { landscapeText } from './plan.ts'
import type { LandscapeScenario } from './types.ts'

let last: { readonly key: string; readonly loss: number } | null = null

/** The highest of them where runs have starts of their own. Asked for at every drawing, so the last answer is kept. */
export function lossAtStart(scenario: LandscapeScenario): number {
  const { formula, constants } = landscapeText(scenario)
  const starts = scenario.runs.map((run) => run.start ?? scenario.start)
  const key = JSON.stringify([formula, constants, starts])
  if (last?.key === key) return last.loss
  const graph = new Graph()
  const names = new Map(['x', 'y', ...Object.keys(constants)].map((name) => [name, graph.sym(name)]))
  const loss = buildFunction(graph, formula, { names, functions: new Map() })
  last = { key, loss: Math.max(...starts.map(([x, y]) => evaluate(loss, { ...constants, x, y }))) }
  return last.loss
}
