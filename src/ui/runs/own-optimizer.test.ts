import { describe, expect, test } from 'vitest'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import type { FormulaOptimizer } from '../../catalog/types.ts'
import { initText, ownOptimizer, readInit, withOptimizer } from './own-optimizer.ts'

const formulas = optimizers.filter((optimizer): optimizer is FormulaOptimizer => optimizer.kind === 'formula')

describe('a catalogue rule made one’s own', () => {
  test.each(formulas.map((optimizer) => [optimizer.id, optimizer] as const))('%s keeps its rule and names every parameter', (_, optimizer) => {
    const own = ownOptimizer(optimizer, { optimizer: optimizer.id }, 'mine')
    expect(own.rule.endsWith(optimizer.rule)).toBe(true)
    for (const { name } of optimizer.hyper) expect(name in own.hyper || own.rule.includes(`${name} = `)).toBe(true)
  })

  test('takes the values of the run, not the defaults', () => {
    const [first] = formulas
    expect(first && ownOptimizer(first, { optimizer: first.id, hyper: { lr: 0.123 } }, 'mine').hyper['lr']).toBe(0.123)
  })

  test('leaves schedule and modifiers, drops the old rule’s label and values', () => {
    const own = { name: 'mine', rule: 'theta = theta - lr*g', hyper: { lr: 1 } }
    expect(withOptimizer({ optimizer: 'adam', hyper: { lr: 1 }, label: 'a', cautious: true }, own)).toEqual({ optimizer: own, cautious: true })
  })
})

test('start values are the same after text and back', () => {
  const init = { d: 'lr', a: 'theta + 1' }
  expect(readInit(initText(init))).toEqual(init)
})
