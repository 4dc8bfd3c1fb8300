import { expect, test } from 'vitest'
import { rollout, scenario } from '../engine/testing.ts'
import { overshootOf } from './overshoot.ts'
import type { RunTrace } from './types.ts'

const trace = (given: Partial<RunTrace>): RunTrace => ({
  x: Float64Array.of(0, 3, -30, 300), y: Float64Array.of(0, 4, -40, 400), loss: Float64Array.of(5, 2, 8, 900), gradNorm: Float64Array.of(1, 11, 20, 300), lr: Float64Array.of(Number.NaN, 0.5, 0.25, 0.125),
  slots: {}, last: 3, status: 'diverged', stoppedAt: 4, ...given,
})

test('the step that left the lowest place, with the slope there and the rate that was used', () => {
  expect(overshootOf(trace({}))).toEqual({ at: 1, slope: 11, rate: 0.25, length: Math.hypot(33, 44) })
})

test('nothing for a run that ended well, or was lowest at the end', () => {
  expect(overshootOf(trace({ status: 'finished' }))).toBeNull()
  expect(overshootOf(trace({ loss: Float64Array.of(5, 4, 3, 2) }))).toBeNull()
})

test('of a real race: lr times slope is the length of a step of gradient descent', async () => {
  const [run] = await rollout(scenario({ landscape: 'sphere', start: [3, 4], steps: 2000, runs: [{ optimizer: 'sgd', hyper: { lr: 1.5 } }] }))
  if (!run) throw new Error('expected a run')
  const { x, y, loss, gradNorm, lr } = run.columns
  if (!x || !y || !loss || !gradNorm || !lr) throw new Error('expected columns')
  const found = overshootOf({ x, y, loss, gradNorm, lr, slots: {}, last: run.stoppedAt - 1, status: 'diverged', stoppedAt: run.stoppedAt })
  expect(found?.at).toBe(0)
  expect(found?.length).toBeCloseTo((found?.rate ?? 0) * (found?.slope ?? 0), 9)
})
