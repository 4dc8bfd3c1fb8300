import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeStep } from './compose.ts'
import { Graph } from './graph.ts'
import type { Node } from './graph.ts'
import { RefusedRule, expandPlane, planeFunction } from './plane.ts'
import type { NoiseKind, PlaneProgram } from './plane.ts'
import { buildFunction } from './program.ts'
import { evaluate } from './reference.ts'

interface Given {
  readonly formula?: string
  readonly params?: readonly string[]
  readonly noise?: NoiseKind
  readonly init?: Readonly<Record<string, string>>
}

function expand(rule: string, { formula = 'x^2 + 3*y^2', params = ['lr', 'a', 'b', 'c', 'vx'], noise = 'none', init = {} }: Given = {}): PlaneProgram {
  const graph = new Graph()
  const names = new Map(['x', 'y', 'a', 'b', 'c'].map((n) => [n, graph.sym(n === 'x' || n === 'y' ? n : `constant:${n}`)]))
  const landscape = planeFunction(graph, buildFunction(graph, formula, { names, functions: new Map() }))
  const step = composeStep(graph, { rule: { rule, init, params }, schedule: { rule: 'lr = lr', init: {}, params: [] }, warmup: null, modifiers: [] })
  return expandPlane(step, landscape, noise)
}

/** The next point. */
function next(rule: string, at: Readonly<Record<string, number>>, given?: Given): [number, number] {
  const [x, y] = expand(rule, given).states.map((s) => evaluate(s.next, at))
  return [x ?? Number.NaN, y ?? Number.NaN]
}

const at = { x: 2, y: -1, 'column:lr': 0.5, t: 1, T: 10 }

describe('a step on the plane', () => {
  it.each<[string, [number, number]]>([
    ['theta - lr*g', [0, 2]],
    ['g', [4, -6]],
    ['grad(theta*2)', [8, -12]],
    ['grad(0)', [0, 0]],
    ['grad(lr)', [1, 3]],
    ['loss', [7, 7]],
    ['theta*loss', [14, -7]],
    ['norm(theta)', [Math.sqrt(5), Math.sqrt(5)]],
    ['norm(-lr)', [0.5, 0.5]],
    ['sum(theta) + sum(lr)', [1.5, 1.5]],
    ['mean(theta) + mean(lr)', [1, 1]],
    ['total(sum(theta))', [1, 1]],
    ['total(theta)', [1, 1]],
    ['dot(theta, g)', [14, 14]],
    ['dot(theta, 2)', [2, 2]],
    ['dot(lr, 2)', [1, 1]],
    ['hdiag()', [2, 6]],
    ['t + T', [11, 11]],
  ])('theta = %s', (expression, point) => {
    const found = next(`theta = ${expression}`, at)
    expect(found[0]).toBeCloseTo(point[0], 14)
    expect(found[1]).toBeCloseTo(point[1], 14)
  })

  it('keeps two numbers for a slot across the pair and one for a number per run', () => {
    const { states, watched } = expand('m = m + g\nn = n + norm(g)\nu = m/n\ntheta = theta - lr*u', { init: { m: '2*theta', n: 'lr' } })
    expect(states.map((s) => [s.name, s.symbol.name])).toEqual([['x', 'x'], ['y', 'y'], ['m.x', 'state:m.x'], ['m.y', 'state:m.y'], ['n', 'state:n']])
    expect(states.map((s) => evaluate(s.start, at))).toEqual([2, -1, 4, -2, 0.5])
    expect([...watched.keys()]).toEqual(['m.x', 'm.y', 'n', 'u.x', 'u.y'])
  })

  it('of many terms does not overflow the stack', () => {
    expect(next(`theta = theta${' + g'.repeat(900)}`, at)[0]).toBeCloseTo(2 + 900 * 4, 9)
    expect(next('theta = g', at, { formula: `x*y${' + x'.repeat(900)}` })[0]).toBeCloseTo(899, 9)
  })

  it('draws the point it stands at, with its loss and its exact gradient', () => {
    const { shown } = expand('theta = theta - lr*g', { noise: 'gaussian' })
    expect([shown.x, shown.y, shown.loss, ...shown.gradient].map((n: Node) => evaluate(n, at))).toEqual([2, -1, 7, 4, -6])
  })
})

describe('noise', () => {
  const noisy = { ...at, 'noise.scale': 0.1, 'noise.x': 3, 'noise.y': -2 }

  it.each<[NoiseKind, [number, number]]>([
    ['none', [4, -6]],
    ['gaussian', [4.3, -6.2]],
    ['heavy-tail', [4.3, -6.2]],
    ['multiplicative', [4 * 1.3, -6 * 0.8]],
  ])('%s changes what the rule sees as its gradient', (noise, gradient) => {
    const seen = next('theta = g', noisy, { noise })
    expect(seen[0]).toBeCloseTo(gradient[0], 14)
    expect(seen[1]).toBeCloseTo(gradient[1], 14)
    expect(expand('theta = g', { noise }).gradient.map((n) => evaluate(n, noisy))).toEqual(seen)
  })

  it('is the same draw for every gradient of a step, and touches neither loss nor curvature', () => {
    const [x] = next('theta = grad(theta) - grad(theta*2)', noisy, { noise: 'gaussian' })
    expect(x).toBeCloseTo(-4, 14)
    expect(next('theta = hdiag()*loss', noisy, { noise: 'gaussian' })).toEqual(next('theta = hdiag()*loss', at))
  })
})

/** The loss with Hessian [[a, b], [b, c]]. */
const quadratic: Given = { formula: '0.5*(a*x^2 + 2*b*x*y + c*y^2)' }
const entry = fc.double({ min: -4, max: 4, noNaN: true })

describe('solving with the Hessian', () => {
  const solve = (op: string, h: readonly [number, number, number], v: readonly [number, number], damping: number): [number, number] => {
    const [a, b, c] = h
    const values = { x: v[0], y: v[1], 'constant:a': a, 'constant:b': b, 'constant:c': c, 'column:lr': damping }
    return next(`theta = ${op}(theta, lr)`, values, quadratic)
  }

  it('hsolve: (H + damping I) p = v', () => {
    fc.assert(
      fc.property(fc.tuple(entry, entry, entry), fc.tuple(entry, entry), fc.constantFrom(0, 0.1, 2), ([a, b, c], v, damping) => {
        const det = (a + damping) * (c + damping) - b * b
        fc.pre(Math.abs(det) > 1e-3)
        const [px, py] = solve('hsolve', [a, b, c], v, damping)
        // 1e-11: rounding of v, magnified by a condition number of at most 1e5.
        expect(Math.abs((a + damping) * px + b * py - v[0])).toBeLessThan(1e-11)
        expect(Math.abs(b * px + (c + damping) * py - v[1])).toBeLessThan(1e-11)
      }),
    )
  })

  it.each<[string, [number, number, number], number]>([
    ['a flat place', [0, 0, 0], 0],
    ['a valley without end', [1, 1, 1], 0],
    ['a determinant just below 1e-12', [1, 0, 0.9e-12], 0],
    ['damping that makes it singular', [-1, 0, 5], 1],
  ])('hsolve: p = v on %s', (_, h, damping) => {
    expect(solve('hsolve', h, [3, -2], damping)).toEqual([3, -2])
  })

  it('hsolve_abs: turns p back by |H| + damping I', () => {
    fc.assert(
      fc.property(fc.tuple(entry, entry, entry), fc.tuple(entry, entry), fc.constantFrom(0.01, 1), ([a, b, c], v, damping) => {
        const [px, py] = solve('hsolve_abs', [a, b, c], v, damping)
        const [m11, m12, m22] = absolute(a, b, c)
        const back = [(m11 + damping) * px + m12 * py, m12 * px + (m22 + damping) * py]
        // 1e-11: rounding, magnified by at most (8 + damping)/damping.
        expect(Math.abs((back[0] ?? 0) - v[0])).toBeLessThan(1e-11)
        expect(Math.abs((back[1] ?? 0) - v[1])).toBeLessThan(1e-11)
      }),
    )
  })

  it.each<[[number, number, number], [number, number]]>([
    [[2, 0, 2], [1.5, -1]],
    [[-2, 0, 2], [1.5, -1]],
    [[0, 0, 0], [3, -2]],
    [[0, 2, 0], [1.5, -1]],
  ])('hsolve_abs: of the Hessian %j', (h, p) => {
    const damping = h.every((n) => n === 0) ? 1 : 0
    const found = solve('hsolve_abs', h, [3, -2], damping)
    expect(found[0]).toBeCloseTo(p[0], 14)
    expect(found[1]).toBeCloseTo(p[1], 14)
  })
})

/** |H| by its eigenvectors, found as an angle. */
function absolute(a: number, b: number, c: number): [number, number, number] {
  const angle = 0.5 * Math.atan2(2 * b, a - c)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [l1, l2] = [a * cos * cos + 2 * b * cos * sin + c * sin * sin, a * sin * sin - 2 * b * cos * sin + c * cos * cos].map(Math.abs) as [number, number]
  return [l1 * cos * cos + l2 * sin * sin, (l1 - l2) * cos * sin, l1 * sin * sin + l2 * cos * cos]
}

describe('what a plane cannot give', () => {
  it('is refused in one sentence', () => {
    const rule = 'm = lr*m + g\ntheta = theta - orthogonalize(m, 5, 1e-7)'
    expect(() => expand(rule)).toThrow(RefusedRule)
    expect(() => expand(rule)).toThrow('This rule needs matrix-shaped parameters; a point of the plane is a vector. It waits for networks.')
  })
})
