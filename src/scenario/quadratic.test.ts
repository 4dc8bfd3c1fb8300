// The closed forms against the recurrences themselves: roots of the characteristic polynomials, searched by brute force.
import { describe, expect, test } from 'vitest'
import { fillDefaults } from './defaults.ts'
import { curvatureOf, theoryOf } from './quadratic.ts'
import type { LandscapeScenario, RunSpec } from './types.ts'

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)

const kappa = 25
const bowl = (run: RunSpec, extra: object = {}): LandscapeScenario =>
  fillDefaults({ landscape: 'quadratic_ill', constants: { kappa }, runs: [run], ...extra })
const axes = (other: string) =>
  ({ x: { param: 'lr', min: 1e-3, max: 1, scale: 'log' }, y: { param: other, min: 0, max: 1, scale: 'linear' } }) as const

/** Largest modulus of the roots of z^2 + b z + c. */
function radius(b: number, c: number): number {
  const d = b * b - 4 * c
  return d < 0 ? Math.sqrt(c) : Math.max(Math.abs(-b + Math.sqrt(d)), Math.abs(-b - Math.sqrt(d))) / 2
}

type Speed = (lr: number, beta: number, lambda: number) => number
const heavyBall: Speed = (lr, beta, lambda) => radius(-(1 + beta - lr * lambda), beta)
const nesterov: Speed = (lr, beta, lambda) => radius(-(1 + beta) * (1 - lr * lambda), beta * (1 - lr * lambda))

const rules: [string, string, Speed][] = [
  ['sgd', 'weight_decay', (lr, decay, lambda) => Math.abs(1 - lr * (lambda + decay))],
  ['momentum', 'momentum', heavyBall],
  ['momentum_lr_inside', 'beta', heavyBall],
  ['momentum_ema', 'beta', (lr, beta, lambda) => heavyBall(lr * (1 - beta), beta, lambda)],
  ['nesterov', 'momentum', nesterov],
  ['nesterov_lookahead', 'momentum', nesterov],
]

describe('a landscape is a bowl', () => {
  test.each<[string, object, { mu: number; L: number } | null]>([
    ['sphere', {}, { mu: 2, L: 2 }],
    ['quadratic_ill', { kappa: 100 }, { mu: 1, L: 100 }],
    ['rotated_quadratic', { kappa: 9, angle: 33 }, { mu: 1, L: 9 }],
    ['rosenbrock', {}, null],
    ['abs_valley', {}, null],
    ['saddle', {}, null],
  ])('%s', (landscape, constants, expected) => {
    const found = curvatureOf({ landscape, constants: { ...fillDefaults({ landscape, runs: [{ optimizer: 'sgd' }] }).constants, ...constants } })
    expect(found).toEqual(expected && { mu: near(expected.mu, 9), L: near(expected.L, 9) })
  })

  test('an own formula, too', () => {
    expect(curvatureOf({ landscape: { formula: '3*(x - 1)^2 + y^2', domain: [[-1, 1], [-1, 1]] } })).toEqual({ mu: 2, L: 6 })
  })
})

describe.each(rules)('%s over %s', (optimizer, other, speed) => {
  const theory = theoryOf(bowl({ optimizer }), 0, axes(other))

  test.each([0, 0.2, 0.5, 0.9])('is stable up to the boundary and not beyond, at %f', (value) => {
    const limit = theory?.stableLr(value) ?? Number.NaN
    const worst = (lr: number): number => Math.max(speed(lr, value, 1), speed(lr, value, kappa))
    expect(worst(limit * 0.999)).toBeLessThan(1)
    expect(worst(limit * 1.001)).toBeGreaterThan(1)
  })

  test('is nowhere faster than at its optimum', () => {
    if (theory?.optimum === null || theory === null) return
    const { lr, other: best } = theory.optimum
    const worst = (rate: number, beta: number): number => Math.max(speed(rate, beta, 1), speed(rate, beta, kappa))
    const reached = worst(lr, best)
    for (let beta = 0; beta < 1; beta += 0.01) {
      for (let factor = 0.3; factor < 3; factor += 0.02) expect(worst(lr * factor, beta)).toBeGreaterThan(reached - 1e-9)
    }
  })
})

describe('theory is silent', () => {
  test.each<[string, LandscapeScenario]>([
    ['off the quadratics', fillDefaults({ landscape: 'rosenbrock', runs: [{ optimizer: 'momentum' }] })],
    ['under noise', bowl({ optimizer: 'momentum' }, { noise: { kind: 'gaussian', scale: 1 } })],
    ['under a schedule', bowl({ optimizer: 'momentum', schedule: { id: 'cosine' } })],
    ['where gradients are clipped', bowl({ optimizer: 'momentum', clip: { kind: 'norm', value: 1 } })],
    ['on a rule that is no linear recurrence', bowl({ optimizer: 'adam' })],
  ])('%s', (_, scenario) => expect(theoryOf(scenario, 0, axes('momentum'))).toBeNull())
})

test('heavy ball has the optimum and the boundary of the textbook', () => {
  const theory = theoryOf(bowl({ optimizer: 'momentum' }), 0, axes('momentum'))
  expect(theory?.optimum).toEqual({ lr: near((2 / (Math.sqrt(kappa) + 1)) ** 2, 12), other: near(((Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1)) ** 2, 12) })
  expect(theory?.stableLr(0.5)).toBeCloseTo((2 * 1.5) / kappa, 12)
})
