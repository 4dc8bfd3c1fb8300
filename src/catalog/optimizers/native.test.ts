// Native rules through their steppers, on losses and gradients that are written here by hand.
import { describe, expect, test } from 'vitest'
import { trajectories } from '../../golden/trajectories.ts'
import type { GoldenValue } from '../../golden/trajectories.ts'
import type { PlaneProblem } from '../types.ts'
import { optimizerById } from './registry.ts'

type Pair = readonly [number, number]

const problem = (loss: (x: number, y: number) => number, gradient: (x: number, y: number) => Pair): PlaneProblem => ({
  loss,
  gradient,
  hessian: () => {
    throw new Error('no rule here asks for the Hessian')
  },
})

const tau = 2 * Math.PI
const bealeTerms = (x: number, y: number): [number, number, number] => [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3]

const problems: Readonly<Record<string, PlaneProblem>> = {
  sphere: problem((x, y) => x * x + y * y, (x, y) => [2 * x, 2 * y]),
  quadratic_ill: problem((x, y) => 0.5 * (x * x + 25 * y * y), (x, y) => [x, 25 * y]),
  rosenbrock: problem(
    (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  ),
  himmelblau: problem(
    (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    (x, y) => [4 * x * (x * x + y - 11) + 2 * (x + y * y - 7), 2 * (x * x + y - 11) + 4 * y * (x + y * y - 7)],
  ),
  beale: problem(
    (x, y) => bealeTerms(x, y).reduce((sum, term) => sum + term * term, 0),
    (x, y) => {
      const [a, b, c] = bealeTerms(x, y)
      return [2 * (a * (y - 1) + b * (y * y - 1) + c * (y ** 3 - 1)), 2 * x * (a + 2 * b * y + 3 * c * y * y)]
    },
  ),
  booth: problem(
    (x, y) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    (x, y) => [2 * (x + 2 * y - 7) + 4 * (2 * x + y - 5), 4 * (x + 2 * y - 7) + 2 * (2 * x + y - 5)],
  ),
  rastrigin: problem(
    (x, y) => 20 + x * x - 10 * Math.cos(tau * x) + y * y - 10 * Math.cos(tau * y),
    (x, y) => [2 * x + 10 * tau * Math.sin(tau * x), 2 * y + 10 * tau * Math.sin(tau * y)],
  ),
  styblinski_tang: problem(
    (x, y) => 0.5 * (x ** 4 - 16 * x * x + 5 * x + y ** 4 - 16 * y * y + 5 * y),
    (x, y) => [2 * x ** 3 - 16 * x + 2.5, 2 * y ** 3 - 16 * y + 2.5],
  ),
  three_hump_camel: problem(
    (x, y) => 2 * x * x - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y * y,
    (x, y) => [4 * x - 4.2 * x ** 3 + x ** 5 + y, x + 2 * y],
  ),
}

function path(id: string, hyper: Readonly<Record<string, GoldenValue>>, of: PlaneProblem, start: Pair, steps: number): Pair[] {
  const optimizer = optimizerById.get(id)
  if (optimizer?.kind !== 'native') throw new Error(`${id} is not native`)
  const stepper = optimizer.create({ ...Object.fromEntries(optimizer.hyper.map((p) => [p.name, p.default])), ...hyper })
  const lr = typeof hyper['lr'] === 'number' ? hyper['lr'] : 1
  const points: Pair[] = [start]
  for (let t = 1, [x, y] = start; t <= steps; t++) {
    ;[x, y] = stepper.step(x, y, lr, t, of)
    points.push([x, y])
  }
  return points
}

const ill = problems['quadratic_ill'] ?? problem(() => 0, () => [0, 0])
const rosenbrock = problems['rosenbrock'] ?? ill
const rows = trajectories.filter((c) => c.optimizer === 'bfgs' || c.optimizer === 'lbfgs')

describe('bfgs and lbfgs reproduce every golden row', () => {
  test('of which there are 21', () => expect(rows).toHaveLength(21))

  test.each(rows.map((row) => [row.case, row.optimizer, row.function, row] as const))('%s %s %s', (_, id, name, row) => {
    const of = problems[name]
    if (!of) throw new Error(`no ${name} in this test`)
    const points = path(id, row.hyper, of, row.start, 200)
    for (const [n, x, y, loss] of row.steps) {
      const [gotX, gotY] = points[n] ?? [Number.NaN, Number.NaN]
      expect(Math.max(Math.abs(gotX - x), Math.abs(gotY - y)), `point at ${n}`).toBeLessThanOrEqual(row.tol_f64)
      expect(Math.abs(of.loss(gotX, gotY) - loss), `loss at ${n}`).toBeLessThanOrEqual(row.tol_f64_loss * (1 + Math.abs(loss)))
    }
  })

  test('where the loss is not a number, they turn back instead of following it', () => {
    for (const id of ['bfgs', 'lbfgs']) {
      let outside = 0
      const loss = (x: number): number => (x > 0.5 ? x - Math.log(x) : (outside++, Number.NaN))
      const [x] = path(id, {}, problem(loss, (at) => [1 - 1 / at, 0]), [4, 0], 50).at(-1) ?? [0, 0]
      expect(outside).toBeGreaterThan(0)
      // Both stop where a step promises less than 1e-9, which leaves the root of it as distance.
      expect(Math.abs(x - 1)).toBeLessThan(4e-5)
    }
  })
})

describe('shampoo', () => {
  test('is Adagrad along an axis: lr*g/sqrt(eps + sum of g^2)', () => {
    const line = problem((x) => x * x, (x) => [2 * x, 0])
    const [, first, second] = path('shampoo', { lr: 0.5, eps: 0.1 }, line, [3, 0], 2)
    const x1 = 3 - (0.5 * 6) / Math.sqrt(0.1 + 36)
    const x2 = x1 - (0.5 * 2 * x1) / Math.sqrt(0.1 + 36 + (2 * x1) ** 2)
    expect(first?.[0]).toBeCloseTo(x1, 13)
    expect(second?.[0]).toBeCloseTo(x2, 13)
  })

  test('takes the power -1/2 of the whole matrix', () => {
    const [g, eps] = [[3, 4] as const, 2]
    const [, next] = path('shampoo', { lr: 1, eps }, problem(() => 0, () => g), [0, 0], 1)
    // eps*I + g gT has g as eigenvector with eigenvalue eps + |g|^2.
    expect(next?.[0]).toBeCloseTo(-3 / Math.sqrt(27), 13)
    expect(next?.[1]).toBeCloseTo(-4 / Math.sqrt(27), 13)
  })
})

/** A loss and the same loss turned by an angle. */
function turned(of: PlaneProblem, angle: number): { of: PlaneProblem; turn: (p: Pair) => Pair } {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const turn = ([x, y]: Pair): Pair => [cos * x - sin * y, sin * x + cos * y]
  const back = ([x, y]: Pair): Pair => [cos * x + sin * y, cos * y - sin * x]
  return { turn, of: problem((x, y) => of.loss(...back([x, y])), (x, y) => turn(of.gradient(...back([x, y])))) }
}

describe.each([['shampoo', 0.2], ['soap', 0.02]] as const)('%s', (id, lr) => {
  test('does not care how the valley is turned', () => {
    const { of, turn } = turned(ill, 0.7)
    const straight = path(id, { lr }, ill, [-4, 1.3], 100)
    const askew = path(id, { lr }, of, turn([-4, 1.3]), 100)
    for (const [n, point] of straight.entries()) {
      const [x, y] = turn(point)
      expect(Math.hypot(x - (askew[n]?.[0] ?? 0), y - (askew[n]?.[1] ?? 0)), `step ${n}`).toBeLessThan(1e-6)
    }
  })

  test('comes down the curved valley at its good rate', () => {
    const [x, y] = path(id, { lr }, rosenbrock, [-1.2, 1], 500).at(-1) ?? [Number.NaN, Number.NaN]
    expect(rosenbrock.loss(x, y)).toBeLessThan(0.5)
  })
})

test('soap first steps lr along the gradient', () => {
  const [, next] = path('soap', { lr: 0.1 }, problem(() => 0, () => [3, 4]), [0, 0], 1)
  expect(next?.[0]).toBeCloseTo(-0.06, 8)
  expect(next?.[1]).toBeCloseTo(-0.08, 8)
})

test('soap with weight_decay also shrinks the point by lr*weight_decay', () => {
  const flat = problem(() => 0, () => [0, 0])
  expect(path('soap', { lr: 0.1, weight_decay: 0.5 }, flat, [2, -4], 1).at(-1)).toEqual([2 * 0.95, -4 * 0.95])
})
