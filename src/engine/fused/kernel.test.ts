import { describe, expect, it } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { literal, readWgsl, wgslPrelude } from '../../formula/wgsl.ts'
import { planRollout } from '../../scenario/plan.ts'
import type { LandscapeScenario, RunSpec } from '../../scenario/types.ts'
import { scenario } from '../testing.ts'
import { fusedProgram } from './fused-program.ts'
import type { FusedProgram } from './fused-program.ts'
import { maxTableSets, varyingSets } from './host-values.ts'
import { workgroups } from './kernel.ts'

function programOf(runs: readonly RunSpec[], given: Partial<LandscapeScenario> = {}, trace: 'slots' | false = false, lanes: 1 | 4 = 1): FusedProgram {
  const plan = planRollout(scenario({ landscape: 'sphere', start: [1, 1], steps: 100, runs, ...given }))
  const [group] = plan.groups
  if (!group) throw new Error('no group')
  return fusedProgram(plan, group, trace, lanes)
}

const rates = (optimizer: string): RunSpec[] => [{ optimizer, hyper: { lr: 0.1 } }, { optimizer, hyper: { lr: 0.2 } }]

describe('the text of a kernel', () => {
  const table: readonly (readonly [string, FusedProgram])[] = [
    ['sgd-sphere', programOf(rates('sgd'))],
    ['adam-rosenbrock', programOf(rates('adam'), { landscape: 'rosenbrock' })],
    ['adam-rosenbrock-four', programOf(rates('adam'), { landscape: 'rosenbrock' }, false, 4)],
    ['adam-betas-trace', programOf([0.9, 0.99].map((beta1) => ({ optimizer: 'adam', hyper: { beta1 } })), {}, 'slots', 4)],
    ['sophia-himmelblau', programOf(rates('sophia'), { landscape: 'himmelblau' })],
    ['sam-himmelblau', programOf(rates('sam'), { landscape: 'himmelblau' })],
    ['schedule-free-ackley', programOf(rates('schedule_free_sgd'), { landscape: 'ackley' })],
    ['noisy-momentum-cosine-clipped', programOf(
      [{ optimizer: 'momentum', schedule: { id: 'cosine' }, clip: { kind: 'norm', value: 1 } }], { landscape: 'rosenbrock', noise: { kind: 'gaussian', scale: 0.1 } },
    )],
  ]
  it.each(table)('%s', async (name, program) => {
    const text = program.kernel.code.replace(wgslPrelude, '')
    expect(text.length).toBeLessThan(program.kernel.code.length)
    await expect(text).toMatchFileSnapshot(`./snapshots/${name}.wgsl`)
  })

  it('is written once for numbers that move, and anew for what they change about it', () => {
    const kernel = (hyper: readonly Readonly<Record<string, number>>[], lanes: 1 | 4 = 1): object =>
      programOf(hyper.map((h) => ({ optimizer: 'rmsprop', hyper: h })), {}, false, lanes).kernel
    const first = kernel([{ lr: 0.1, weight_decay: 0.01 }, { lr: 0.2, weight_decay: 0.01 }])
    expect(kernel([{ lr: 0.3, weight_decay: 0.02 }, { lr: 0.4, weight_decay: 0.02 }])).toBe(first)
    // No decay at all, one rate for all, decays of their own, and four runs at a time.
    expect(kernel([{ lr: 0.1, weight_decay: 0 }, { lr: 0.2, weight_decay: 0 }])).not.toEqual(first)
    expect(kernel([{ lr: 0.1, weight_decay: 0.01 }, { lr: 0.1, weight_decay: 0.01 }])).not.toEqual(first)
    expect(kernel([{ lr: 0.1, weight_decay: 0.01 }, { lr: 0.2, weight_decay: 0.02 }])).not.toEqual(first)
    expect(kernel([{ lr: 0.1, weight_decay: 0.01 }, { lr: 0.2, weight_decay: 0.01 }], 4)).not.toEqual(first)
  })

  it('begins with the same helpers', async () => {
    await expect(wgslPrelude).toMatchFileSnapshot('./snapshots/prelude.wgsl')
  })
})

describe('numbers in a text', () => {
  it.each([1, 0.1, -2e-30, 3e38, 1e-45, 16_777_217])('%d reads back as the nearest float32', (value) => {
    expect(literal(value)).toMatch(/^F\(-?[\d.]+(e[-+]\d+)?\)$/)
    expect(Number(literal(value).slice(2, -1))).toBe(Math.fround(value))
  })
  it.each([Number.NaN, Infinity, -Infinity, 1e39])('%d, which WGSL cannot write, comes from its bits', (value) => expect(literal(value)).toContain('bitcast'))

  it('1 - exp(u) is read as -expm1(u), and only that', () => {
    const g = new Graph()
    const e = g.make('exp', g.sym('x'))
    const text = readWgsl([g.sub(g.const(1), e), g.sub(g.const(2), e)], (name) => name, new Map(), 'v').statements.join('\n')
    expect(text.match(/expm1_/g)).toEqual(['expm1_'])
  })
})

describe('the dispatch', () => {
  it.each([1, 64, 65, 16_384, 64 * 65_535, 64 * 65_535 + 1, 2 ** 24, 10 ** 8])('covers %i invocations without a wide row', (invocations) => {
    const [x, y] = workgroups(invocations)
    expect(x).toBeLessThanOrEqual(65_535)
    expect(x * y * 64).toBeGreaterThanOrEqual(invocations)
    expect(x * y - Math.ceil(invocations / 64)).toBeLessThan(y)
  })
})

describe('what the host computes', () => {
  const grid = (n: number): RunSpec[] => Array.from({ length: n * n }, (_, i) => ({ optimizer: 'adam', hyper: { lr: 1 + (i % n), beta2: 0.9 + 0.09 * (Math.floor(i / n) / n) } }))

  it('a sweep of 64 by 64 needs one small table', () => {
    const { host } = programOf(grid(64))
    expect(varyingSets(host).map((set) => set.varying)).toEqual([['column:beta2']])
    expect(host.deviceStates.map((s) => s.name)).toEqual(['x', 'y', 'm.x', 'm.y', 'v.x', 'v.y'])
  })

  it('too many combinations go to the kernel, which never asks for a power', () => {
    const runs = Array.from({ length: 1100 }, (_, i) => ({ optimizer: 'adam', hyper: { beta2: 0.9 + i * 1e-5 } }))
    const { host, kernel } = programOf(runs)
    expect(varyingSets(host)).toEqual([])
    expect(kernel.code.replace(wgslPrelude, '')).not.toContain('pow_')
    expect(kernel.code.replace(wgslPrelude, '')).toContain('expm1_')
  })

  it('more sets than there are tables: the rest goes to the kernel, and nothing a table needs', () => {
    const names = Array.from({ length: 11 }, (_, i) => `h${i}`)
    const rule = [...names.map((n, i) => `q${i} = q${i}*${n} + t`), `theta = theta - g*(${names.map((n, i) => `q${i}*${n}^t`).join(' + ')})`].join('\n')
    const { host } = programOf([0.1, 0.2].map((v) => ({ optimizer: { name: 'many', rule, hyper: Object.fromEntries(names.map((n, i) => [n, v + i])) } })))
    expect(varyingSets(host).length).toBe(maxTableSets)
    expect(host.deviceStates.map((s) => s.name)).toEqual(['x', 'y', 'q8', 'q9', 'q10'])
  })
})
