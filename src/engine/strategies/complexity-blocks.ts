// What the sizes show: loss against parameters and against time, each with its front, and all of it as a table.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { StrategyTools } from './contract.ts'
import { paretoFront } from './front.ts'
import { line } from './series.ts'

export interface Sized {
  readonly depth: number
  readonly width: number
  readonly parameters: number
  /** Of one update, measured. */
  readonly milliseconds: number
  /** On the validation rows, means over the repeats. */
  readonly loss: number
  readonly accuracy: number
}

/** A network is good enough when its loss is below the best one's and this on top. */
const slack = 0.05
/** Share of the largest network's parameters that such a network needs at most. */
const claimed = 0.5

/** Answers with the facts; those of time are measurements, and named so. */
export async function showNetworks(tools: StrategyTools, networks: readonly Sized[], complete: boolean): Promise<Record<string, number>> {
  const byParameters = networks.map((n) => n.parameters)
  const byTime = networks.map((n) => n.milliseconds)
  await showLoss(tools, 'parameters', { key: 'strategies.complexity.parametersTitle' }, { key: 'strategies.complexity.parameters' }, networks, byParameters)
  await showLoss(tools, 'time', { key: 'strategies.complexity.timeTitle' }, { key: 'strategies.complexity.milliseconds' }, networks, byTime)
  const enough = goodEnough(networks)
  await showTable(tools, networks, enough)
  const [chosen, largest] = [networks[enough], Math.max(...byParameters)]
  if (!chosen || !complete) return {}
  const share = chosen.parameters / largest
  await tools.show('claim', { kind: 'claim', title: { key: 'strategies.complexity.claim' }, found: share, against: claimed, holds: share <= claimed })
  return {
    networks: networks.length, onFront: paretoFront(byParameters, networks.map((n) => n.loss)).length, bestLoss: Math.min(...networks.map((n) => n.loss)),
    enoughDepth: chosen.depth, enoughWidth: chosen.width, enoughParameters: chosen.parameters, enoughLoss: chosen.loss, share,
    measuredLeast: Math.min(...byTime), measuredMost: Math.max(...byTime),
  }
}

/** The place of the smallest network that is as good as the best, or nearly. */
function goodEnough(networks: readonly Sized[]): number {
  const best = Math.min(...networks.map((n) => n.loss))
  return networks.reduce((found, n, i) => (n.loss <= best + slack && n.parameters < (networks[found]?.parameters ?? Infinity) ? i : found), -1)
}

async function showLoss(tools: StrategyTools, id: string, title: Label, x: Label, networks: readonly Sized[], cost: readonly number[]): Promise<void> {
  const depths = [...new Set(networks.map((n) => n.depth))]
  const places = networks.map((_, i) => i)
  const front = paretoFront(cost, networks.map((n) => n.loss))
  const series = (name: Label, which: readonly number[], style: 'reference' | 'dots'): ReturnType<typeof line> => {
    const sorted = which.toSorted((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0))
    return line(name, sorted.map((i) => cost[i] ?? Number.NaN), sorted.map((i) => networks[i]?.loss ?? Number.NaN), style)
  }
  await tools.show(id, {
    kind: 'curves', title, x, y: { key: 'strategies.complexity.loss' }, logX: true, logY: true,
    series: [
      ...depths.map((depth) => series({ key: 'strategies.complexity.depthOf', values: { depth } }, places.filter((i) => networks[i]?.depth === depth), 'dots')),
      series({ key: 'strategies.complexity.front' }, front, 'reference'),
    ],
  })
}

async function showTable(tools: StrategyTools, networks: readonly Sized[], enough: number): Promise<void> {
  await tools.show('networks', {
    kind: 'table', title: { key: 'strategies.complexity.tableTitle' }, ...(enough < 0 ? {} : { chosen: enough }),
    columns: [
      { key: 'strategies.complexity.depth' }, { key: 'strategies.complexity.width' }, { key: 'strategies.complexity.parameters' },
      { key: 'strategies.complexity.milliseconds' }, { key: 'strategies.complexity.loss' }, { key: 'strategies.complexity.accuracy' },
    ],
    rows: networks.map((n) => [n.depth, n.width, n.parameters, n.milliseconds, n.loss, n.accuracy]),
  })
}
