import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RefusedRule } from '../../formula/plane.ts'
import { trajectoriesOf as golden } from '../../golden/load.ts'
import { trajectories } from '../../golden/trajectories.ts'
import { columnsOf, formulaStep, play } from '../testing.ts'
import type { Param, ParamValue } from '../types.ts'
import { optimizerById, optimizers } from './registry.ts'

const folder = new URL('.', import.meta.url)
const specification = readFileSync(new URL('../../golden/OPTIMIZERS.md', import.meta.url), 'utf8')

/** `name [default]` in the section of a rule, and the defaults that section 3 gives for all its rules. */
function specifiedDefaults(id: string): Map<string, ParamValue> {
  const section = specification.split(/^### /m).find((s) => new RegExp(`^[^\\n—]*\\b${id}\\b`).test(s)) ?? ''
  const found = [...section.matchAll(/`(\w+) \[([^\]]+)\]`/g)].map(([, name = '', value = '']): [string, ParamValue] => [name, valueOf(value)])
  const shared: [string, ParamValue][] = optimizerById.get(id)?.family === 'adam' ? [['beta1', 0.9], ['beta2', 0.999], ['eps', 1e-8]] : []
  return new Map([...shared, ...found])
}

function valueOf(text: string): ParamValue {
  if (text.startsWith('null')) return null
  if (text === 'true' || text === 'false') return text === 'true'
  if (text.startsWith('"')) return text.slice(1, -1)
  return Number.parseFloat(text.replace('−', '-'))
}

const isValid = (p: Param, value: number): boolean =>
  p.kind === 'number' && value >= (p.valid.min ?? -Infinity) && value <= (p.valid.max ?? Infinity) &&
  value > (p.valid.above ?? -Infinity) && value < (p.valid.below ?? Infinity)

test('ids are unique and each is the name of a file', () => {
  const files = readdirSync(folder).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts') && f !== 'registry.ts')
  expect(optimizers.map((o) => `${o.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(optimizerById.size).toBe(optimizers.length)
})

test('every rule of the golden rows is there', () => {
  expect(trajectories).toHaveLength(496)
  expect([...golden.keys()].filter((id) => !optimizerById.has(id))).toEqual([])
})

test('the specification is really read: it states the default of everything but the rate', () => {
  const silent = [...golden.keys()].flatMap((id) =>
    (optimizerById.get(id)?.hyper ?? []).filter((p) => p.name !== 'lr' && !specifiedDefaults(id).has(p.name)).map((p) => `${id}.${p.name}`),
  )
  expect(silent).toEqual([])
})

test('families stand together, in one order', () => {
  const order = optimizers.map((o) => o.family)
  expect(order.filter((f, i) => f !== order[i - 1])).toEqual(['descent', 'adaptive', 'adam', 'modern', 'second-order'])
})

describe.each(optimizers.map((o) => [o.id, o] as const))('%s', (id, optimizer) => {
  test('says who published it, what the idea is and what each number does', () => {
    expect(optimizer.source.cite).toMatch(/\b(19|20)\d\d\b/)
    expect(optimizer.source.url).toMatch(/^https:\/\/\S+$/)
    for (const text of [optimizer.idea, ...optimizer.hyper.map((p) => p.help)]) expect(text).toMatch(/^[A-Z].{15,}\.$/)
    expect(optimizer.name).not.toBe('')
  })

  test('has exactly the hyper-parameters of its golden rows', () => {
    const names = optimizer.hyper.map((p) => p.name)
    expect(new Set(names).size).toBe(names.length)
    for (const row of golden.get(id) ?? []) expect(Object.keys(row.hyper).toSorted()).toEqual(names.toSorted())
  })

  test('has the defaults of the specification', () => {
    const specified = specifiedDefaults(id)
    for (const p of optimizer.hyper) if (specified.has(p.name)) expect([p.name, p.default]).toEqual([p.name, specified.get(p.name)])
  })

  test('takes every value of its golden rows and its own defaults', () => {
    for (const p of optimizer.hyper) {
      const values = [p.default, ...(golden.get(id) ?? []).map((row) => row.hyper[p.name])]
      for (const value of values) {
        if (p.kind === 'number' && value === null) expect(p.whenNull).toBeDefined()
        if (typeof value === 'number') expect([p.name, value, isValid(p, value)]).toEqual([p.name, value, true])
      }
    }
  })

  test('has sliders that lie within what is valid', () => {
    for (const p of optimizer.hyper) {
      if (p.kind !== 'number') continue
      expect([p.name, isValid(p, p.slider.min), isValid(p, p.slider.max)]).toEqual([p.name, true, true])
      if (p.slider.scale === 'log') expect(p.slider.min).toBeGreaterThan(0)
    }
  })

  test('begins with the rate, where it has one, and names a good one', () => {
    expect(optimizer.hyper.findIndex((p) => p.name === 'lr')).toBe(optimizer.goodLr === undefined ? -1 : 0)
  })
})

/** Loss on Rosenbrock after 500 steps at the good rate; `refused` where a plane cannot run the rule. */
function finalLoss(id: string): number | 'refused' {
  const optimizer = optimizerById.get(id)
  if (optimizer?.kind !== 'formula') return 0
  const setup = { landscape: '(1 - x)^2 + 100*(y - x^2)^2', start: [-1.2, 1] as const, steps: 500 }
  try {
    const rows = play(formulaStep(optimizer), { ...setup, columns: columnsOf(optimizer.hyper, { lr: optimizer.goodLr ?? null }) })
    return rows.at(-1)?.loss ?? Number.NaN
  } catch (error) {
    if (error instanceof RefusedRule) return 'refused'
    throw error
  }
}

test('good rates bring the loss of Rosenbrock from 24.2 below 4.3 in 500 steps, except for the misprint', () => {
  const finals = new Map(optimizers.map((o) => [o.id, finalLoss(o.id)]))
  expect([...finals].filter(([, loss]) => loss === 'refused').map(([id]) => id)).toEqual(['muon'])
  expect([...finals].filter(([, loss]) => loss !== 'refused' && !(loss < 4.3)).map(([id]) => id)).toEqual(['rmsprop_numerator'])
})
