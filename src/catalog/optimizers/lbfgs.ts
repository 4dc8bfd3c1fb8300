import { count, onLog, rate } from '../params.ts'
import type { NativeStepper, Optimizer, ParamValue, PlaneProblem } from '../types.ts'
import { strongWolfe } from './native/strong-wolfe.ts'
import type { Sample } from './native/strong-wolfe.ts'
import { dot, largest, minus, numberOf, plus, sumOfSizes, times } from './native/vector.ts'
import type { Vector } from './native/vector.ts'

export const lbfgs: Optimizer = {
  kind: 'native',
  id: 'lbfgs',
  name: 'L-BFGS',
  family: 'second-order',
  hyper: [
    rate(1, [0.01, 10]),
    count('history_size', 10, [1, 50], 'How many past steps the curvature is rebuilt from.'),
    {
      kind: 'choice', name: 'line_search', default: 'strong_wolfe', choices: ['strong_wolfe', null],
      help: 'Searches along each direction for a step that is long and low enough; without it every step is lr long.',
    },
    onLog('tolerance_grad', 1e-7, [1e-12, 0.1], { min: 0 }, 'Stays where no slope is larger than this.'),
    onLog('tolerance_change', 1e-9, [1e-16, 0.1], { min: 0 }, 'Stays where a step promises less than this.'),
  ],
  goodLr: 1,
  tex: [
    's_i = \\theta_{i+1} - \\theta_i, \\quad y_i = g_{i+1} - g_i',
    'd = -H_m\\, g \\quad \\text{(two-loop recursion over the last } m \\text{ pairs)}',
    '\\theta \\leftarrow \\theta + \\tau d, \\quad \\tau \\text{ by a strong Wolfe search}',
  ],
  create: (hyper) => new Lbfgs(hyper),
  source: { cite: 'Liu & Nocedal 1989, On the limited memory BFGS method for large scale optimization', url: 'https://doi.org/10.1007/BF01589116' },
  idea: 'BFGS from the last few steps alone, so that it scales, with a line search that picks the step.',
  note: "The form of PyTorch with one iteration per step; line search after Schmidt's minFunc. A step may cost many gradient evaluations.",
}

interface Pair {
  readonly s: Vector
  readonly y: Vector
  readonly ys: number
}

interface Move {
  readonly g: Vector
  readonly d: Vector
  readonly tau: number
}

class Lbfgs implements NativeStepper {
  private readonly hyper: Readonly<Record<string, ParamValue>>
  private readonly pairs: Pair[] = []
  private scale = 1
  private last: Move | null = null

  constructor(hyper: Readonly<Record<string, ParamValue>>) {
    this.hyper = hyper
  }

  step(x: number, y: number, lr: number, _t: number, problem: PlaneProblem): Vector {
    const theta: Vector = [x, y]
    const g = problem.gradient(x, y)
    if (largest(g) <= numberOf(this.hyper, 'tolerance_grad')) return theta
    if (this.last) this.remember(minus(g, this.last.g), times(this.last.tau, this.last.d))
    const d = this.direction(g)
    let tau = this.last ? lr : lr * Math.min(1, 1 / sumOfSizes(g))
    const stays = dot(g, d) > -numberOf(this.hyper, 'tolerance_change')
    if (!stays && this.hyper['line_search'] === 'strong_wolfe') tau = search(theta, g, d, tau, problem)
    this.last = { g, d, tau }
    return stays ? theta : plus(theta, times(tau, d))
  }

  private remember(y: Vector, s: Vector): void {
    const ys = dot(y, s)
    if (!(ys > 1e-10)) return
    this.pairs.push({ s, y, ys })
    if (this.pairs.length > numberOf(this.hyper, 'history_size')) this.pairs.shift()
    this.scale = ys / dot(y, y)
  }

  /** Two-loop recursion; -g until the first pair. */
  private direction(g: Vector): Vector {
    let q = times(-1, g)
    const alphas: number[] = []
    for (const { s, y, ys } of this.pairs.toReversed()) {
      const alpha = dot(s, q) / ys
      q = minus(q, times(alpha, y))
      alphas.push(alpha)
    }
    let d = times(this.scale, q)
    for (const { s, y, ys } of this.pairs) d = plus(d, times((alphas.pop() ?? 0) - dot(y, d) / ys, s))
    return d
  }
}

function search(theta: Vector, g: Vector, d: Vector, first: number, problem: PlaneProblem): number {
  const sample = (at: number): Sample => {
    const p = plus(theta, times(at, d))
    const value = problem.loss(...p)
    // A loss that is not a number counts as infinitely high, so that the search turns back.
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value, slope: dot(problem.gradient(...p), d) }
  }
  return strongWolfe(sample, { at: 0, value: problem.loss(...theta), slope: dot(g, d) }, first, largest(d))
}
