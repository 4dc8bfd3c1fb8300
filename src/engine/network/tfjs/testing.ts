// For tests only: small random problems, runs of one rule, and trainings on a device.
import * as tf from '@tensorflow/tfjs'
import { lossById } from '../../../catalog/losses/registry.ts'
import type { Network } from '../../../catalog/network-types.ts'
import { normal } from '../../../formula/random.ts'
import { numbersOf } from '../../../scenario/columns.ts'
import type { TrainGroup } from '../../../scenario/network/plan-types.ts'
import { planRollout } from '../../../scenario/plan.ts'
import type { RunSpec } from '../../../scenario/types.ts'
import { scenario } from '../../testing.ts'
import type { Backend } from '../../tfjs/backend.ts'
import { onDevice } from '../../tfjs/testing.ts'
import type { Batch, NetworkProblem, NetworkStepper } from '../contract.ts'
import { compileLoss } from '../loss.ts'
import { evaluator, uploadBatch } from './evaluator.ts'
import { withExactShapes } from './exact-shapes.ts'
import { networkForward } from './layers.ts'
import { lossOp } from './loss-op.ts'
import { Segments } from './segments.ts'
import { tfjsNetworkStepper } from './stepper.ts'

export const devices: readonly Backend[] = ['cpu', 'webgl', 'webgpu']

/** Standard normal draws; `key` tells one use from another. */
export const draws = (count: number, key: number, scale = 1): Float64Array => Float64Array.from({ length: count }, (_, i) => scale * normal(7, 0, key, 0, i))

/** Targets that the loss can have: one-hot rows, signs, zeros and ones, or numbers. */
function targetsFor(lossId: string, rows: number, outputs: number, key: number): Float64Array {
  const loss = lossById.get(lossId)
  const numbers = draws(rows * outputs, key)
  if (!loss?.tasks.includes('classes')) return numbers
  if (loss.kind === 'classwise') return numbers.map((_, i) => Number(i % outputs === Math.floor(i / outputs) % outputs))
  return numbers.map((n) => (n > 0 ? 1 : loss.targets === 'sign' ? -1 : 0))
}

function randomBatch(network: Network, lossId: string, rows: number, key: number): Batch {
  const masks = network.layers.filter((l) => l.kind === 'dropout').map(({ units }, i) => draws(rows * units, 100 * key + i).map((n) => (n > 0 ? 2 : 0)))
  return { count: rows, inputs: draws(rows * network.inputs, key), targets: targetsFor(lossId, rows, network.outputs, key + 1), masks }
}

interface Given {
  readonly runs?: number
  readonly rows?: number
  readonly steps?: number
  readonly penalty?: NetworkProblem['penalty']
}

/** A batch of its own for each update. */
export function randomProblem(network: Network, lossId: string, { runs = 1, rows = 6, steps = 5, penalty = { l1: 0, l2: 0 } }: Given): NetworkProblem {
  const loss = lossById.get(lossId)
  if (!loss) throw new Error(`no loss ${lossId}`)
  const params = numbersOf(loss.params, Object.fromEntries(loss.params.map((p) => [p.name, p.default])))
  return {
    network, penalty, steps, loss: compileLoss({ ...loss, params }, network.outputs),
    batch: (step) => randomBatch(network, lossId, rows, 10 * step),
    initial: draws(runs * network.params, 1, 0.5),
  }
}

/** Runs of one rule, planned as the page plans them, on networks. */
export function trainGroup(runs: readonly RunSpec[], steps = 5): TrainGroup {
  const [group, ...others] = planRollout(scenario({ landscape: 'sphere', start: [1, 1], steps, runs })).groups
  if (!group || others.length > 0) throw new Error('expected runs of one rule')
  return { ...group, model: { id: 'mlp', hidden: [], activation: 'z', dropout: 0, init: 'zeros', weights: null }, batch: 'all' }
}

export const stepperOn = (device: Backend, problem: NetworkProblem, group: TrainGroup): NetworkStepper => tfjsNetworkStepper(problem, group, (work) => onDevice(device, work))

/** Runs of one rule that differ in every number of schedule and modifiers, as the cells of a sweep may. */
export const variedRuns: readonly RunSpec[] = [0, 1, 2].map((i) => ({
  optimizer: 'nadam', hyper: { lr: 0.05 }, schedule: { id: 'step', params: { step_size: 1 + i, gamma: 0.9 - 0.2 * i }, warmup: 1 + i },
  clip: { kind: 'norm', value: 0.1 * (1 + i) }, lookahead: { k: 1 + i, alpha: 0.4 + 0.2 * i }, ema: { decay: 0.2 + 0.3 * i },
}))

/** Loss and gradient of each run at `initial`, on the first batch. */
export function gradientsOn(device: Backend, problem: NetworkProblem): Promise<{ loss: ArrayLike<number>; gradient: ArrayLike<number> }> {
  return withExactShapes((work) => onDevice(device, work))(async () => {
    const segments = new Segments(problem.network)
    const ops = { segments, forward: networkForward(problem.network), loss: lossOp(problem.loss) }
    const { loss, gradient } = tf.tidy(() => {
      const point = tf.tensor2d(Float32Array.from(problem.initial), [problem.initial.length / problem.network.params, problem.network.params])
      return { ...evaluator(ops, problem.penalty, uploadBatch(problem.batch(1)))(point) }
    })
    const found = { loss: await loss.data(), gradient: await gradient.data() }
    tf.dispose([loss, gradient])
    segments.dispose()
    return found
  })
}

/** The largest difference relative to 1 + |wanted|; what is not a number is farther than anything, but where it is wanted. */
export function farthest(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) return Infinity
  return Array.from(wanted).reduce((most, value, i) => {
    const got = found[i] ?? Number.NaN
    if (Number.isNaN(value) && Number.isNaN(got)) return most
    const off = Math.abs(got - value) / (1 + Math.abs(value))
    return Number.isNaN(off) ? Infinity : Math.max(most, off)
  }, 0)
}
