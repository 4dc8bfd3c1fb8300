import { expect, test } from 'vitest'
import type { TrainFrame } from '../../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import { createNetworkHandlers } from './handlers.ts'

const rates = Array.from({ length: 13 }, (_, i) => 10 ** (-2 + i / 4))

/** Validation loss after so many updates, for each rate. Validation weighs the rare items like the common ones. */
async function lossByRate(optimizer: string, epochs: number): Promise<number[]> {
  const signal = new AbortController().signal
  const final = new Map<number, number>()
  const send = async (frame: TrainFrame): Promise<void> => {
    if (frame.kind === 'evaluation' && frame.done) frame.runs.forEach((run, i) => final.set(run, frame.validationLoss[i] ?? Number.NaN))
  }
  const scenario = fillNetworkDefaults({
    kind: 'network', dataset: { id: 'zipf_memory', params: { points: 128, exponent: 1.5 } }, model: { id: 'memory' }, loss: { id: 'mse' }, batch: 'all', epochs,
    runs: rates.map((lr) => ({ optimizer, hyper: { lr }, schedule: { id: 'cosine' } })),
  })
  const handlers = createNetworkHandlers(async () => [])
  await handlers.train({ session: 0, plan: planTraining(scenario), device: 'cpu', base: 'http://nowhere/', paused: false, pace: null }, { signal, send })
  return rates.map((_, run) => final.get(run) ?? Number.NaN)
}

/**
 * What was found: with each rule at its best of 13 rates and 50 updates under a cosine, Muon's loss over the items is some forty times
 * smaller than Adam's and heavy ball's, because one large step moves all directions of the kernel alike.
 */
test('Muon remembers the rare items of an associative memory better than Adam, each at its best rate', async () => {
  const best = new Map<string, { readonly loss: number; readonly place: number }>()
  for (const optimizer of ['muon', 'adam', 'momentum']) {
    const losses = await lossByRate(optimizer, 50)
    const loss = Math.min(...losses.filter(Number.isFinite))
    best.set(optimizer, { loss, place: losses.indexOf(loss) })
  }
  const of = (id: string): { readonly loss: number; readonly place: number } => best.get(id) ?? { loss: Number.NaN, place: -1 }
  // Found within the rates tried, not at their edge.
  for (const id of ['muon', 'adam']) expect(of(id).place).toSatisfy((place: number) => place > 0 && place < rates.length - 1)
  expect(of('muon').loss).toBeLessThan(of('adam').loss / 10)
  expect(of('muon').loss).toBeLessThan(of('momentum').loss / 10)
})
