// Everything that the tab on the screen knows, as a JSON file in pieces.
import { runLabels } from '../../charts/style.ts'
import { raceNumbers, runsFile, trainingNumbers } from '../../export/runs-file.ts'
import type { NetworkEngine, TrainTrace } from '../../store/network-types.ts'
import type { Shown, StrategyState } from '../../store/strategy-types.ts'
import type { Trace } from '../../store/types.ts'
import { pageSession } from '../network/network-context.tsx'
import type { Label } from '../strategies/blocks/of-block.ts'

export async function raceFile({ scenario, runs, answer }: Trace): Promise<readonly string[]> {
  const names = runLabels(scenario.runs)
  const facts = answer === null ? {} : { device: answer.device, precision: answer.precision }
  return Promise.resolve([...runsFile(scenario, facts, 'runs', runs.map((run, i) => raceNumbers({ name: names[i] ?? '', ...run })))])
}

/** The weights are asked of the engine, which has them as they are now. */
export async function trainingFile({ scenario, runs, built }: TrainTrace, engine: Pick<NetworkEngine, 'weights'>): Promise<readonly string[]> {
  const names = runLabels(scenario.runs)
  const items: object[] = []
  for (const [run, columns] of runs.entries()) {
    const tensors = built?.groups.find((group) => group.runs.includes(run))?.tensors ?? []
    const weights = columns.status === 'refused' ? new Float64Array(0) : (await engine.weights({ session: pageSession, run })).values
    items.push(trainingNumbers({ name: names[run] ?? '', ...columns, tensors, weights }))
  }
  const facts = built === null ? {} : { device: built.device, precision: built.precision, metric: built.metric }
  return [...runsFile(scenario, facts, 'runs', items)]
}

export async function strategyFile({ scenario, answer }: Pick<StrategyState, 'scenario' | 'answer'>, shown: readonly Shown[], say: (label: Label) => string): Promise<readonly string[]> {
  const blocks = shown.filter(({ stale }) => !stale).map(({ id, block }) => ({ id, ...inWords(block, say) }))
  return Promise.resolve([...runsFile(scenario, answer === null ? {} : { seconds: answer.seconds, facts: answer.facts }, 'blocks', blocks)])
}

/** A block with its labels as the page says them. */
function inWords(block: Shown['block'], say: (label: Label) => string): object {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    if (isLabel(value)) return say(value)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part)]))
  }
  return Object.fromEntries(Object.entries(block).map(([name, part]) => [name, walk(part)]))
}

const isLabel = (value: object): value is Label => 'key' in value && typeof value.key === 'string'
