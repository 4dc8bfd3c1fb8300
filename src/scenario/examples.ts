// One-click examples: the list of them. Each says what to look for.
import type { PartialScenario } from './defaults.ts'
import type { PartialNetworkScenario } from './network/defaults.ts'
import { networkExamples } from './network/examples.ts'

export interface Example {
  readonly id: string
  readonly name: string
  /** One or two sentences. */
  readonly look: string
  /** Valid; what it leaves out has its default. */
  readonly scenario: (PartialScenario & { readonly kind: 'landscape' }) | PartialNetworkScenario
}

const landscapeExamples: readonly Example[] = [
  {
    id: 'square',
    name: 'θ² from three starts',
    look: 'Three fixed starts, far apart, and plain gradient descent at 0.01: every one shrinks by 2 % a step, so on the logarithmic plot all losses are parallel straight lines.',
    scenario: {
      kind: 'landscape', landscape: 'parabola', start: [7.31, 0], steps: 1000,
      runs: [{ optimizer: 'sgd', hyper: { lr: 0.01 } }, { optimizer: 'sgd', hyper: { lr: 0.01 }, start: [-9.62, 0] }, { optimizer: 'sgd', hyper: { lr: 0.01 }, start: [2.85, 0] }],
    },
  },
  {
    id: 'shifted_square',
    name: '(θ − 3)²',
    look: 'The bottom lies at 3. Below a rate of 0.5 plain descent comes from one side, above it jumps across at each step; at 1 it would jump for ever. Momentum swings past the bottom even at 0.01.',
    scenario: {
      kind: 'landscape', landscape: 'parabola', constants: { c: 3 }, start: [0, 0], steps: 100,
      runs: [{ optimizer: 'sgd', hyper: { lr: 0.01 } }, { optimizer: 'sgd', hyper: { lr: 0.1 } }, { optimizer: 'sgd', hyper: { lr: 0.9 } }, { optimizer: 'momentum', hyper: { lr: 0.01 } }],
    },
  },
  {
    id: 'square_from_10',
    name: 'x² from 10',
    look: 'Gradient descent at rate 0.1 multiplies x by 0.8 a hundred times. Adam moves about 0.1 a step at first, however steep the slope, and so is still on its way at the end.',
    scenario: {
      kind: 'landscape', landscape: 'parabola', start: [10, 0], steps: 100,
      runs: [{ optimizer: 'sgd', hyper: { lr: 0.1 } }, { optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'momentum', hyper: { lr: 0.1 } }],
    },
  },
  {
    id: 'dynamic_rate',
    name: '100 copies of x² with a dynamic rate',
    look: 'A hundred independent copies from 10 all move alike, so two of them, x and y, stand for all. The rate that falls with the root of the steps slows down ever more: on a smooth bowl it only costs time, against noise it pays in the long run.',
    scenario: {
      kind: 'landscape', landscape: 'parabola', start: [10, 10], steps: 100,
      runs: [{ optimizer: 'sgd_sqrt_decay', hyper: { lr: 0.1 } }, { optimizer: 'sgd', hyper: { lr: 0.1 } }, { optimizer: 'sgd', hyper: { lr: 0.1 }, schedule: { id: 'inverse_sqrt', params: { timescale: 10 } } }],
    },
  },
]

export const examples: readonly Example[] = [...landscapeExamples, ...networkExamples]
