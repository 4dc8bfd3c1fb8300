// A batch of runs has the numbers of its runs one by one, bit for bit: for every kind of model, and rules of every kind.
import { describe, expect, it } from 'vitest'
import { Layout } from '../../../catalog/models/layout.ts'
import type { Network } from '../../../catalog/network-types.ts'
import type { RunSpec } from '../../../scenario/types.ts'
import type { NetworkEntries } from '../contract.ts'
import { denseNetwork } from '../testing.ts'
import { devices, randomProblem, stepperOn, trainGroup, variedRuns } from './testing.ts'

const pictures = new Layout(35, { width: 5, height: 7 }).conv(2, 3).activation('z > 0 ? z : 0').pool().conv(3, 3).activation('tanh(z)').pool().dense(3).network()

const models: [string, Network, string][] = [
  ['an MLP', denseNetwork([3, 4, 3], 'tanh(z)'), 'cce_logits'],
  ['a CNN', pictures, 'cce_logits'],
  ['a linear model', denseNetwork([6, 1], 'z'), 'mse'],
  ['a logistic model', denseNetwork([5, 1], 'z'), 'bce_logits'],
  ['a deep linear model', new Layout(5, null).dense(4, { bias: false }).dense(3, { bias: false }).network(), 'mse'],
]

/** Runs that differ in more than their weights: in the rate, and in another number where the rule has one. */
const rules: [string, RunSpec[]][] = [
  ['muon', [0.01, 0.05, 0.2].map((lr, i) => ({ optimizer: 'muon', hyper: { lr, ns_steps: 3 + i } }))],
  ['adam', [0.01, 0.05, 0.2].map((lr, i) => ({ optimizer: 'adam', hyper: { lr, beta1: 0.8 + 0.05 * i } }))],
  ['momentum', [0.01, 0.05, 0.2].map((lr, i) => ({ optimizer: 'momentum', hyper: { lr, momentum: 0.9 - 0.2 * i } }))],
  ['sam, which asks twice for the gradient', [0.01, 0.05, 0.2].map((lr) => ({ optimizer: 'sam', hyper: { lr } }))],
  ['lamb, which needs norms of tensors', [0.01, 0.05, 0.2].map((lr) => ({ optimizer: 'lamb', hyper: { lr } }))],
  ['schedule-free AdamW, which keeps an average', [0.01, 0.05, 0.2].map((lr) => ({ optimizer: 'schedule_free_adamw', hyper: { lr } }))],
  ['nadam under a schedule, clipped by norm', [0.01, 0.05, 0.2].map((lr) => ({ optimizer: 'nadam', hyper: { lr }, schedule: { id: 'cosine', warmup: 2 }, clip: { kind: 'norm', value: 0.3 } }))],
  ['nadam under schedules and modifiers of different numbers', [...variedRuns]],
]

const steps = 5

describe.each(devices)('%s', (device) => {
  describe.each(models)('%s', (_, network, loss) => {
    it.each(rules)('%s', async (_rule, specs) => {
      const problem = randomProblem(network, loss, { runs: specs.length, steps })
      const part = (values: Float64Array, size: number, run: number): number[] => [...values.subarray(run * size, (run + 1) * size)]
      const columns = (entries: NetworkEntries, run: number): number[][] => [entries.loss, entries.gradNorm, entries.lr].map((column) => part(column, steps + 1, run))
      const together = stepperOn(device, problem, trainGroup(specs))
      const [entries, parameters] = [await together.advance(steps + 1), await together.parameters()]
      together.dispose()
      expect(entries.loss.every(Number.isFinite)).toBe(true)
      for (const [run, spec] of specs.entries()) {
        const initial = problem.initial.slice(run * network.params, (run + 1) * network.params)
        const alone = stepperOn(device, { ...problem, initial }, trainGroup([spec]))
        expect(columns(await alone.advance(steps + 1), 0), `run ${run}`).toEqual(columns(entries, run))
        expect([...(await alone.parameters())], `run ${run}`).toEqual(part(parameters, network.params, run))
        alone.dispose()
        // What nothing moved would be alike whatever the batch did.
        expect(part(parameters, network.params, run)).not.toEqual([...Float32Array.from(initial)])
      }
    })
  })
})
