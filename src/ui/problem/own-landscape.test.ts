import { expect, test } from 'vitest'
import { rosenbrock } from '../../catalog/landscapes/rosenbrock.ts'
import { ownFrom } from './own-landscape.ts'

test('the constants become lines above the formula, as they stand on the sliders', () => {
  expect(ownFrom(rosenbrock, { b: 5 }).formula).toBe(`a = 1\nb = 5\n${rosenbrock.formula}`)
})

test('the domain is kept', () => {
  expect(ownFrom(rosenbrock, {}).domain).toEqual(rosenbrock.domain)
})
