import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closest } from './error.ts'
import { Graph } from './graph.ts'
import { buildFunction } from './program.ts'
import { Tape, evaluate } from './reference.ts'

const g = new Graph()
const formula = (text: string) => buildFunction(g, text, { names: new Map(['x', 'y', 'z'].map((n) => [n, g.sym(n)])), functions: new Map() })

describe('a tape', () => {
  const roots = [formula('sin(x)*y + sqrt(abs(x)) - x/y'), formula('x < y ? x^3 : max(y, 2)'), g.sym('x'), g.const(7)]

  it('gives every lane of a block what it would give alone', () => {
    const number = fc.double({ min: -9, max: 9, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 70 }), (points) => {
        const block = new Tape(roots).block(points.length)
        block.input('x')?.set(points.map(([x]) => x))
        block.input('y')?.set(points.map(([, y]) => y))
        block.run()
        points.forEach(([x, y], lane) => {
          roots.forEach((root, i) => expect(Object.is(block.outputs[i]?.[lane], evaluate(root, { x, y }))).toBe(true))
        })
      }),
      { numRuns: 50 },
    )
  })

  it('may be run again with other inputs, and shared by blocks', () => {
    const tape = new Tape([formula('x + 1')])
    const [a, b] = [tape.block(1), tape.block(2)]
    a.input('x')?.fill(1)
    b.input('x')?.set([10, 20])
    a.run()
    b.run()
    expect([a.outputs[0]?.[0], ...(b.outputs[0] ?? [])]).toEqual([2, 11, 21])
    a.input('x')?.fill(5)
    a.run()
    expect([a.outputs[0]?.[0], ...(b.outputs[0] ?? [])]).toEqual([6, 11, 21])
  })

  it('knows which inputs it needs', () => {
    const tape = new Tape([formula('x*0 + y')])
    expect([...tape.inputNames]).toEqual(['y'])
    expect(tape.block(1).input('x')).toBeNull()
  })

  it('is not a number where a symbol has no value', () => {
    expect(evaluate(formula('x + 1'), {})).toBeNaN()
  })

  it('refuses what is not plain algebra', () => {
    expect(() => new Tape([g.make('norm', g.sym('theta'))])).toThrow('the reference reading has no norm: expand the step onto its problem first')
  })
})

describe('did you mean', () => {
  it.each<[string, string[], string | null]>([
    ['bta1', ['beta1', 'beta2', 'lr'], 'beta1'],
    ['btea1', ['beta1', 'beta2'], 'beta1'],
    ['rosenbrok', ['rosenbrock', 'branin'], 'rosenbrock'],
    ['Adam', ['adam', 'adamw'], 'adam'],
    ['sn', ['ln', 'sin', 'tan'], 'sin'],
    ['lr2', ['lr'], 'lr'],
    ['p', ['x', 'y', 'pi'], null],
    ['X', ['x', 'y'], 'x'],
    ['entirely', ['different'], null],
    ['', ['x'], null],
    ['x', [], null],
  ])('%j among %j: %j', (name, names, expected) => {
    expect(closest(name, names)).toBe(expected)
  })
})
