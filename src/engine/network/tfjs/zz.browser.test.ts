import * as tf from '@tensorflow/tfjs'
import { it } from 'vitest'
import { Layout } from '../../../catalog/models/layout.ts'
import { denseNetwork } from '../testing.ts'
import { onDevice } from '../../tfjs/testing.ts'
import { referenceNetworkStepper } from '../reference-stepper.ts'
import { randomProblem, stepperOn, trainGroup } from './testing.ts'
const relu = 'z > 0 ? z : 0'
it('speed', async () => {
  const cases = {
    'mlp 2-8-8-1 tanh, 8 runs, batch 16': [denseNetwork([2, 8, 8, 1], 'tanh(z)'), 8, 16, 100, 'bce_logits'],
    'mlp 64-32-10 relu, 4 runs, batch 32': [denseNetwork([64, 32, 10], relu), 4, 32, 60, 'cce_logits'],
    'mlp 784-64-10 relu, 4 runs, batch 32': [denseNetwork([784, 64, 10], relu), 4, 32, 20, 'cce_logits'],
    'cnn 28x28 8 16, 1 run, batch 32': [new Layout(784, { width: 28, height: 28 }).conv(8, 3).activation(relu).pool().conv(16, 3).activation(relu).pool().dense(10).network(), 1, 32, 4, 'cce_logits'],
  } as const
  for (const [name, [network, runs, rows, n, loss]] of Object.entries(cases)) {
    const p = randomProblem(network, loss, { runs, rows, steps: 1000 })
    const b = p.batch(1)
    const problem = { ...p, batch: () => b }
    const group = trainGroup(Array.from({ length: runs }, () => ({ optimizer: 'adam', hyper: { lr: 0.001 } })))
    for (const [d, s] of [['reference', referenceNetworkStepper(problem, group)] as const, ...(['cpu', 'webgl', 'webgpu'] as const).map((d) => [d, stepperOn(d, problem, group)] as const)]) {
      await s.advance(2)
      const t = performance.now()
      await s.advance(n)
      console.info(name, d, ((performance.now() - t) / n).toFixed(2), 'ms/update')
      s.dispose()
    }
  }
  await onDevice('cpu', async () => {
    const p = randomProblem(denseNetwork([2, 8, 8, 1], 'tanh(z)'), 'bce_logits', { runs: 8, rows: 16, steps: 1000 })
    const s = stepperOn('cpu', p, trainGroup(Array.from({ length: 8 }, () => ({ optimizer: 'adam', hyper: { lr: 0.001 } }))))
    void s
  })
}, 500000)
