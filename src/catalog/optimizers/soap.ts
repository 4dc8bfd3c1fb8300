import { count, decayRate, decoupledDecay, epsilon, rate } from '../params.ts'
import type { NativeStepper, Optimizer, ParamValue, PlaneProblem } from '../types.ts'
import { eigenAngle, numberOf, turn } from './native/vector.ts'
import type { Symmetric, Vector } from './native/vector.ts'

export const soap: Optimizer = {
  kind: 'native',
  id: 'soap',
  name: 'SOAP',
  family: 'second-order',
  hyper: [
    rate(0.02),
    decayRate('beta1', 0.95, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.95, 'Memory of the averaged squares, and of the matrix whose axes they are measured along.'),
    epsilon(1e-8),
    decoupledDecay(),
    count('frequency', 1, [1, 100], 'How many steps pass between two turns of the axes.'),
  ],
  goodLr: 0.02,
  tex: [
    'L \\leftarrow \\beta_2 L + (1 - \\beta_2)\\, g g^\\top = Q \\Lambda Q^\\top',
    'm \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g, \\quad v \\leftarrow \\beta_2 v + (1 - \\beta_2)\\,(Q^\\top g)^2',
    '\\theta \\leftarrow \\theta - \\eta\\, Q\\, \\frac{Q^\\top \\hat m}{\\sqrt{\\hat v} + \\varepsilon}',
  ],
  create: (hyper) => new Soap(hyper),
  source: { cite: 'Vyas et al. 2024, SOAP: improving and stabilizing Shampoo using Adam', url: 'https://arxiv.org/abs/2409.11321' },
  idea: "Adam in the axes of Shampoo's preconditioner, where a valley that lies askew looks straight.",
  note: "In 2-D the pair has one preconditioner; its axes are exact at every step by default. The authors' code leaves vectors to Adam unless told otherwise, renews the axes every tenth step, and does not move on the first.",
}

class Soap implements NativeStepper {
  private readonly hyper: Readonly<Record<string, ParamValue>>
  private L: Symmetric = [0, 0, 0]
  private m: Vector = [0, 0]
  /** Squares along the turned axes. */
  private v: Vector = [0, 0]
  private angle = 0

  constructor(hyper: Readonly<Record<string, ParamValue>>) {
    this.hyper = hyper
  }

  step(x: number, y: number, lr: number, t: number, problem: PlaneProblem): Vector {
    const [beta1, beta2] = [numberOf(this.hyper, 'beta1'), numberOf(this.hyper, 'beta2')]
    const g = problem.gradient(x, y)
    const average = (beta: number, old: number, now: number): number => beta * old + (1 - beta) * now
    this.L = [average(beta2, this.L[0], g[0] * g[0]), average(beta2, this.L[1], g[0] * g[1]), average(beta2, this.L[2], g[1] * g[1])]
    if ((t - 1) % numberOf(this.hyper, 'frequency') === 0) this.angle = nearest(eigenAngle(this.L), this.angle)
    this.m = [average(beta1, this.m[0], g[0]), average(beta1, this.m[1], g[1])]
    const turned = turn(g, this.angle)
    this.v = [average(beta2, this.v[0], turned[0] ** 2), average(beta2, this.v[1], turned[1] ** 2)]
    const m = turn(this.m, this.angle)
    const [c1, c2] = [1 - beta1 ** t, 1 - beta2 ** t]
    const along = (i: 0 | 1): number => m[i] / c1 / (Math.sqrt(this.v[i] / c2) + numberOf(this.hyper, 'eps'))
    const [dx, dy] = turn([along(0), along(1)], -this.angle)
    const keep = 1 - lr * numberOf(this.hyper, 'weight_decay')
    return [keep * x - lr * dx, keep * y - lr * dy]
  }
}

/** The same axes by quarter turns, as close to the old ones as possible, so that each square stays with its axis. */
function nearest(angle: number, old: number): number {
  const quarter = Math.PI / 2
  return angle + quarter * Math.round((old - angle) / quarter)
}
