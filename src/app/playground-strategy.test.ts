import { expect, test } from 'vitest'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import { fakeStrategyEngine } from '../store/testing.ts'
import { runBeside } from './playground-strategy.ts'

const title = { key: 'strategies.page.value' }

test('an experiment as plain data: its facts, and its blocks as they stood in the end', async () => {
  const { engine, experiments } = fakeStrategyEngine()
  const answer = runBeside(engine, defaultStrategyScenario)
  const [{ frame, show, finish } = { frame: () => undefined, show: () => undefined, finish: () => Promise.resolve() }] = experiments
  frame({ kind: 'load', done: 1, total: 2 })
  show('claim', 0)
  frame({ kind: 'block', id: 'picture', block: { kind: 'shares', title, classes: ['a', 'b'], rows: [{ name: title, values: Float64Array.of(0.25, 0.75) }] } })
  frame({ kind: 'progress', done: 1, total: 2 })
  show('claim', 2)
  await finish({ accuracy: 0.9 })
  const found = await answer
  expect(found).toEqual({
    seconds: 1,
    facts: { accuracy: 0.9 },
    blocks: [
      { id: 'claim', block: { kind: 'claim', title: { key: 'strategies.page.claims' }, found: 2, against: 1, holds: true } },
      { id: 'picture', block: { kind: 'shares', title, classes: ['a', 'b'], rows: [{ name: title, values: [0.25, 0.75] }] } },
    ],
  })
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('one that fails rejects with its reason', async () => {
  const { engine, experiments } = fakeStrategyEngine()
  const answer = runBeside(engine, defaultStrategyScenario)
  const reason = answer.catch((error: unknown) => String(error))
  await experiments[0]?.fail(new Error('no data'))
  expect(await reason).toBe('Error: no data')
})
