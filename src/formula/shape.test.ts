import { describe, expect, it } from 'vitest'
import { composeStep } from './compose.ts'
import type { StageText, StepProgram } from './compose.ts'
import { Graph } from './graph.ts'
import type { Node } from './graph.ts'
import { hostNodes, inferTensors } from './shape.ts'

const params = ['lr', 'beta', 'eps']

function compose(rule: string, init: Readonly<Record<string, string>> = {}, schedule: StageText = { rule: 'lr = lr', init: {}, params: [] }): StepProgram {
  return composeStep(new Graph(), { rule: { rule, init, params }, schedule, warmup: null, modifiers: [] })
}

const slotsWhere = (step: StepProgram, test: (symbol: Node) => boolean): string[] => step.states.filter((s) => test(s.symbol)).map((s) => s.name)

describe('a slot that never meets an array is one number per run', () => {
  it.each<[string, string[], string, Record<string, string>?]>([
    ['an average of gradients', ['m'], 'm = beta*m + g\ntheta = theta - lr*m'],
    ['a running product', [], 'P = P*(beta - 0.5*0.96^t)\ntheta = theta - lr*g/(1 - P)', { P: '1' }],
    ['a norm', [], 'n = max(n, norm(g))\ntheta = theta - lr*g/n'],
    ['a sum over the pair', [], 'A = beta*A + sum(g*theta) + mean(g) + dot(g, g) + total(sum(g))\ntheta = theta - A*g'],
    ['the loss', [], 'best = min(best, loss)\ntheta = theta - lr*best*g'],
    ['an array only at the start', ['z'], 'z = z*beta\ntheta = theta - lr*z', { z: 'theta' }],
    ['an array by way of another slot', ['a', 'b'], 'a = beta*a + b\nb = b + g\ntheta = theta - a'],
    ['an array by way of a slot that follows it', ['b', 'a'], 'b = b + g\na = beta*a + b\ntheta = theta - a'],
    ['an array chosen by a number', ['p'], 'p = t == 1 ? g : p\ntheta = theta - p'],
    ['an array that chooses', ['s'], 's = g > 0 ? s + 1 : s\ntheta = theta - lr*s'],
    ['the curvature', ['h'], 'h = beta*h + hdiag()\ntheta = theta - g/h'],
  ])('%s: arrays are %j', (_, arrays, rule, init) => {
    const step = compose(rule, init)
    const tensors = inferTensors(step)
    expect(slotsWhere(step, (s) => tensors.has(s))).toEqual(arrays)
  })

  it('theta, its gradient and the native point are arrays; the rate is not', () => {
    const step = compose('theta = theta - lr*g')
    const tensors = inferTensors(step)
    expect([step.theta, step.gradient, step.shown].every((n) => tensors.has(n))).toBe(true)
    expect(tensors.has(step.lr)).toBe(false)
    const native = composeStep(new Graph(), { rule: { native: 'bfgs' }, schedule: { rule: 'lr = lr', init: {}, params: [] }, warmup: null, modifiers: [] })
    expect(inferTensors(native).has(native.theta)).toBe(true)
  })
})

describe('what depends on hyper-parameters and time alone belongs to the host', () => {
  const hostOf = (step: StepProgram): ReadonlySet<Node> => hostNodes([step.theta, step.lr, ...step.watched.values()], step.states)

  it.each<[string, boolean]>([
    ['1 - beta^t', true],
    ['lr/(1 + t/T)', true],
    ['t > 10 ? beta : 0', true],
    ['2', true],
    ['norm(g)', false],
    ['loss', false],
    ['theta*0.5', false],
    ['sum(lr)', false],
    ['total(beta)', false],
    ['hdiag()', false],
    ['beta*q', false],
  ])('c = %s: %s', (expression, host) => {
    const step = compose(`c = ${expression}\nq = q + g\ntheta = theta - c*g`)
    expect(hostOf(step).has(step.watched.get('c') as Node)).toBe(host)
  })

  it.each<[string, string[], string, Record<string, string>?]>([
    ['NAdam\'s product', ['P'], 'mu = beta*(1 - 0.5*0.96^t)\nP = P*mu\nm = beta*m + g\ntheta = theta - lr*m/(1 - P)', { P: '1' }],
    ['a moment', [], 'm = beta*m + (1 - beta)*g\ntheta = theta - lr*m'],
    ['two counters that feed each other', ['a', 'b'], 'a = a + b\nb = b + lr\ntheta = theta - a*g'],
    ['a counter fed by a moment', ['b'], 'm = m + g\na = a + norm(m)\nb = b + 1\ntheta = theta - a*b*m'],
    ['a chain of counters with a moment at its end', [], 'a = a + b\nb = b + c\nc = c + norm(g)\ntheta = theta - a*g'],
    ['a counter that starts at theta', [], 'a = a*beta\ntheta = theta - lr*a', { a: 'theta' }],
  ])('%s: %j', (_, names, rule, init) => {
    const step = compose(rule, init)
    const host = hostOf(step)
    expect(slotsWhere(step, (s) => host.has(s))).toEqual(names)
  })

  it('a scheduled rate, but not one that looks at the loss', () => {
    const cosine = compose('theta = theta - lr*g', {}, { rule: 'lr*0.5*(1 + cos(pi*t/T))', init: {}, params: [] })
    expect(hostOf(cosine).has(cosine.lr)).toBe(true)
    const plateau = compose('theta = theta - lr*g', {}, { rule: 'f = loss < best ? f : f*0.5\nbest = min(best, loss)\nlr = lr*f', init: { best: '1e30', f: '1' }, params: [] })
    const host = hostOf(plateau)
    expect(host.has(plateau.lr)).toBe(false)
    expect(slotsWhere(plateau, (s) => host.has(s))).toEqual([])
  })
})
