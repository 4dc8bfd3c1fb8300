import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differentiate, planeDerivatives } from './differentiate.ts'
import { Graph, topological } from './graph.ts'
import { binary, unary } from './ops.ts'
import { buildFunction } from './program.ts'
import { evaluate } from './reference.ts'

function derivativesOf(formula: string) {
  const g = new Graph()
  const [x, y] = [g.sym('x'), g.sym('y')]
  const value = buildFunction(g, formula, { names: new Map([['x', x], ['y', y]]), functions: new Map() })
  return { value, ...planeDerivatives(g, value, x, y) }
}

/** Richardson's extrapolation of central differences: error about 1e-10 for numbers of order 1. */
function slope(f: (h: number) => number): number {
  const central = (h: number): number => (f(h) - f(-h)) / (2 * h)
  return (4 * central(5e-4) - central(1e-3)) / 3
}

const smooth: readonly string[] = [
  'x + y', 'x - y', 'x*y', 'x*x', 'x/y', 'y/2', '-x', 'x^y', 'x^2.5', 'x^7', 'x^-3', 'x^70', '2^x', 'sqrt(x)', 'abs(x - y)', 'exp(x*y)', 'log(x)', 'log1p(x)', 'log2(x)',
  'log10(x)', 'sin(x)', 'cos(x*y)', 'tan(x)', 'tanh(x)', 'atan(x*y)', 'sigmoid(x - y)', 'erf(x)', 'max(x, y)', 'min(x, y)', 'max(y, x, 0.1)', 'clamp(x*y, -1, 5)',
  'x > y ? x^2 : y^3', 'floor(x)*y', 'sign(x - 1)*y', 'mod(x, 0.7)*y', '(x < y)*x', '(x <= y and not (x == 3))*x*y', '(x < y or y > 5)*x', 'ceil(x)*x',
]

describe('derivatives', () => {
  it('are tested for every operation that can be differentiated', () => {
    const used = new Set<string>(smooth.flatMap((formula) => {
      const g = new Graph()
      const names = new Map([['x', g.sym('x')], ['y', g.sym('y')]])
      return topological([buildFunction(g, formula, { names, functions: new Map() })]).map((n) => n.op)
    }))
    expect([...Object.keys(unary), ...Object.keys(binary), 'select'].filter((op) => !used.has(op))).toEqual([])
  })

  it.each(smooth)('%s: gradient and Hessian are the slopes of value and gradient', (formula) => {
    const { value, gradient, hessian } = derivativesOf(formula)
    for (const [x, y] of [[0.6, 0.9], [1.3, 0.8], [0.45, 1.2]] as const) {
      const [alongX, alongY] = [(h: number) => ({ x: x + h, y }), (h: number) => ({ x, y: y + h })]
      const pairs = [
        [gradient[0], value, alongX],
        [gradient[1], value, alongY],
        [hessian[0], gradient[0], alongX],
        [hessian[1], gradient[0], alongY],
        [hessian[1], gradient[1], alongX],
        [hessian[2], gradient[1], alongY],
      ] as const
      for (const [exact, of, along] of pairs) {
        const measured = slope((h) => evaluate(of, along(h)))
        const scale = Math.max(1, Math.abs(measured), Math.abs(evaluate(value, { x, y })))
        // 1e-8: the differences are the weak side. x^70 bends so fast that their own error is 1e-4.
        expect(Math.abs(evaluate(exact, { x, y }) - measured) / scale, `at ${x}, ${y}`).toBeLessThan(formula === 'x^70' ? 1e-3 : 1e-8)
      }
    }
  })

  it('of a random formula commute: f_xy = f_yx', () => {
    const { text } = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom('x', 'y', '2', '0.3'),
        fc.tuple(tie('text'), fc.constantFrom('+', '-', '*'), tie('text')).map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie('text').map((a) => `(${a})/(2 + ${a}^2)`),
        fc.tuple(fc.constantFrom('sin', 'cos', 'tanh', 'atan', 'sigmoid', 'erf'), tie('text')).map(([f, a]) => `${f}(${a})`),
        tie('text').map((a) => `log1p((${a})^2)`),
        tie('text').map((a) => `sqrt(1 + (${a})^2)`),
        tie('text').map((a) => `exp(-(${a})^2)`),
      ),
    }))
    const number = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(text, number, number, (formula, x, y) => {
        const g = new Graph()
        const names = new Map([['x', g.sym('x')], ['y', g.sym('y')]])
        const { gradient, hessian } = planeDerivatives(g, buildFunction(g, formula, { names, functions: new Map() }), g.sym('x'), g.sym('y'))
        const [xy, yx] = [evaluate(hessian[1], { x, y }), evaluate(differentiate(g, gradient[1], g.sym('x')), { x, y })]
        // Rounding alone differs; terms of up to about 1e3 cancel in formulas of this depth.
        expect(Math.abs(xy - yx), formula).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(xy)))
      }),
      // A fixed seed: a tree deep enough can cancel more digits than any tolerance allows.
      { numRuns: 300, seed: 1 },
    )
  })

  it.each([
    ['abs(x)', 0, 0, 0],
    ['sqrt(x^2 + y^2)', 0, 0, 0],
    ['sqrt(x)', 0, 0, 0],
    ['max(x, y)', 0.7, 0.7, 0.5],
    ['min(x, y)', 0.7, 0.7, 0.5],
    ['max(x, 0)', 0, 0, 0.5],
    ['max(x, 2x)', 0, 0, 1.5],
    ['sign(x)', 0, 0, 0],
    ['floor(x)', 1, 0, 0],
    ['x^2', 0, 0, 0],
    ['x^1', 0, 0, 1],
    ['-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20', 0, 0, 0],
  ])('at its corner %s at (%d, %d) has slope %d', (formula, x, y, expected) => {
    expect(evaluate(derivativesOf(formula).gradient[0], { x, y })).toBeCloseTo(expected, 15)
  })

  it('of a long formula take no longer than the formula', () => {
    const terms = Array.from({ length: 250 }, (_, i) => `sin(${i + 1}x)*y`).join(' + ')
    const { hessian } = derivativesOf(terms)
    expect(evaluate(hessian[1], { x: 0, y: 1 })).toBeCloseTo((250 * 251) / 2, 6)
  })
})
