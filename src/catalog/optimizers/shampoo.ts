import { onLog, rate } from '../params.ts'
import type { NativeStepper, Optimizer, PlaneProblem } from '../types.ts'
import { eigenAngle, numberOf, turn } from './native/vector.ts'
import type { Symmetric, Vector } from './native/vector.ts'

export const shampoo: Optimizer = {
  kind: 'native',
  id: 'shampoo',
  name: 'Shampoo',
  family: 'second-order',
  hyper: [
    rate(0.2),
    onLog('eps', 1e-4, [1e-12, 10], { above: 0 }, 'Start of the preconditioner, as a multiple of the identity: larger makes the first steps shorter.'),
  ],
  goodLr: 0.2,
  tex: ['L \\leftarrow L + g g^\\top, \\quad L_0 = \\varepsilon I', '\\theta \\leftarrow \\theta - \\eta\\, L^{-1/2} g'],
  create: (hyper) => new Shampoo(numberOf(hyper, 'eps')),
  source: { cite: 'Gupta, Koren & Singer 2018, Shampoo: preconditioned stochastic tensor optimization', url: 'https://arxiv.org/abs/1802.09568' },
  idea: 'Adagrad with a full matrix in place of a rate per coordinate, so that it also sees valleys that lie askew.',
  note: 'In 2-D the pair is a tensor of order one, for which Shampoo has a single preconditioner with the power -1/2: full-matrix Adagrad. Two-sided preconditioning with the power -1/4 needs matrix-shaped parameters.',
}

class Shampoo implements NativeStepper {
  private readonly eps: number
  private L: Symmetric

  constructor(eps: number) {
    this.eps = eps
    this.L = [eps, 0, eps]
  }

  step(x: number, y: number, lr: number, _t: number, problem: PlaneProblem): Vector {
    const [gx, gy] = problem.gradient(x, y)
    this.L = [this.L[0] + gx * gx, this.L[1] + gx * gy, this.L[2] + gy * gy]
    const angle = eigenAngle(this.L)
    const [larger, smaller] = eigenvalues(this.L, this.eps)
    const [p, q] = turn([gx, gy], angle)
    const [dx, dy] = turn([p / Math.sqrt(larger), q / Math.sqrt(smaller)], -angle)
    return [x - lr * dx, y - lr * dy]
  }
}

/**
 * Larger first. The smaller one from the determinant, which loses fewer digits than a difference where the two are far
 * apart; what rounding takes away still is known to be no less than `least`, the start of the sum.
 */
function eigenvalues([a, b, c]: Symmetric, least: number): Vector {
  const larger = (a + c) / 2 + Math.hypot((a - c) / 2, b)
  return [larger, Math.max(least, (a * c - b * b) / larger)]
}
