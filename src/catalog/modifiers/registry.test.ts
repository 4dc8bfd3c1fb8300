import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { optimizers } from '../optimizers/registry.ts'
import { composeStep } from '../../formula/compose.ts'
import { Graph } from '../../formula/graph.ts'
import { columnsOf, formulaStep, play } from '../testing.ts'
import type { Row, Setup } from '../testing.ts'
import type { Modifier } from '../types.ts'
import { modifierById, modifiers } from './registry.ts'

const setup: Omit<Setup, 'columns'> = { landscape: '0.5*(x^2 + 25*y^2)', start: [-4, 1.3], steps: 40 }

const of = (id: string): Modifier => {
  const found = modifiers.find((m) => m.id === id)
  if (!found) throw new Error(`no modifier ${id}`)
  return found
}

/** An optimizer with modifiers, each given its numbers. */
function run(id: string, hyper: Readonly<Record<string, number>>, given: Readonly<Record<string, Readonly<Record<string, number>>>>, where = setup): Row[] {
  const optimizer = optimizers.find((o) => o.id === id)
  if (!optimizer) throw new Error(`no optimizer ${id}`)
  const chosen = modifiers.filter((m) => given[m.id])
  const columns = chosen.reduce((all, m) => ({ ...all, ...columnsOf(m.params, given[m.id], `${m.id}.`) }), columnsOf(optimizer.hyper, hyper))
  return play(formulaStep(optimizer, undefined, chosen), { ...where, columns })
}

const gap = (a: readonly Row[], b: readonly Row[]): number =>
  Math.max(...a.map((row, n) => Math.hypot(row.x - (b[n]?.x ?? Number.NaN), row.y - (b[n]?.y ?? Number.NaN))))

test('ids are unique and each is the name of a file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((f) => !f.endsWith('.test.ts') && f !== 'registry.ts')
  expect(modifiers.map((m) => `${m.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(modifierById.size).toBe(modifiers.length)
})

test.each(modifiers.map((m) => [m.id, m] as const))('%s wraps every formula rule, and says what it does', (_, modifier) => {
  for (const optimizer of optimizers) {
    if (optimizer.kind === 'formula') expect(() => composeStep(new Graph(), formulaStep(optimizer, undefined, [modifier]))).not.toThrow()
  }
  expect(modifier.source.cite).not.toBe('')
  expect(modifier.source.url).toMatch(/^https:\/\/\S+$/)
  for (const text of [modifier.idea, ...modifier.params.map((p) => p.help)]) expect(text).toMatch(/^[A-Z].{15,}\.$/)
})

describe('weight decay', () => {
  test.each(['sgd', 'momentum', 'adam', 'rmsprop', 'adagrad', 'amsgrad'])('L2 on %s is its own weight_decay', (id) => {
    expect(gap(run(id, { lr: 0.01 }, { l2: { value: 0.3 } }), run(id, { lr: 0.01, weight_decay: 0.3 }, {}))).toBe(0)
  })

  test.each([['adam', 'adamw'], ['lion', 'lion'], ['adabelief', 'adabelief']])('decoupled on %s is the weight_decay of %s', (bare, own) => {
    const other = run(own, { lr: 0.05, weight_decay: 0.3 }, {})
    expect(gap(run(bare, { lr: 0.05, weight_decay: 0 }, { decoupled: { value: 0.3 } }), other)).toBeLessThan(1e-12)
  })

  test('of both kinds is the same on plain gradient descent and differs on adam', () => {
    expect(gap(run('sgd', { lr: 0.01 }, { l2: { value: 0.3 } }), run('sgd', { lr: 0.01 }, { decoupled: { value: 0.3 } }))).toBeLessThan(1e-13)
    expect(gap(run('adam', { lr: 0.05 }, { l2: { value: 0.3 } }), run('adam', { lr: 0.05 }, { decoupled: { value: 0.3 } }))).toBeGreaterThan(1e-3)
  })
})

describe('clipping', () => {
  test('by value cuts each slope by itself', () => {
    const { x, y } = run('sgd', { lr: 1 }, { clip_value: { value: 5 } })[1] ?? { x: 0, y: 0 }
    expect([x, y]).toEqual([0, 1.3 - 5])
  })

  test('by norm keeps the direction and shortens to the value', () => {
    const { x, y } = run('sgd', { lr: 1 }, { clip_norm: { value: 2 } })[1] ?? { x: 0, y: 0 }
    const [dx, dy] = [x + 4, y - 1.3]
    expect(Math.hypot(dx, dy)).toBeCloseTo(2, 6)
    expect(dx / dy).toBeCloseTo(-4 / 32.5, 12)
  })

  test('that is wider than every gradient changes nothing', () => {
    for (const id of ['clip_value', 'clip_norm']) expect(gap(run('adam', { lr: 0.05 }, { [id]: { value: 1e6 } }), run('adam', { lr: 0.05 }, {}))).toBe(0)
  })

  test('reaches the second gradient of a rule too', () => {
    const { x, y } = run('extragradient', { lr: 1 }, { clip_value: { value: 0.5 } })[1] ?? { x: 0, y: 0 }
    expect([x, y]).toEqual([-3.5, 1.3 - 0.5])
  })
})

describe('cautious', () => {
  test('leaves plain descent alone, whose steps always agree with the gradient', () => {
    expect(gap(run('sgd', { lr: 0.01 }, { cautious: {} }), run('sgd', { lr: 0.01 }, {}))).toBeLessThan(1e-12)
  })

  test('holds a coordinate whose step disagrees, and doubles the other', () => {
    // After one step of momentum, y has overshot: its slope points back, its velocity still goes on.
    const bare = run('momentum', { lr: 0.05 }, {}, { ...setup, steps: 2 })
    const careful = run('momentum', { lr: 0.05 }, { cautious: {} }, { ...setup, steps: 2 })
    expect(careful[1]?.y).toBeCloseTo(bare[1]?.y ?? 0, 14)
    expect(bare[1]?.y).toBeLessThan(0)
    expect(careful[2]?.y).toBe(careful[1]?.y)
    expect((careful[2]?.x ?? 0) - (careful[1]?.x ?? 0)).toBeCloseTo(2 * ((bare[2]?.x ?? 0) - (bare[1]?.x ?? 0)), 13)
  })
})

describe('lookahead', () => {
  test('goes part of the way at every k-th step, and is the rule itself in between', () => {
    const [fast, slow] = [run('sgd', { lr: 0.01 }, {}), run('sgd', { lr: 0.01 }, { lookahead: { k: 5, alpha: 0.3 } })]
    expect(gap(slow.slice(0, 5), fast)).toBe(0)
    expect(slow[5]?.x).toBeCloseTo(-4 + 0.3 * ((fast[5]?.x ?? 0) + 4), 14)
    expect(slow[6]?.x).toBeCloseTo((slow[5]?.x ?? 0) * 0.99, 14)
  })

  test('with alpha 1 is the rule itself', () => {
    expect(gap(run('adam', { lr: 0.05 }, { lookahead: { k: 3, alpha: 1 } }), run('adam', { lr: 0.05 }, {}))).toBeLessThan(1e-13)
  })
})

describe('average of the weights', () => {
  test('shows the average while the rule goes on untouched', () => {
    const bare = run('momentum', { lr: 0.01 }, {})
    const averaged = run('momentum', { lr: 0.01 }, { ema: { decay: 0.8 } })
    let expected = -4
    for (const [n, row] of averaged.entries()) {
      if (n > 0) expected = 0.8 * expected + 0.2 * (bare[n]?.x ?? Number.NaN)
      expect(row.x, `step ${n}`).toBeCloseTo(expected, 13)
      expect(row.slots['x'], `step ${n}`).toBe(bare[n]?.x)
    }
  })

  test('evaluates the loss at the average', () => {
    for (const { x, y, loss } of run('sgd', { lr: 0.01 }, { ema: { decay: 0.8 } })) expect(loss).toBeCloseTo(0.5 * (x * x + 25 * y * y), 12)
  })
})

test('every stage is in use', () => {
  expect(new Set(modifiers.map((m) => m.stage))).toEqual(new Set(['gradient', 'update', 'report']))
  expect(of('ema').stage).toBe('report')
})
