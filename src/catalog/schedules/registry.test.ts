import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sgd } from '../optimizers/sgd.ts'
import { columnsOf, formulaStep, play } from '../testing.ts'
import type { ParamValue, Schedule } from '../types.ts'
import { scheduleById, schedules } from './registry.ts'
import { warmup } from './warmup.ts'

const T = 500
const lr = 0.3

/** Rates of the updates 1 to T, on a landscape whose loss falls by 1 a step unless another is given. */
function rates(schedule: Schedule, params: Readonly<Record<string, ParamValue>> = {}, landscape = 'x', warm: number | null = null): number[] {
  const columns = { ...columnsOf(sgd.hyper, { lr }), ...columnsOf(schedule.params, params, 'schedule.'), 'warmup.warmup': warm ?? 0 }
  const text = formulaStep(sgd, schedule)
  const wrapped = warm === null ? text : { ...text, warmup: { rule: warmup.rule, init: {}, params: ['warmup'] } }
  return play(wrapped, { landscape, start: [1000, 0], steps: T - 1, horizon: T, columns }).map((row) => row.lr)
}

const of = (id: string): Schedule => {
  const found = scheduleById.get(id)
  if (!found) throw new Error(`no schedule ${id}`)
  return found
}

/** The schedule as a fraction of lr at update t (1 is the first), written here a second time. */
const closedForms: Readonly<Record<string, (t: number) => number>> = {
  constant: () => 1,
  step: (t) => 0.5 ** Math.trunc((t - 1) / 100),
  multi_step: (t) => 0.3 ** [150, 300, 400].filter((m) => t - 1 >= m).length,
  exponential: (t) => Math.exp((t - 1) * Math.log(0.99)),
  inverse_time: (t) => 100 / (99 + t),
  inverse_sqrt: (t) => (t <= 100 ? 1 : 10 / Math.sqrt(t)),
  sqrt_decay: (t) => 1 / (1 + Math.sqrt(t - 1)),
  polynomial: (t) => ((T + 1 - t) / T) ** 2,
  linear: (t) => (T + 1 - t) / T,
  cosine: (t) => Math.cos((Math.PI * (t - 1)) / T / 2) ** 2,
  warm_restarts: (t) => {
    const [age, period] = t <= 100 ? [t - 1, 100] : t <= 300 ? [t - 101, 200] : [t - 301, 400]
    return Math.cos((Math.PI * age) / period / 2) ** 2
  },
  one_cycle: (t) => {
    const rises = t <= 150
    const low = rises ? 1 / 25 : 1 / 25e4
    const part = rises ? (t - 1) / 149 : (T - t) / (T - 150)
    return low + (1 - low) * Math.sin((Math.PI * part) / 2) ** 2
  },
  warmup_stable_decay: (t) => (t < 50 ? t / 50 : t <= 401 ? 1 : (501 - t) / 100),
  reduce_on_plateau: () => 1,
}

test('ids are unique and each is the name of a file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((f) => !f.endsWith('.test.ts') && !['registry.ts', 'warmup.ts'].includes(f))
  expect(schedules.map((s) => `${s.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(Object.keys(closedForms).toSorted()).toEqual([...scheduleById.keys()].toSorted())
})

describe.each(schedules.map((s) => [s.id, s] as const))('%s', (id, schedule) => {
  test('at its defaults follows its closed form at every update', () => {
    const form = closedForms[id] ?? (() => Number.NaN)
    for (const [i, rate] of rates(schedule).entries()) expect(rate, `update ${i + 1}`).toBeCloseTo(lr * form(i + 1), 12)
  })

  test('is never negative, never not a number, and after the end of the run stays so', () => {
    const columns = { ...columnsOf(sgd.hyper, { lr }), ...columnsOf(schedule.params, {}, 'schedule.') }
    const longer = play(formulaStep(sgd, schedule), { landscape: 'x', start: [0, 0], steps: 3 * 80, horizon: 80, columns })
    for (const [i, row] of longer.entries()) expect(row.lr >= 0 && row.lr <= lr * (1 + 1e-12), `update ${i + 1}: ${row.lr}`).toBe(true)
  })

  test('says who published it, what the idea is and what each number does', () => {
    expect(schedule.source.cite).not.toBe('')
    expect(schedule.source.url === '').toBe(id === 'constant')
    for (const text of [schedule.idea, ...schedule.params.map((p) => p.help)]) expect(text).toMatch(/^[A-Z].{15,}\.$/)
  })
})

test.each(['polynomial', 'linear', 'cosine', 'one_cycle', 'warmup_stable_decay', 'exponential'])('%s ends low', (id) => {
  expect(rates(of(id)).at(-1)).toBeLessThan(lr * 0.02)
})

test.each(['polynomial', 'linear', 'cosine', 'warmup_stable_decay'])('%s never falls below its end', (id) => {
  const falling = rates(of(id), { end: 0.25, warmup: 0 })
  expect(Math.min(...falling)).toBeGreaterThanOrEqual(lr * 0.25)
  expect(falling[0]).toBe(lr)
})

test('warm restarts of one length come back at every multiple of it', () => {
  const found = rates(of('warm_restarts'), { T_0: 70, T_mult: 1, lowest: 0.1 })
  expect(found.flatMap((rate, i) => (rate === lr ? [i + 1] : []))).toEqual([1, 71, 141, 211, 281, 351, 421, 491])
  expect(Math.min(...found)).toBeGreaterThan(lr * 0.1)
})

describe('reduce_on_plateau', () => {
  test('drops after `patience` steps without a better loss, again and again, down to `lowest`', () => {
    const found = rates(of('reduce_on_plateau'), { patience: 9, factor: 0.5, lowest: 0.1 }, '0*x + 3')
    // The first loss is the best one; the tenth that is no better comes at update 11.
    for (const [i, rate] of found.entries()) expect(rate, `update ${i + 1}`).toBe(lr * Math.max(0.1, 0.5 ** Math.trunc(i / 10)))
  })

  test('also below zero counts a lower loss as better', () => {
    expect(rates(of('reduce_on_plateau'), { patience: 9 }, 'x - 5000').every((rate) => rate === lr)).toBe(true)
    expect(rates(of('reduce_on_plateau'), { patience: 9 }, '0*x - 3').at(-1)).toBeLessThan(lr * 1e-10)
  })

  test('does not count what is better by less than the threshold', () => {
    expect(rates(of('reduce_on_plateau'), { patience: 9, threshold: 0.1 }, '1e9 + x').at(-1)).toBeLessThan(lr * 1e-10)
  })
})

describe('warm-up', () => {
  test('rises in a straight line and then leaves the schedule alone', () => {
    const bare = rates(of('cosine'))
    for (const [i, rate] of rates(of('cosine'), {}, 'x', 20).entries()) {
      expect(rate, `update ${i + 1}`).toBeCloseTo((bare[i] ?? 0) * Math.min(1, (i + 1) / 20), 14)
    }
  })

  test('of no steps changes nothing', () => {
    expect(rates(of('cosine'), {}, 'x', 0)).toEqual(rates(of('cosine')))
  })
})
