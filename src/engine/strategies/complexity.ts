// Depth by width: every network trained alike, its parameters counted, its updates timed, its validation loss taken.
import type { DatasetChoice } from '../../scenario/network/types.ts'
import { lossFor } from '../../scenario/network/losses.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import { showNetworks } from './complexity-blocks.ts'
import type { Sized } from './complexity-blocks.ts'
import type { StrategyTools } from './contract.ts'
import { meanInterval } from './series.ts'
import { numberOf, textOf } from './settings.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'

const batch = 32
/** Updates that are timed together: clocks in a browser are coarse. */
const chunk = 25

export async function complexity(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const { settings, seed } = tools
  const choice: DatasetChoice = { id: textOf(settings, 'data'), params: { points: 400 }, split: 0.7, standardize: true }
  const prepared = prepare(await tools.table(choice), { ...choice, seed })
  const [depth, widths] = [numberOf(settings, 'depth'), widthsOf(numberOf(settings, 'width'))]
  const networks: Sized[] = []
  // Fresh code runs slowly until it is compiled: one training that does not count.
  await measure(tools, prepared, 1, widths[0] ?? 2, () => tools.breathe(0, depth * widths.length))
  for (let d = 1; d <= depth; d++) {
    for (const width of widths) {
      networks.push(await measure(tools, prepared, d, width, (done) => tools.breathe(networks.length + done, depth * widths.length)))
      await showNetworks(tools, networks, networks.length === depth * widths.length)
    }
  }
  return showNetworks(tools, networks, true)
}

/** Halves of the widest, narrowest first. */
function widthsOf(widest: number): number[] {
  const widths = [widest]
  for (let width = widest; width >= 4; ) widths.unshift((width = Math.round(width / 2)))
  return widths
}

async function measure(tools: StrategyTools, prepared: Prepared, depth: number, width: number, progress: (done: number) => Promise<void>): Promise<Sized> {
  const { settings, seed } = tools
  const [steps, repeats, lr] = [numberOf(settings, 'steps'), numberOf(settings, 'repeats'), numberOf(settings, 'lr')]
  const times: number[] = []
  const scores: { readonly loss: number; readonly metric: number }[] = []
  let parameters = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    const task = taskOf({
      prepared, hidden: Array.from({ length: depth }, () => width), loss: lossFor('classes', prepared.table.classes?.length ?? 0), batch,
      epochs: Math.ceil((steps * batch) / prepared.train.count), seed: seed + repeat, run: { optimizer: 'adam', hyper: { lr } },
    })
    parameters = task.problem.network.params
    const learner = learnerOf(task)
    while (learner.updates < steps) {
      const count = Math.min(chunk, steps - learner.updates)
      const begun = performance.now()
      for (let i = 0; i < count; i++) learner.step()
      times.push((performance.now() - begun) / count)
      await progress((repeat + learner.updates / steps) / repeats)
    }
    scores.push(scoreOf(task, learner.params))
  }
  const mean = (of: 'loss' | 'metric'): number => meanInterval(scores.map((s) => s[of])).mean
  return { depth, width, parameters, milliseconds: median(times), loss: mean('loss'), accuracy: mean('metric') }
}

/** Whatever else the device does meanwhile makes some chunks slow. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
