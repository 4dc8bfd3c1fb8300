// What rules must have to do with each other, whatever the landscape: no stored numbers needed.
import { describe, expect, test } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { composeStep, gradientEvaluations } from '../../formula/compose.ts'
import { step as stepSchedule } from '../schedules/step.ts'
import { columnsOf, formulaStep, play } from '../testing.ts'
import type { Row, Setup } from '../testing.ts'
import type { ParamValue, Schedule } from '../types.ts'
import { optimizerById, optimizers } from './registry.ts'

type Hyper = Readonly<Record<string, ParamValue>>

const valley: Omit<Setup, 'columns'> = { landscape: '(1 - x)^2 + 20*(y - x^2)^2', start: [-1.2, 1], steps: 60 }
const bowl: Omit<Setup, 'columns'> = { landscape: '0.5*(x^2 + 25*y^2)', start: [-4, 1.3], steps: 30 }

function run(id: string, hyper: Hyper, setup = valley, schedule?: Schedule): Row[] {
  const optimizer = optimizerById.get(id)
  if (!optimizer) throw new Error(`no optimizer ${id}`)
  const columns = { ...columnsOf(optimizer.hyper, hyper), ...columnsOf(schedule?.params ?? [], { step_size: 10 }, 'schedule.') }
  return play(formulaStep(optimizer, schedule), { ...setup, columns })
}

const points = (rows: readonly Row[]): (readonly [number, number])[] => rows.map(({ x, y }) => [x, y])
const gap = (a: readonly (readonly [number, number])[], b: readonly (readonly [number, number])[]): number =>
  Math.max(...a.map(([x, y], n) => Math.hypot(x - (b[n]?.[0] ?? Number.NaN), y - (b[n]?.[1] ?? Number.NaN))))

/** Rounding alone, over 60 steps on a valley that stretches errors a little. */
const rounding = 1e-10

describe('the three printed forms of momentum', () => {
  const [lr, beta] = [0.002, 0.9]
  const outside = (schedule?: Schedule): Row[] => run('momentum', { lr, momentum: beta }, valley, schedule)
  const inside = (schedule?: Schedule): Row[] => run('momentum_lr_inside', { lr, beta }, valley, schedule)
  const averaged = (schedule?: Schedule): Row[] => run('momentum_ema', { lr: lr / (1 - beta), beta }, valley, schedule)

  test('coincide at a constant rate', () => {
    expect(gap(points(outside()), points(inside()))).toBeLessThan(rounding)
    expect(gap(points(outside()), points(averaged()))).toBeLessThan(rounding)
  })

  test('under a schedule the form with the rate inside goes its own way, the other two still coincide', () => {
    expect(gap(points(outside(stepSchedule)), points(averaged(stepSchedule)))).toBeLessThan(rounding)
    expect(gap(points(outside(stepSchedule)), points(inside(stepSchedule)))).toBeGreaterThan(1e-3)
  })
})

test('the points of nesterov are the look-ahead points of its textbook form', () => {
  const ahead = run('nesterov_lookahead', { lr: 0.002, momentum: 0.9 }).map(
    ({ x, y, slots }) => [x + 0.9 * (slots['v.x'] ?? Number.NaN), y + 0.9 * (slots['v.y'] ?? Number.NaN)] as const,
  )
  expect(gap(ahead, points(run('nesterov', { lr: 0.002, momentum: 0.9 })))).toBeLessThan(rounding)
})

test.each<[string, Hyper, string, Hyper]>([
  ['adamw', { lr: 0.1, weight_decay: 0 }, 'adam', { lr: 0.1 }],
  ['ademamix', { lr: 0.1, alpha: 0 }, 'adam', { lr: 0.1 }],
  ['ademamix', { lr: 0.1, beta3: 0.99, warmup: 0 }, 'ademamix', { lr: 0.1, beta3: 0.99, warmup: null }],
  ['prodigy', { lr: 0.5, beta3: Math.sqrt(0.999), growth_rate: 1e30 }, 'prodigy', { lr: 0.5 }],
  ['momentum', { lr: 0.002, momentum: 0 }, 'sgd', { lr: 0.002 }],
  ['asgd', { lr: 0.002, lambd: 0 }, 'sgd', { lr: 0.002 }],
  ['signum', { lr: 0.01, beta: 0 }, 'sign_sgd', { lr: 0.01 }],
  ['lion', { lr: 0.01, beta1: 0.9, beta2: 0.9 }, 'signum', { lr: 0.01, beta: 0.9 }],
  ['sam', { lr: 0.002, rho: 0 }, 'sgd', { lr: 0.002 }],
  ['rmsprop', { lr: 0.01, alpha: 0.999 }, 'adam_no_bias_correction', { lr: 0.01, beta1: 0 }],
  ['schedule_free_sgd', { lr: 0.002, momentum: 0.9, warmup_steps: 0 }, 'schedule_free_sgd', { lr: 0.002, momentum: 0.9, weight_lr_power: 0 }],
])('%s with %o is %s with %o', (id, hyper, other, otherHyper) => {
  expect(gap(points(run(id, hyper)), points(run(other, otherHyper)))).toBeLessThan(rounding)
})

test('sgd_sqrt_decay takes its first step with the whole rate and the second with half', () => {
  const line = { landscape: 'x + y', start: [0, 0] as const, steps: 2 }
  expect(points(run('sgd_sqrt_decay', { lr: 1 }, line))).toEqual([[0, 0], [-1, -1], [-1.5, -1.5]])
})

test('the first step of adam is lr in every coordinate; without bias correction 3.16 times that', () => {
  const { x, y } = run('adam', { lr: 0.1 })[1] ?? { x: 0, y: 0 }
  expect([x - -1.2, 1 - y]).toEqual([expect.closeTo(0.1, 8), expect.closeTo(-0.1, 8)])
  const bare = run('adam_no_bias_correction', { lr: 0.1 })[1] ?? { x: 0, y: 0 }
  expect(bare.x - -1.2).toBeCloseTo((0.1 * 0.1) / Math.sqrt(0.001), 6)
})

test('newton lands on the minimum of a quadratic in one step', () => {
  const { x, y } = run('newton', { lr: 1 }, bowl)[1] ?? { x: 1, y: 1 }
  expect(Math.hypot(x, y)).toBeLessThan(1e-14)
})

test('saddle-free newton leaves a saddle that newton runs into', () => {
  const saddle = { landscape: 'x^2 - y^2 + 0.1*y^4', start: [1, 0.1] as const, steps: 40 }
  expect(run('newton', { lr: 0.5 }, saddle).at(-1)?.loss).toBeCloseTo(0, 6)
  expect(run('newton_saddle_free', { lr: 0.5 }, saddle).at(-1)?.loss).toBeCloseTo(-2.5, 6)
})

test('extragradient multiplies each coordinate of a bowl by 1 - a + a^2, where a is lr times the curvature', () => {
  const { x, y } = run('extragradient', { lr: 0.02 }, bowl)[1] ?? { x: 0, y: 0 }
  expect(x).toBeCloseTo(-4 * (1 - 0.02 + 0.02 ** 2), 13)
  expect(y).toBeCloseTo(1.3 * (1 - 0.5 + 0.25), 13)
})

test('sam takes the gradient rho further uphill', () => {
  const [lr, rho] = [0.01, 0.3]
  const size = Math.hypot(-4, 32.5)
  const { x, y } = run('sam', { lr, rho }, bowl)[1] ?? { x: 0, y: 0 }
  expect(x).toBeCloseTo(-4 - lr * (-4 + (rho * -4) / size), 12)
  expect(y).toBeCloseTo(1.3 - lr * 25 * (1.3 + (rho * 32.5) / size), 12)
})

test('the misprinted RMSprop walks left and down wherever the slope points', () => {
  const rows = run('rmsprop_numerator', { lr: 0.01 }, bowl)
  for (const [n, row] of rows.entries()) if (n > 0) expect(row.x < (rows[n - 1]?.x ?? 0) && row.y < (rows[n - 1]?.y ?? 0)).toBe(true)
  expect(rows.at(-1)?.loss).toBeGreaterThan(rows[0]?.loss ?? 0)
})

test('at a stationary start every rule that does not use curvature stays', () => {
  const flat = { landscape: 'x^2 + y^2', start: [0, 0] as const, steps: 5 }
  // Yogi begins its momentum at m_init, and the optax form of it therefore moves from a standstill.
  const moved = optimizers
    .filter((o) => o.kind === 'formula' && o.family !== 'second-order' && o.id !== 'muon')
    .filter((o) => gap(points(run(o.id, {}, flat)), [[0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]) !== 0)
  expect(moved.map((o) => o.id)).toEqual(['yogi'])
})

test('only sam, extragradient ask for a second gradient', () => {
  const evaluations = new Map(
    optimizers.flatMap((o) => (o.kind === 'formula' ? [[o.id, gradientEvaluations(composeStep(new Graph(), formulaStep(o)))] as const] : [])),
  )
  expect([...evaluations].filter(([, n]) => n !== 1)).toEqual([['sam', 2], ['extragradient', 2]])
})
