// For tests only: what a lesson claims, computed on the float64 reference.
import type { Claim } from '../lesson-types.ts'
import { trainOnReference } from '../../engine/network/testing.ts'
import { rollout } from '../../engine/testing.ts'
import { Graph } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { evaluate } from '../../formula/reference.ts'
import { knownMinimumOf } from '../../scenario/minimum.ts'
import type { NetworkScenario, Scenario } from '../../scenario/network/types.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'

/**
 * The number of a name. `measure_run` is at the end, `measure_run_k` after k updates; runs are counted from 1.
 * Landscapes: loss, x, y, gradNorm, lr, a slot of a coordinate (vx, my), best (least loss so far), mean
 * (mean loss over the second half), diverged (1 or 0), and reached
 * (updates to the tolerance; -1 for never). Networks: loss (by update), train, validation, accuracy, r2 (by epoch),
 * diverged, and p0, p1, … (parameters at the end).
 */
export type Measure = (name: string) => number

const splitName = (name: string): { measure: string; run: number; at: number | null } => {
  const [, measure, run, at] = /^([A-Za-z]+\d*)_(\d+)(?:_(\d+))?$/.exec(name) ?? []
  if (measure === undefined) throw new Error(`expected a name such as loss_1 or x_2_10, got ${name}`)
  return { measure, run: Number(run) - 1, at: at === undefined ? null : Number(at) }
}

export const measuresOf = (scenario: Scenario): Promise<Measure> => {
  if (scenario.kind === 'landscape') return landscapeMeasures(scenario)
  if (scenario.kind === 'network') return networkMeasures(scenario)
  throw new Error('a claim about a strategy is checked where strategies are')
}

async function landscapeMeasures(scenario: LandscapeScenario): Promise<Measure> {
  const traces = await rollout(scenario)
  const floor = knownMinimumOf(scenario)?.value ?? Number.NaN
  return (name) => {
    const { measure, run, at } = splitName(name)
    const trace = traces[run]
    if (!trace) throw new Error(`no run ${run + 1}`)
    const { columns, stoppedAt } = trace
    if (measure === 'diverged') return stoppedAt >= 0 && stoppedAt <= scenario.steps ? 1 : 0
    const losses = columns['loss'] ?? new Float64Array()
    const end = at ?? scenario.steps
    if (measure === 'best') return Math.min(...losses.subarray(0, end + 1).filter(Number.isFinite))
    if (measure === 'mean') return meanOf(losses.subarray(Math.ceil(losses.length / 2)))
    if (measure === 'reached') return losses.findIndex((loss) => loss - floor <= scenario.tolerance)
    const column = columns[measure] ?? columns[`slots.${measure.slice(0, -1)}.${measure.slice(-1)}`]
    if (!column) throw new Error(`no measure ${measure} among ${Object.keys(columns).join(', ')}`)
    return column[end] ?? Number.NaN
  }
}

const meanOf = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

async function networkMeasures(scenario: NetworkScenario): Promise<Measure> {
  const { runs, weights } = await trainOnReference(scenario)
  return (name) => {
    const { measure, run, at } = splitName(name)
    const trace = runs[run]
    if (!trace) throw new Error(`no run ${run + 1}`)
    if (measure === 'diverged') return trace.status === 'diverged' ? 1 : 0
    if (measure === 'loss') return trace.loss.at(at ?? -1) ?? Number.NaN
    if (/^p\d+$/.test(measure)) return weights[run]?.[Number(measure.slice(1))] ?? Number.NaN
    const columns = { train: trace.trainLoss, validation: trace.validationLoss, accuracy: trace.validationMetric, r2: trace.validationMetric }
    const column = new Map(Object.entries(columns)).get(measure)
    if (!column) throw new Error(`no measure ${measure} among ${Object.keys(columns).join(', ')}`)
    // Evaluations need not fall on whole epochs: the first that is not before.
    const place = at === null ? trace.epochs.length - 1 : trace.epochs.findIndex((epoch) => epoch >= at - 1e-9)
    return column[place] ?? Number.NaN
  }
}

/** Whether a claim holds, and the numbers in it. */
export function judge({ formula }: Claim, measure: Measure): { readonly holds: boolean; readonly numbers: Readonly<Record<string, number>> } {
  const graph = new Graph()
  const names = [...new Set(formula.match(/\b[A-Za-z]+\d*_\d+(_\d+)?\b/g))]
  const symbols = new Map(names.map((name) => [name, graph.sym(name)]))
  const numbers = Object.fromEntries(names.map((name) => [name, measure(name)]))
  return { holds: evaluate(buildFunction(graph, formula, { names: symbols, functions: new Map() }), numbers) === 1, numbers }
}
