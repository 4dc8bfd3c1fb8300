import { describe, expect, it } from 'vitest'
import { checkStep, composeStep, gradientEvaluations, problemOperations } from './compose.ts'
import type { ModifierStage, StageText, StepProgram, StepText } from './compose.ts'
import { FormulaError } from './error.ts'
import { Graph } from './graph.ts'
import type { Node } from './graph.ts'

const stage = (rule: string, params: readonly string[] = [], init: Readonly<Record<string, string>> = {}): StageText => ({ rule, params, init })
const constant = stage('lr = lr')

interface Around {
  readonly params?: readonly string[]
  readonly init?: Readonly<Record<string, string>>
  readonly schedule?: StageText
  readonly warmup?: StageText
  readonly modifiers?: readonly ModifierStage[]
}

const text = (rule: string, { params = ['lr', 'beta'], init = {}, schedule = constant, warmup, modifiers = [] }: Around = {}): StepText => ({
  rule: stage(rule, params, init), schedule, warmup: warmup ?? null, modifiers,
})

function compose(rule: string, around?: Around): StepProgram & { graph: Graph } {
  const graph = new Graph()
  return composeStep(graph, text(rule, around))
}

const errorOf = (rule: string, around?: Around): string => checkStep(new Graph(), text(rule, around))?.message ?? 'no error'

describe('names that a rule assigns', () => {
  it.each<[string, string, string[], string[]]>([
    ['read before it is assigned: a slot', 'm = beta*m + g\ntheta = theta - lr*m', ['m'], ['m']],
    ['assigned before it is read: a temporary', 'm = beta*g\ntheta = theta - lr*m', [], ['m']],
    ['read only by itself: a slot still, for the curves', 'n = n + 1\ntheta = theta - lr*g', ['n'], ['n']],
    ['read above the line that assigns it: a slot', 'theta = theta - lr*p\np = g', ['p'], ['p']],
    ['slot, then overwritten: a slot', 'a = p - g\np = g\np = p*2\ntheta = theta - a', ['p'], ['a', 'p']],
    ['written over g: neither', 'g = g + beta*theta\ntheta = theta - lr*g', [], []],
    ['two slots that swap', 'c = a\na = b\nb = c + g\ntheta = theta - a', ['a', 'b'], ['c', 'a', 'b']],
  ])('%s', (_, rule, slots, watched) => {
    const step = compose(rule)
    expect(step.states.map((s) => s.name)).toEqual(slots)
    expect([...step.watched.keys()]).toEqual(watched)
  })

  it('start at zero, or at what init says of hyper-parameters, theta and lr', () => {
    const { states, graph } = compose('a = a + g\nb = b + g\nc = c*2\ntheta = theta - a - b - c', { init: { b: '2*theta', c: 'lr + beta', unused: '3' } })
    const [a, b, c] = states
    expect(a?.start).toBe(graph.const(0))
    expect(b?.start).toBe(graph.mul(graph.const(2), graph.sym('theta')))
    expect(c?.start).toBe(graph.add(graph.sym('column:lr'), graph.sym('column:beta')))
  })

  it('are seen by later lines with their new value', () => {
    const { theta, graph } = compose('theta = theta*2\ntheta = theta + g')
    expect(theta).toBe(graph.add(graph.mul(graph.sym('theta'), graph.const(2)), graph.make('grad', graph.sym('theta'))))
  })

  it('may be given by one bare expression', () => {
    expect(compose('theta - lr*g').theta.op).toBe('sub')
  })
})

describe('a rule that is refused says where and why', () => {
  it.each<[string, string, Around?]>([
    ['m = g', 'line 1, column 1: the rule must end by assigning theta: add a line theta = …'],
    ['m = g\n\nn = m', 'line 3, column 1: the rule must end by assigning theta: add a line theta = …'],
    ['lr = 2\ntheta = theta - lr*g', 'line 1, column 1: lr is given and cannot be assigned: use another name'],
    ['theta = theta\n  beta = 2', 'line 2, column 3: beta is given and cannot be assigned: use another name'],
    ['t = t + 1\ntheta = theta', 'line 1, column 1: t is given and cannot be assigned: use another name'],
    ['loss = 0\ntheta = theta', 'line 1, column 1: loss is given and cannot be assigned: use another name'],
    ['e = g\ntheta = theta - e', 'line 1, column 1: e has a meaning of its own: use another name'],
    ['norm = 2\ntheta = theta', 'line 1, column 1: norm has a meaning of its own: use another name'],
    ['max = 2\ntheta = theta', 'line 1, column 1: max has a meaning of its own: use another name'],
    ['theta = ', 'line 1, column 9: an expression is missing after "="'],
    ['m = g\nm + 1\ntheta = m', 'line 2, column 1: expected an assignment such as theta = …'],
    ['theta = theta - lr*m', 'line 1, column 20: unknown name "m"'],
    ['m = bta*m + g\ntheta = theta - m', 'line 1, column 5: unknown name "bta" - did you mean "beta"?'],
    ['theta = theta - gradient(theta)', 'line 1, column 17: unknown function "gradient"'],
    ['theta = theta - hdiag(g)', 'line 1, column 17: hdiag takes 0 arguments, got 1'],
    ['theta = theta - grad()', 'line 1, column 17: grad takes 1 argument, got 0'],
    ['theta = theta - dot(g)', 'line 1, column 17: dot takes 2 arguments, got 1'],
    ['theta = theta - dot', 'line 1, column 17: dot is a function: write dot(…)'],
    ['m = m + g\ntheta = theta - m', 'line 1, column 5: start value of m: unknown name "bta" - did you mean "beta"?', { init: { m: '2 + bta' } }],
    ['m = m + g\ntheta = theta - m', 'line 1, column 1: start value of m: expected one expression', { init: { m: 'a = 2' } }],
    ['m = m + g\ntheta = theta - m', 'line 1, column 1: start value of m: expected one expression', { init: { m: '1\n2' } }],
    ['m = m + g\ntheta = theta - m', 'line 1, column 1: start value of m: the formula is empty', { init: { m: '' } }],
    ['m = m + g\ntheta = theta - m', 'line 1, column 1: start value of m: unknown function "norm"', { init: { m: 'norm(theta)' } }],
  ])('%j: %s', (rule, message, around) => {
    expect(errorOf(rule, around)).toBe(message)
  })

  it('and a rule that is fine gives none', () => {
    expect(checkStep(new Graph(), text('theta = theta - lr*g'))).toBeNull()
    expect(new FormulaError('why', 2, 3)).toMatchObject({ line: 2, column: 3, reason: 'why', message: 'line 2, column 3: why' })
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
    const { states, graph } = compose(`${name} = ${name} + g\ntheta = theta - lr*${name}`)
    expect(states.map((s) => s.name)).toEqual([name])
    expect(states[0]?.start).toBe(graph.const(0))
  })
})

describe('the rate', () => {
  it('is the schedule of the run\'s own rate, then the warm-up of that', () => {
    const { lr, graph } = compose('theta = theta - lr*g', {
      schedule: stage('lr*gamma^t', ['gamma']),
      warmup: stage('lr = lr*min(1, t/warmup)', ['warmup']),
    })
    const scheduled = graph.mul(graph.sym('column:lr'), graph.pow(graph.sym('column:schedule.gamma'), graph.sym('t')))
    expect(lr).toBe(graph.mul(scheduled, graph.make('min', graph.const(1), graph.div(graph.sym('t'), graph.sym('column:warmup.warmup')))))
  })

  it('of a schedule with memory keeps it beside the rule\'s own', () => {
    const { states } = compose('best = best + g\ntheta = theta - lr*best', { schedule: stage('best = min(best, loss)\nlr = lr*best', [], { best: '1e9' }) })
    expect(states.map((s) => s.name)).toEqual(['schedule.best', 'best'])
  })

  it('is not a number where the rule has none, and the rule cannot name it', () => {
    const { lr } = compose('theta = theta - g', { params: [], schedule: stage('lr = lr/t') })
    expect(lr).toMatchObject({ op: 'const', value: Number.NaN })
    expect(errorOf('theta = theta - lr*g', { params: [] })).toBe('line 1, column 17: unknown name "lr"')
    expect(errorOf('m = m + g\ntheta = theta - m', { params: [], init: { m: 'lr' } })).toBe('line 1, column 1: start value of m: unknown name "lr"')
  })

  it('is 1 for a modifier of a rule that has none', () => {
    const decay: ModifierStage = { id: 'decoupled', stage: 'update', ...stage('theta = theta - lr*value*previous', ['value']) }
    const { theta, graph: g } = compose('theta = theta - g', { params: [], modifiers: [decay] })
    const moved = g.sub(g.sym('theta'), g.make('grad', g.sym('theta')))
    expect(theta).toBe(g.sub(moved, g.mul(g.sym('column:decoupled.value'), g.sym('theta'))))
  })
})

describe('modifiers', () => {
  const l2: ModifierStage = { id: 'l2', stage: 'gradient', ...stage('g = g + value*theta', ['value']) }
  const clip: ModifierStage = { id: 'clip_value', stage: 'gradient', ...stage('g = clamp(g, -value, value)', ['value']) }
  const decay: ModifierStage = { id: 'decoupled', stage: 'update', ...stage('theta = theta - lr*value*previous', ['value']) }
  const half: ModifierStage = { id: 'half', stage: 'update', ...stage('theta = (theta + previous)/2') }
  const ema: ModifierStage = { id: 'ema', stage: 'report', ...stage('avg = decay*avg + (1 - decay)*theta\nshown = avg', ['decay'], { avg: 'theta' }) }

  it('of the gradient apply in their order, at every point', () => {
    const { theta, gradient, graph: g } = compose('p = theta + lr*g\ntheta = theta - lr*grad(p)', { modifiers: [l2, clip] })
    const through = (point: Node): Node => {
      const value = g.sym('column:clip_value.value')
      const decayed = g.add(g.make('grad', point), g.mul(g.sym('column:l2.value'), point))
      return g.make('min', g.make('max', decayed, g.make('neg', value)), value)
    }
    const lr = g.sym('column:lr')
    expect(gradient).toBe(through(g.sym('theta')))
    expect(theta).toBe(g.sub(g.sym('theta'), g.mul(lr, through(g.add(g.sym('theta'), g.mul(lr, gradient))))))
  })

  it('of the update apply in their order, after the rule', () => {
    const { theta, graph: g } = compose('theta = theta - lr*g', { modifiers: [decay, half] })
    const [old, lr] = [g.sym('theta'), g.sym('column:lr')]
    const moved = g.sub(old, g.mul(lr, g.make('grad', old)))
    const decayed = g.sub(moved, g.mul(g.mul(lr, g.sym('column:decoupled.value')), old))
    expect(theta).toBe(g.div(g.add(decayed, old), g.const(2)))
  })

  it('of the update see the gradient that the rule saw', () => {
    const still: ModifierStage = { id: 'cautious', stage: 'update', ...stage('theta = g > 0 ? previous : theta') }
    const { theta, gradient } = compose('theta = theta - lr*g', { modifiers: [l2, still] })
    expect(theta.args[0]?.args).toContain(gradient)
    expect(gradient.op).toBe('add')
  })

  it('of the report draw another point and leave the path alone', () => {
    const alone = compose('theta = theta - lr*g')
    const { theta, shown, states, graph } = compose('theta = theta - lr*g', { modifiers: [ema] })
    expect(alone.shown).toBe(alone.graph.sym('theta'))
    expect(shown).toBe(graph.sym('state:ema.avg'))
    expect(theta.op).toBe(alone.theta.op)
    expect(states).toMatchObject([{ name: 'ema.avg', start: graph.sym('theta') }])
  })

  it('that break the rules of their stage are refused', () => {
    expect(() => compose('theta = theta - g', { modifiers: [{ ...l2, rule: 'm = m + g\ng = m' }] })).toThrow('gradient-stage modifier l2 must not keep state')
    expect(() => compose('theta = theta - g', { modifiers: [{ ...ema, rule: 'shown = theta' }] })).toThrow('report-stage modifier ema must end with shown = <one of its slots>')
    expect(errorOf('theta = theta - g', { modifiers: [{ ...decay, rule: 'previous = theta' }] })).toBe('line 1, column 1: previous is given and cannot be assigned: use another name')
  })

  it('wrap a native rule too', () => {
    const graph = new Graph()
    const step = composeStep(graph, { rule: { native: 'bfgs' }, schedule: constant, warmup: null, modifiers: [half] })
    expect(step.theta).toBe(graph.div(graph.add(graph.sym('native'), graph.sym('theta')), graph.const(2)))
    expect(step.lr).toBe(graph.sym('column:lr'))
  })
})

describe('what a step costs', () => {
  it.each<[string, number, string]>([
    ['sgd', 1, 'theta = theta - lr*g'],
    ['sam', 2, 'theta = theta - lr*grad(theta + beta*g/norm(g))'],
    ['nesterov_lookahead', 1, 'v = beta*v - lr*grad(theta + beta*v)\ntheta = theta + v'],
    ['extragradient', 2, 'p = theta - lr*g\ntheta = theta - lr*grad(p)'],
    ['the same point twice', 1, 'theta = theta - lr*(g + grad(theta))/2'],
    ['a gradient that is never used', 1, 'p = grad(theta*2)\ntheta = theta - lr*g'],
    ['three points', 3, 'a = grad(theta + 1)\nb = grad(theta + 2)\ntheta = theta - g - a - b'],
    ['none', 0, 'theta = theta*(1 - lr)'],
  ])('%s: %d gradient evaluations', (_, evaluations, rule) => {
    expect(gradientEvaluations(compose(rule))).toBe(evaluations)
  })

  it('and what it asks of the problem', () => {
    expect(problemOperations(compose('theta = theta - lr*g'))).toEqual(new Set())
    expect(problemOperations(compose('h = hdiag()\ntheta = theta - hsolve(g, beta)*loss'))).toEqual(new Set(['hsolve', 'loss']))
    expect(problemOperations(compose('m = beta*m + orthogonalize(g)\ntheta = theta - m'))).toEqual(new Set(['orthogonalize']))
  })
})
