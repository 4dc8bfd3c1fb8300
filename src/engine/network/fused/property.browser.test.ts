// Every rule that fuses, on random networks, losses, activations, batches and modifiers, against the float64 reference.
//
// The tolerance is what float32 may cost this training: the reference runs again from weights that are off by one part in a million,
// eight units of float32, twice. Four times the largest change is allowed, and some hundred roundings of 6e-8.
import { beforeAll, describe, expect, it } from 'vitest'
import { activations } from '../../../catalog/activations/registry.ts'
import { losses } from '../../../catalog/losses/registry.ts'
import { Layout } from '../../../catalog/models/layout.ts'
import type { Network } from '../../../catalog/network-types.ts'
import { optimizers } from '../../../catalog/optimizers/registry.ts'
import { hash, uniform } from '../../../formula/random.ts'
import type { RunSpec } from '../../../scenario/types.ts'
import type { NetworkEntries, NetworkProblem } from '../contract.ts'
import { referenceNetworkStepper } from '../reference-stepper.ts'
import { draws, farthest, randomProblem, trainGroup } from '../tfjs/testing.ts'
import { fusedNetworkDevice } from './device.ts'
import type { FusedNetworkDevice } from './device.ts'
import { fusedFits, limitsOf } from './fused-network.ts'
import { fusedNetworkStepper } from './stepper.ts'

let found: FusedNetworkDevice
beforeAll(async () => {
  found = await fusedNetworkDevice()
})

const draw = (key: number, use: number, below: number): number => Math.floor(uniform(hash(20240719, 80, key, use, 0)) * below)
/** One after the other, so that none is left to chance: neighbouring cases have neighbouring entries. */
const cycled = <T>(key: number, from: readonly T[]): T => from[key % from.length] as T
/** Short, where float32 costs least and a wrong digit shows most, and until slots have filled. Three shares no divisor with the numbers of losses and activations. */
const lengths = [4, 12, 25] as const

function randomNetwork(key: number, outputs: number): Network {
  let layers = new Layout(1 + draw(key, 1, 4), null)
  const { formula } = cycled(key, activations)
  for (let depth = draw(key, 3, 3), l = 0; l < depth; l++) {
    layers = layers.dense(1 + draw(key, 10 + l, 7), { bias: draw(key, 20 + l, 4) > 0 }).activation(formula)
    if (draw(key, 30 + l, 3) === 0) layers = layers.dropout(0.5)
  }
  return layers.dense(outputs).network()
}

interface Case {
  readonly loss: string
  readonly problem: NetworkProblem
  readonly spec: RunSpec
  readonly what: string
}

function randomCase(key: number, optimizer: string): Case {
  const loss = cycled(key, losses)
  const steps = cycled(key, lengths)
  const outputs = loss.kind === 'classwise' ? 2 + draw(key, 5, 3) : 1 + draw(key, 5, 2)
  const network = randomNetwork(key, outputs)
  const penalty = draw(key, 6, 2) === 0 ? { l1: 0, l2: 0 } : { l1: 0.02, l2: 0.1 }
  // Sizes of batches change from step to step, as at the end of an epoch.
  const rows = (step: number): number => 1 + ((draw(key, 7, 13) + step) % 13)
  const problem = { ...randomProblem(network, loss.id, { runs: 2, steps, penalty }), batch: (step: number) => randomProblem(network, loss.id, { rows: rows(step) }).batch(step) }
  // From prodigy's default d0 of 1e-6, float32 cannot follow it.
  const spec: RunSpec = {
    optimizer, hyper: optimizer === 'prodigy' ? { d0: 0.01 } : {},
    ...(draw(key, 8, 3) === 0 ? { clip: { kind: 'norm' as const, value: 0.3 } } : {}),
    ...(draw(key, 9, 3) === 0 && optimizer !== 'prodigy' ? { schedule: { id: 'cosine' } } : {}),
    ...(draw(key, 40, 4) === 0 ? { ema: { decay: 0.5 } } : {}),
  }
  return { loss: loss.id, problem, spec, what: `${network.layers.map((l) => (l.kind === 'dense' ? l.outputs : l.kind)).join('-')}, ${loss.id}, ${steps} updates, ${JSON.stringify(spec)}` }
}

interface Outcome {
  readonly entries: NetworkEntries
  readonly parameters: Float64Array
  readonly norms: Float64Array
}

async function reference({ problem, spec }: Case, off: number): Promise<Outcome> {
  const signs = draws(problem.initial.length, 70 + off)
  const initial = problem.initial.map((v, i) => (off === 0 ? v : v * (1 + ((signs[i] ?? 0) > 0 ? 1e-6 : -1e-6))))
  const stepper = referenceNetworkStepper({ ...problem, initial }, trainGroup([spec, spec], problem.steps))
  return { entries: await stepper.advance(problem.steps + 1), parameters: await stepper.parameters(), norms: await stepper.tensorNorms() }
}

const columns = ({ entries, parameters, norms }: Outcome): Float64Array[] => [entries.loss, entries.gradNorm, entries.lr, parameters, norms]

const fusable = optimizers.filter((o) => o.kind === 'formula').filter((o) => {
  const problem = randomCase(0, 'sgd').problem
  return fusedFits(problem, trainGroup([{ optimizer: o.id }], problem.steps), { software: true, subgroups: true, workgroupBytes: 32768, bufferBytes: 1 << 27 }) === true
})

it('fuses most rules, and says why not the others', () => {
  expect(fusable.length).toBeGreaterThanOrEqual(34)
  const limits = limitsOf(found.device, found.software)
  const problem = randomCase(0, 'sgd').problem
  expect(fusedFits(problem, trainGroup([{ optimizer: 'muon' }]), limits)).toBe('not fused: the rule uses orthogonalize')
  expect(fusedFits(problem, trainGroup([{ optimizer: 'newton' }]), limits)).toContain('second derivatives')
  expect(fusedFits({ ...problem, network: new Layout(64, null).dense(32).dense(10).network() }, trainGroup([{ optimizer: 'sgd' }]), limits)).toContain('2410 parameters are too many')
  const network = new Layout(48, { width: 8, height: 6 }).conv(2, 3).dense(2).network()
  expect(fusedFits({ ...problem, network }, trainGroup([{ optimizer: 'sgd' }]), limits)).toBe('not fused: the model has a convolution')
})

describe.each([['unrolled', 0], ['rolled', 100]] as const)('%s', (form, first) => {
  const cases = fusable.map((o, i) => [o.id, randomCase(first + i, o.id)] as const)

  it('meets every loss and every activation, and trains for longer than a few updates', () => {
    const seen = { losses: new Set<string>(), formulas: new Set<string>(), longest: 0 }
    for (const [, { problem, loss }] of cases) {
      seen.losses.add(loss)
      seen.longest = Math.max(seen.longest, problem.steps)
      for (const layer of problem.network.layers) if (layer.kind === 'activation') seen.formulas.add(layer.formula)
    }
    expect(seen).toEqual({ losses: new Set(losses.map((l) => l.id)), formulas: new Set(activations.map((a) => a.formula)), longest: 25 })
  })

  it.each(cases)('%s', async (_, drawn) => {
    const { problem, spec } = drawn
    const stepper = fusedNetworkStepper(found.device, problem, trainGroup([spec, spec], problem.steps), { software: found.software, form })
    const outcome = { entries: await stepper.advance(problem.steps + 1), parameters: await stepper.parameters(), norms: await stepper.tensorNorms() }
    stepper.dispose()
    const [wanted, ...others] = [columns(await reference(drawn, 0)), columns(await reference(drawn, 1)), columns(await reference(drawn, 2))]
    columns(outcome).forEach((values, c) => {
      const spread = Math.max(...others.map((other) => farthest(other[c] ?? [], wanted?.[c] ?? [])))
      expect(farthest(values, wanted?.[c] ?? []), drawn.what).toBeLessThan(4 * spread + 2e-5)
      // Where a part in a million decides the outcome, nothing is compared: that may not be the rule.
      expect(spread, drawn.what).toBeLessThan(1e-2)
    })
  })
})
