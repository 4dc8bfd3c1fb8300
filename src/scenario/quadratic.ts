// Is a landscape a quadratic bowl, and what does the theory of linear recurrences say of rules on it? On a quadratic every
// eigendirection of the Hessian evolves by itself, as a linear recurrence in lr*lambda, so stability and speed are exact.
import { Graph } from '../formula/graph.ts'
import { planeFunction } from '../formula/plane.ts'
import { buildFunction } from '../formula/program.ts'
import { evaluate } from '../formula/reference.ts'
import { landscapeText } from './plan.ts'
import type { LandscapeScenario, RunSpec, SweepAxis } from './types.ts'
import { hyperOf, numbersIn } from './values.ts'
import { domainOf } from './views.ts'

/** Smallest and largest eigenvalue of the constant Hessian. */
export interface Curvature {
  readonly mu: number
  readonly L: number
}

export interface Theory {
  readonly curvature: Curvature
  /** The largest stable rate at a value of the other parameter: the rule diverges beyond it. */
  stableLr(other: number): number
  /** The rate and the other parameter that converge fastest in the long run; null where another value makes no difference. */
  readonly optimum: { readonly lr: number; readonly other: number } | null
  readonly source: 'polyak' | 'lessard' | 'nesterov2004'
}

type Ground = Pick<LandscapeScenario, 'landscape' | 'constants'>

/** Places in the box, as parts of its sides, at which the Hessian must be the same. */
const places = [[0.5, 0.5], [0.07, 0.13], [0.91, 0.17], [0.23, 0.83], [0.77, 0.94], [0.36, 0.05]] as const

/** null unless the Hessian is the same everywhere and positive definite. */
export function curvatureOf(ground: Ground): Curvature | null {
  const { formula, constants } = landscapeText(ground)
  const graph = new Graph()
  const names = new Map(['x', 'y', ...Object.keys(constants)].map((name) => [name, graph.sym(name)]))
  const { hessian } = planeFunction(graph, buildFunction(graph, formula, { names, functions: new Map() }))
  const [[x0, x1], [y0, y1]] = domainOf(ground)
  const at = places.map(([u, v]) => {
    const values = { ...constants, x: x0 + u * (x1 - x0), y: y0 + v * (y1 - y0) }
    return hessian.map((node) => evaluate(node, values))
  })
  const [xx = Number.NaN, xy = Number.NaN, yy = Number.NaN] = at[0] ?? []
  const size = Math.max(Math.abs(xx), Math.abs(xy), Math.abs(yy))
  if (!at.every((row) => [xx, xy, yy].every((value, i) => Math.abs((row[i] ?? Number.NaN) - value) <= 1e-9 * size))) return null
  const root = Math.hypot((xx - yy) / 2, xy)
  const [mu, L] = [(xx + yy) / 2 - root, (xx + yy) / 2 + root]
  return mu > 1e-9 * L ? { mu, L } : null
}

/** How a rule's parameters enter its recurrence, by the names that the catalogue gives them. */
interface Recurrence {
  readonly memory: string | null
  /** The rule's rate that gives a textbook rate. */
  readonly back: (rate: number, beta: number, hyper: Numbers) => number
  /** Largest stable textbook rate times L. */
  readonly limit: (beta: number) => number
  readonly best: (curvature: Curvature) => { readonly rate: number; readonly beta: number }
  readonly source: Theory['source']
}

type Numbers = Readonly<Record<string, number>>

const damped = (hyper: Numbers): number => 1 - (hyper['dampening'] ?? 0)

/** Polyak 1964: z^2 - (1 + beta - lr*lambda) z + beta has its roots in the unit disc for lr*lambda < 2(1 + beta). */
const heavyBall = {
  limit: (beta: number): number => 2 * (1 + beta),
  best: ({ mu, L }: Curvature) => {
    const kappaRoot = Math.sqrt(L / mu)
    return { rate: (2 / (Math.sqrt(L) + Math.sqrt(mu))) ** 2, beta: ((kappaRoot - 1) / (kappaRoot + 1)) ** 2 }
  },
  source: 'polyak',
} as const

/**
 * With a = 1 - lr*lambda: z^2 - (1 + beta) a z + beta a. Its roots leave the disc at z = -1, where (1 + 2 beta) a = -1. The
 * optimum is that of Lessard, Recht & Packard 2016, proposition 1.
 */
const nesterov: Recurrence = {
  memory: 'momentum',
  back: (rate) => rate,
  limit: (beta) => (2 + 2 * beta) / (1 + 2 * beta),
  best: ({ mu, L }) => {
    const root = Math.sqrt((3 * L) / mu + 1)
    return { rate: 4 / (3 * L + mu), beta: (root - 2) / (root + 2) }
  },
  source: 'lessard',
}

const recurrences: Readonly<Record<string, Recurrence>> = {
  sgd: {
    memory: null,
    back: (rate) => rate,
    limit: () => 2,
    best: ({ mu, L }) => ({ rate: 2 / (L + mu), beta: 0 }),
    source: 'nesterov2004',
  },
  momentum: { memory: 'momentum', back: (rate, _, h) => rate / damped(h), ...heavyBall },
  momentum_lr_inside: { memory: 'beta', back: (rate) => rate, ...heavyBall },
  momentum_ema: { memory: 'beta', back: (rate, beta) => rate / (1 - beta), ...heavyBall },
  nesterov,
  nesterov_lookahead: nesterov,
}

/** What theory says of the plane of `lr` and another parameter; null where the rule, the landscape or what is done to the run is beyond it. */
export function theoryOf(scenario: LandscapeScenario, index: number, axes: { readonly x: SweepAxis; readonly y: SweepAxis }): Theory | null {
  const run = scenario.runs[index]
  const params = [axes.x.param, axes.y.param]
  const other = params.find((name) => name !== 'lr')
  if (run === undefined || other === undefined || !params.includes('lr') || scenario.noise.kind !== 'none') return null
  const rule = typeof run.optimizer === 'string' ? recurrences[run.optimizer] : undefined
  if (rule === undefined || !isPlain(run)) return null
  const hyper = numbersIn(hyperOf(run))
  if (rule.source === 'lessard' && (hyper['dampening'] ?? 0) !== 0) return null
  const bowl = curvatureOf(scenario)
  return bowl === null ? null : theoryFor(rule, hyper, other, bowl)
}

function theoryFor(rule: Recurrence, hyper: Numbers, other: string, bowl: Curvature): Theory {
  const withOther = (value: number): Numbers => ({ ...hyper, [other]: value })
  const betaOf = (numbers: Numbers): number => (rule.memory === null ? 0 : (numbers[rule.memory] ?? 0))
  const decayed = (numbers: Numbers): Curvature => ({ mu: bowl.mu + (numbers['weight_decay'] ?? 0), L: bowl.L + (numbers['weight_decay'] ?? 0) })
  const here = decayed(hyper)
  const best = rule.best(here)
  return {
    curvature: here,
    stableLr: (value) => {
      const numbers = withOther(value)
      const beta = betaOf(numbers)
      return rule.back(rule.limit(beta) / decayed(numbers).L, beta, numbers)
    },
    optimum: other === rule.memory ? { lr: rule.back(best.rate, best.beta, hyper), other: best.beta } : null,
    source: rule.source,
  }
}

/** Nothing stands between the rule and the landscape. */
function isPlain({ schedule = {}, weightDecay, clip, cautious, lookahead, ema }: RunSpec): boolean {
  const constant = schedule.formula === undefined && (schedule.id ?? 'constant') === 'constant' && !schedule.warmup
  return constant && !weightDecay && !clip && cautious !== true && !lookahead && !ema
}
