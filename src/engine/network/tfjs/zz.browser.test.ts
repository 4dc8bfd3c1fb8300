import * as tf from '@tensorflow/tfjs'
import { it } from 'vitest'
import { onDevice } from '../../tfjs/testing.ts'
import { denseNetwork } from '../testing.ts'
import { referenceNetworkStepper } from '../reference-stepper.ts'
import { draws, farthest, randomProblem, stepperOn, trainGroup } from './testing.ts'
const network = denseNetwork([3, 4, 3], 'tanh(z)')
it('batch', async () => {
  for (const id of ['sgd', 'adam', 'muon', 'lamb']) {
    const problem = randomProblem(network, 'cce_logits', { runs: 3, steps: 5 })
    const a = stepperOn('webgpu', problem, trainGroup([{ optimizer: id }, { optimizer: id }, { optimizer: id }]))
    const b = stepperOn('webgpu', { ...problem, initial: problem.initial.slice(0, network.params) }, trainGroup([{ optimizer: id }]))
    const [x, y] = [await a.advance(6), await b.advance(6)]
    console.info(id, [...x.loss.slice(0, 6)].map((v, i) => v - (y.loss[i] ?? 0)), [...x.gradNorm.slice(0, 6)].map((v, i) => v - (y.gradNorm[i] ?? 0)))
  }
})
it('looks', async () => {
  for (const rows of [1300, 1398, 1500]) for (const units of [300, 1000, 1100, 3000]) {
    const wide = denseNetwork([3, units, 2], 'tanh(z)')
    const problem = randomProblem(wide, 'cce_logits', { runs: 2, rows })
    const group = trainGroup([{ optimizer: 'sgd' }, { optimizer: 'sgd' }])
    const [stepper, reference] = [stepperOn('webgl', problem, group), referenceNetworkStepper(problem, group)]
    const r = problem.batch(1)
    const points = draws(3 * wide.params, 9, 0.1)
    const [f, w] = [await stepper.forward(r), await reference.forward(r)]
    console.info(rows, units, farthest(f, w), f.findIndex((v, i) => Math.abs(v - w[i]) > 1e-3), farthest(await stepper.lossAt(points, 3, r), await reference.lossAt(points, 3, r)))
  }
})
