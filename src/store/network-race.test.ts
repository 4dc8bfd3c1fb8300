import { describe, expect, test } from 'vitest'
import type { BuiltGroup, RaceFrame } from '../protocol/network-messages.ts'
import { createRaceBuilder } from './network-race.ts'

const places = 5
const epochs = 8

const group = (runs: number[], refused: string | null = null): BuiltGroup => ({ runs, refused, params: 2, tensors: [], steps: 8, epochSteps: [] })

/** Runs 0 and 2 of one group, 1 and 3 of another; where the second may be refused. */
function setup(refused: string | null = null) {
  const builder = createRaceBuilder(4, epochs, places)
  builder.add({ kind: 'built', device: 'cpu', precision: 'float64', adapter: '', reason: '', groups: [group([0, 2]), group([1, 3], refused)], train: 8, validation: 4, metric: 'accuracy' })
  return builder
}

const judged = (runs: number[], at: readonly [number, number], losses: readonly number[], more: Partial<RaceFrame> = {}): RaceFrame => ({
  kind: 'race', runs, places: at, step: at[1], epoch: 2 * at[1], validationLoss: Float64Array.from(losses), validationMetric: Float64Array.from(losses, () => at[1]), seconds: at[1], ...more,
})

describe('the numbers of a race', () => {
  test('stand at the places that all groups have come to', () => {
    const builder = setup()
    builder.add(judged([0, 2], [0, 0], [8, 6]))
    expect(builder.snapshot()).toMatchObject({ at: [], epoch: 0 })
    builder.add(judged([0, 2], [1, 1], [4, 7]))
    builder.add(judged([1, 3], [0, 1], [5, 5]))
    const { at, rows, epoch, updates, seconds, best } = builder.snapshot()
    expect(at).toEqual([0, 2])
    expect(rows.map((row) => [...row])).toEqual([[8, 5, 6, 5], [4, 5, 7, 5]])
    expect([epoch, updates, seconds]).toEqual([2, 4, 1])
    expect([...best]).toEqual([4, 5, 6, 5])
  })

  test('of what diverged there are none, but for the lowest that it was', () => {
    const builder = setup()
    builder.add(judged([0, 2], [0, 0], [8, 6]))
    builder.add(judged([0, 2], [1, 4], [Number.NaN, 1]))
    builder.add(judged([1, 3], [0, 4], [5, 5]))
    builder.finish({ seconds: 9, runs: [{ status: 'diverged', stoppedAt: 1 }, ...[1, 2, 3].map(() => ({ status: 'finished', stoppedAt: 8 }) as const)] })
    const { at, rows, ended, best, epoch, seconds } = builder.snapshot()
    expect(at).toEqual([0, 2, 4, 6, 8])
    expect([...(rows.at(-1) ?? [])]).toEqual([Number.NaN, 5, 1, 5])
    expect(ended).toEqual(['diverged', 'finished', 'finished', 'finished'])
    expect([best[0], epoch, seconds]).toEqual([8, epochs, 9])
  })

  test('do not wait for groups that are refused', () => {
    const builder = setup('no such thing')
    builder.add(judged([0, 2], [0, 2], [8, 6]))
    expect(builder.snapshot()).toMatchObject({ at: [0, 2, 4], refused: ['no such thing'], ended: [null, 'refused', null, 'refused'] })
  })

  test('are of runs that were built', () => {
    expect(() => setup().add(judged([7], [0, 0], [1]))).toThrow('expected 0 runs at one of 5 places, got 1 at 0')
    expect(() => setup().add(judged([0, 2], [4, 5], [1, 1]))).toThrow('expected 2 runs at one of 5 places, got 2 at 5')
  })
})
