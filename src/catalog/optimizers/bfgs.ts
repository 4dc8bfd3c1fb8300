import { count, onLine, onLog } from '../params.ts'
import type { NativeStepper, Optimizer, ParamValue, PlaneProblem } from '../types.ts'
import { apply, dot, largest, minus, numberOf, plus, sumOfSizes, times } from './native/vector.ts'
import type { Symmetric, Vector } from './native/vector.ts'

export const bfgs: Optimizer = {
  kind: 'native',
  id: 'bfgs',
  name: 'BFGS',
  family: 'second-order',
  hyper: [
    onLog('c1', 1e-4, [1e-6, 0.5], { min: 0, below: 1 }, 'How much of the promised decrease a step must deliver.'),
    onLine('shrink', 0.5, [0.05, 0.95, 0.01], { above: 0, below: 1 }, 'Factor on a step that did not deliver.'),
    count('max_backtracks', 30, [1, 60], 'How often a step may be shortened before it is given up.'),
    onLog('tolerance_grad', 1e-7, [1e-12, 0.1], { min: 0 }, 'Stays where no slope is larger than this.'),
    onLog('curvature_min', 1e-10, [1e-16, 0.1], { min: 0 }, 'Least curvature along a step for it to be learnt from.'),
  ],
  tex: [
    's = \\tau p, \\quad p = -B g, \\quad y = \\nabla f(\\theta + s) - g',
    'B \\leftarrow \\Bigl(I - \\frac{s y^\\top}{y^\\top s}\\Bigr) B \\Bigl(I - \\frac{y s^\\top}{y^\\top s}\\Bigr) + \\frac{s s^\\top}{y^\\top s}',
    '\\theta \\leftarrow \\theta + s',
  ],
  create: (hyper) => new Bfgs(hyper),
  source: { cite: 'Nocedal & Wright 2006, Numerical optimization, chapter 6', url: 'https://doi.org/10.1007/978-0-387-40065-5' },
  idea: 'Learn the inverse Hessian from how the gradient changes along the way, and take Newton steps with it.',
  note: 'Back-tracking line search (Armijo only), hence the check of the curvature. It chooses its own step length: there is no lr.',
}

const identity: Symmetric = [1, 0, 1]

class Bfgs implements NativeStepper {
  private readonly hyper: Readonly<Record<string, ParamValue>>
  private B: Symmetric = identity
  private fresh = true

  constructor(hyper: Readonly<Record<string, ParamValue>>) {
    this.hyper = hyper
  }

  step(x: number, y: number, _lr: number, _t: number, problem: PlaneProblem): Vector {
    const theta: Vector = [x, y]
    const g = problem.gradient(x, y)
    if (largest(g) <= numberOf(this.hyper, 'tolerance_grad')) return theta
    let p = times(-1, apply(this.B, g))
    if (dot(g, p) >= 0) {
      this.B = identity
      this.fresh = true
      p = times(-1, g)
    }
    const tau = this.backtrack(theta, p, dot(g, p), this.fresh ? Math.min(1, 1 / sumOfSizes(g)) : 1, problem)
    if (tau === null) return theta
    const s = times(tau, p)
    const next = plus(theta, s)
    this.learn(s, minus(problem.gradient(...next), g))
    return next
  }

  /** The step length, or null where too many reductions would be needed. A loss that is not a number is too high. */
  private backtrack(theta: Vector, p: Vector, slope: number, first: number, problem: PlaneProblem): number | null {
    const [c1, shrink, most] = [numberOf(this.hyper, 'c1'), numberOf(this.hyper, 'shrink'), numberOf(this.hyper, 'max_backtracks')]
    const before = problem.loss(...theta)
    let tau = first
    for (let cuts = 0; cuts <= most; cuts++) {
      if (problem.loss(...plus(theta, times(tau, p))) <= before + c1 * tau * slope) return tau
      tau *= shrink
    }
    return null
  }

  private learn(s: Vector, y: Vector): void {
    const ys = dot(y, s)
    if (!(ys > numberOf(this.hyper, 'curvature_min'))) return
    if (this.fresh) this.B = [ys / dot(y, y), 0, ys / dot(y, y)]
    this.fresh = false
    // (I - s yT/ys) B (I - y sT/ys) + s sT/ys, multiplied out for a symmetric B.
    const By = apply(this.B, y)
    const k = (1 + dot(y, By) / ys) / ys
    const entry = (i: 0 | 1, j: 0 | 1, b: number): number => b - (By[i] * s[j] + s[i] * By[j]) / ys + k * s[i] * s[j]
    this.B = [entry(0, 0, this.B[0]), entry(0, 1, this.B[1]), entry(1, 1, this.B[2])]
  }
}
