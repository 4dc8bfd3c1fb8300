import { describe, expect, test } from 'vitest'
import { defaultNetworkScenario } from '../../scenario/network/defaults.ts'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import { validateNetwork } from '../../scenario/validate.ts'
import { changeShape, chooseData, setData, setLoss, setModel, setTraining, withLayer, withoutLayer, withUnits } from './network-edits.ts'
import type { NetworkChange } from './use-network-edit.ts'

function after(...changes: readonly NetworkChange[]): NetworkScenario {
  return changes.reduce<NetworkScenario>((scenario, change) => {
    const { scenario: next, problems } = validateNetwork(change(scenario))
    if (next === null) throw new Error(problems.map((problem) => problem.message).join(' '))
    return next
  }, defaultNetworkScenario)
}

describe('other data', () => {
  test.each([
    ['digits_8x8', 'cce_logits'],
    ['diabetes', 'mse'],
    ['circles', 'bce_logits'],
  ])('%s have the loss that is usual for them where the old had theirs', (id, loss) => {
    expect(after(chooseData({ id })).loss.id).toBe(loss)
  })

  test('leave a chosen loss and its numbers where it suits them', () => {
    const chosen = setLoss({ id: 'focal', params: { gamma: 3 } })
    expect(after(chosen, chooseData({ id: 'circles' })).loss).toMatchObject({ id: 'focal', params: { gamma: 3 } })
    expect(after(chosen, chooseData({ id: 'sine' })).loss.id).toBe('mse')
  })

  test('keep the penalties', () => {
    expect(after(setLoss({ l2: 0.1 }), chooseData({ id: 'sine' })).loss).toMatchObject({ id: 'mse', l2: 0.1 })
  })

  test('do away with weights that were given for the old', () => {
    expect(after(setModel({ weights: [1, 2, 3] }), chooseData({ id: 'circles' })).model.weights).toBeUndefined()
  })
})

describe('a layer', () => {
  test('more is as wide as the last, one less is the one that was meant', () => {
    expect(withLayer(defaultNetworkScenario)).toEqual([8, 8, 8])
    expect(withoutLayer(defaultNetworkScenario, 0)).toEqual([8])
    expect(withUnits(defaultNetworkScenario, 1, 3)).toEqual([8, 3])
  })

  test('changed draws the weights anew', () => {
    expect(after(setModel({ weights: [1, 2, 3] }), changeShape({ hidden: [4] })).model).toMatchObject({ hidden: [4] })
    expect(after(setModel({ weights: [1, 2, 3] }), changeShape({ hidden: [4] })).model.weights).toBeUndefined()
  })
})

test('a field set to undefined is not there', () => {
  expect(after(setTraining('patience', 5), setTraining('patience', undefined))).toEqual(defaultNetworkScenario)
  expect(after(setData({ jitter: 0.5 }), setData({ jitter: undefined }))).toEqual(defaultNetworkScenario)
})
