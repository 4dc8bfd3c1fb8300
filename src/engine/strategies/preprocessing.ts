// Standardizing: the same linear classifier on the same rows, as they are and standardized, by plain descent at the best of a
// few rates for each. How many steps to the same training loss? (Augmentation, the other treatment, has a file of its own.)
import { conditionOf } from '../network/covariance.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import { augmentation } from './augmentation-study.ts'
import type { StrategyTools } from './contract.ts'
import { showAttempts, showVerdict } from './preprocessing-blocks.ts'
import type { Attempt, Treatment } from './preprocessing-blocks.ts'
import { numberOf, textOf } from './settings.ts'
import { learnerOf, taskOf } from './task.ts'

/** By the rate that is surely stable: half a decade apart, up to where descent no longer settles. */
const factors = [1, 3.2, 10, 32, 100, 320]
const split = 0.7

export async function preprocessing(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  if (textOf(tools.settings, 'treatment') === 'augmentation') return augmentation(tools)
  const [goal, cap] = [numberOf(tools.settings, 'goal'), numberOf(tools.settings, 'cap')]
  const table = await tools.table({ id: 'breast_cancer', split, standardize: true })
  const treatments = [true, false].map((standardize): Treatment & { readonly prepared: Prepared } => {
    const prepared = prepare(table, { split, standardize, seed: tools.seed })
    const { inputs, count } = prepared.train
    const condition = conditionOf(inputs, count, table.columns.length) ?? Number.NaN
    return { prepared, standardize, condition, deviations: deviationsOf(prepared), attempts: [] }
  })
  let done = 0
  for (const { prepared, attempts } of treatments) {
    const stable = stableRate(prepared)
    for (const factor of factors) {
      attempts.push(await attempt(tools, prepared, stable * factor, goal, cap, done++))
      await showAttempts(tools, treatments, goal, cap)
    }
  }
  return showVerdict(tools, treatments, cap)
}

/** Steps until the loss on the training rows is at the goal, or until the cap; a run that overflows ends there. */
async function attempt(tools: StrategyTools, prepared: Prepared, rate: number, goal: number, cap: number, done: number): Promise<Attempt> {
  const run = { optimizer: 'sgd', hyper: { lr: rate } }
  const task = taskOf({ prepared, model: 'linear', hidden: [], loss: 'bce_logits', batch: 'all', epochs: cap, seed: tools.seed, run })
  const learner = learnerOf(task)
  const losses: number[] = []
  while (learner.updates <= cap) {
    const loss = learner.step()
    losses.push(loss)
    if (loss <= goal) return { rate, losses, steps: learner.updates - 1 }
    if (!Number.isFinite(loss)) break
    if (learner.updates % 50 === 0) await tools.breathe(done + learner.updates / cap, 2 * factors.length)
  }
  return { rate, losses, steps: null }
}

/** One by the largest curvature that the logistic loss can have: a quarter of the rows' mean squared length, bias included. */
function stableRate({ train: { inputs, count } }: Prepared): number {
  const squares = inputs.reduce((sum, v) => sum + v * v, 0)
  return 4 / (1 + squares / count)
}

function deviationsOf({ statistics, inputScaling }: Prepared): readonly [number, number] {
  const seen = Array.from(statistics.deviation, (d, f) => d / (inputScaling.deviation[f] ?? 1)).filter((d) => d > 0)
  return [Math.min(...seen), Math.max(...seen)]
}
