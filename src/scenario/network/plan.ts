// Scenario -> plan of a training: runs that share rule, schedule, modifiers, network and batch size become one group, their
// numbers columns. Pure.
import { activationById } from '../../catalog/activations/registry.ts'
import { lossById } from '../../catalog/losses/registry.ts'
import { Graph, topological } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { columnsOf, numbersOf } from '../columns.ts'
import { grouped, known, planRun } from '../plan.ts'
import type { PlannedRun } from '../plan.ts'
import { filled } from '../values.ts'
import type { LossText, ModelText, TrainGroup, TrainPlan } from './plan-types.ts'
import type { LossChoice, ModelChoice, NetworkRun, NetworkScenario } from './types.ts'

interface PlannedTraining extends PlannedRun {
  readonly model: ModelText
  readonly batch: number | 'all'
  /** Equal for runs of one group. */
  readonly key: string
}

/** @throws for a scenario that validation would refuse. */
export function planTraining(scenario: NetworkScenario): TrainPlan {
  return assembled(scenario, scenario.runs.map((run) => planTrainingRun(scenario, run)))
}

/** So many runs are planned in some milliseconds. */
const slice = 64

/** The same, with pauses: a page that plans a thousand runs goes on answering. */
export async function planTrainingInSlices(scenario: NetworkScenario, pause: () => Promise<void>): Promise<TrainPlan> {
  const planned: PlannedTraining[] = []
  for (let from = 0; from < scenario.runs.length; from += slice) {
    if (from > 0) await pause()
    planned.push(...scenario.runs.slice(from, from + slice).map((run) => planTrainingRun(scenario, run)))
  }
  return assembled(scenario, planned)
}

function assembled(scenario: NetworkScenario, planned: readonly PlannedTraining[]): TrainPlan {
  const { dataset, loss, epochs, growth = null, patience = null, seed } = scenario
  return {
    dataset,
    loss: lossText(loss),
    penalty: { l1: loss.l1 ?? 0, l2: loss.l2 ?? 0 },
    epochs,
    growth,
    patience,
    seed,
    groups: [...grouped(planned.map(({ key }) => key))].map(([key, runs]) => planGroup(scenario, key, runs, planned)),
    runCount: scenario.runs.length,
  }
}

function planTrainingRun(scenario: NetworkScenario, run: NetworkRun): PlannedTraining {
  const { texts, ...rest } = planRun(run)
  const [model, batch] = [modelText(scenario.model, run.widths), run.batch ?? scenario.batch]
  // Given weights are the same for all runs: they part no groups, and would make long keys.
  return { texts, ...rest, model, batch, key: JSON.stringify([texts, { ...model, weights: null }, batch]) }
}

function planGroup(scenario: NetworkScenario, key: string, runs: readonly number[], planned: readonly PlannedTraining[]): TrainGroup {
  const members = runs.flatMap((i) => planned[i] ?? [])
  const [first] = members
  if (!first) throw new Error('a group without runs')
  return {
    key,
    ...first.texts,
    model: first.model,
    batch: first.batch,
    runs,
    columns: columnsOf(members.map((m) => m.numbers)),
    seeds: Uint32Array.from(runs, (i) => scenario.runs[i]?.seed ?? scenario.seed),
  }
}

function modelText({ id, hidden, activation, dropout, init, weights }: ModelChoice, widths?: readonly number[]): ModelText {
  const formula = typeof activation === 'string' ? known(activationById, 'activation', activation).formula : activation.formula
  return { id, hidden: widths ?? hidden, activation: formula, dropout, init, weights: weights ?? null }
}

/** A loss with every parameter's number. */
export function lossText({ id, formula, params = {} }: LossChoice): LossText {
  if (formula !== undefined) {
    // An own loss that speaks of the logit z means one; one of p means the output itself.
    return { kind: 'pointwise', formula, params, targets: 'onehot', output: speaksOfLogit(formula, Object.keys(params)) ? 'logit' : 'number' }
  }
  const loss = known(lossById, 'loss', id ?? '')
  return { kind: loss.kind, formula: loss.formula, params: numbersOf(loss.params, filled(loss.params, params)), targets: loss.targets, output: loss.output }
}

function speaksOfLogit(formula: string, params: readonly string[]): boolean {
  const graph = new Graph()
  const names = new Map(['y', 'p', 'z', 'classes', ...params].map((name) => [name, graph.sym(name)]))
  return topological([buildFunction(graph, formula, { names, functions: new Map() })]).some((node) => node.op === 'sym' && node.name === 'z')
}
