// What is wrapped around a rule, each by its own control: the scenario takes it, and the race is another one.
import '@mantine/core/styles.css'
import '../layout.css'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { RunSpec } from '../../scenario/types.ts'
import type { Trace } from '../../store/types.ts'
import { ProblemPanel } from '../problem/ProblemPanel.tsx'
import { mount } from '../testing.tsx'
import type { Mounted } from '../testing.tsx'
import { RunsPanel } from './RunsPanel.tsx'

const [steps, lr] = [60, 0.05]
let mounted: Mounted
let before: Trace

beforeEach(async () => {
  const runs = [{ optimizer: 'momentum_lr_inside', hyper: { lr }, label: 'Racer' }, { optimizer: 'sgd', hyper: { lr } }]
  mounted = mount({ landscape: 'sphere', start: [2, 1], steps, runs }, <><ProblemPanel /><RunsPanel /></>)
  before = await mounted.raced()
  await page.getByRole('button', { name: 'Everything about Racer' }).click()
  await vi.waitUntil(() => mounted.place.querySelector('[aria-label="Modifiers of Racer"]') !== null)
})
afterEach(() => mounted.unmount())

const run = (index = 0): RunSpec | undefined => mounted.store.getState().scenario.runs[index]
const rates = ({ runs }: Trace, index = 0): number[] => [...(runs[index]?.lr.slice(1) ?? [])]
const way = ({ runs }: Trace, index: number): number[] => [...(runs[index]?.x ?? []), ...(runs[index]?.y ?? [])]
const choice = (name: string) => page.getByRole('combobox', { name, exact: true })
const number = (name: string) => page.getByRole('textbox', { name, exact: true })

/** The race as it stands: the first run goes another way than before, the second the same. */
async function onlyFirstChanged(): Promise<Trace> {
  const now = await mounted.raced()
  expect(way(now, 0)).not.toEqual(way(before, 0))
  expect(way(now, 1)).toEqual(way(before, 1))
  return now
}

describe('the schedule', () => {
  test('that is chosen lowers the rate, and its picture says so', async () => {
    expect(rates(before)).toEqual(Array.from({ length: steps }, () => lr))
    await expect.element(page.getByText('rate: at most 0.05, at the end 0.05')).toBeVisible()
    await userEvent.selectOptions(choice('Schedule'), 'cosine')
    expect(run()?.schedule).toMatchObject({ id: 'cosine' })
    const found = rates(await onlyFirstChanged())
    found.slice(1).forEach((rate, k) => expect(rate).toBeLessThan(found[k] ?? 0))
    expect(found.at(-1)).toBeLessThan(lr / 100)
    await expect.element(page.getByText('rate: at most 0.05, at the end 0.05')).not.toBeInTheDocument()
  })

  test('has numbers of its own', async () => {
    await userEvent.selectOptions(choice('Schedule'), 'inverse_sqrt')
    await number('timescale of Schedule of Racer').fill('4')
    expect(run()?.schedule).toMatchObject({ id: 'inverse_sqrt', params: { timescale: 4 } })
    rates(await onlyFirstChanged()).forEach((rate, k) => expect(rate).toBeCloseTo(lr * Math.sqrt(4 / Math.max(4, k + 1)), 12))
  })

  test('is warmed up over as many steps as are typed', async () => {
    await number('Warm-up of Racer').fill('10')
    expect(run()?.schedule).toMatchObject({ warmup: 10 })
    rates(await onlyFirstChanged()).forEach((rate, k) => expect(rate).toBeCloseTo(lr * Math.min(1, (k + 1) / 10), 12))
  })

  test('keeps its warm-up when another is chosen, and can be one’s own; a text that cannot be read stays, and the last one holds', async () => {
    await number('Warm-up of Racer').fill('5')
    await userEvent.selectOptions(choice('Schedule'), 'your own')
    expect(run()?.schedule).toMatchObject({ formula: 'lr*(1 - t/T)', warmup: 5 })
    await number('Warm-up of Racer').fill('0')
    const formula = number('lr at step t')
    await formula.fill('lr/t')
    expect(run()?.schedule).toMatchObject({ formula: 'lr/t' })
    rates(await onlyFirstChanged()).forEach((rate, k) => expect(rate).toBeCloseTo(lr / (k + 1), 12))
    await formula.fill('lr/tt')
    await expect.element(page.getByText('unknown name "tt"')).toBeVisible()
    expect(run()?.schedule).toMatchObject({ formula: 'lr/t' })
  })
})

describe('a modifier', () => {
  /** Where the first update leads from x = 2, where the slope is (4, 2). */
  test.each([
    ['Weight decay', 'weightDecay', 'l2', 'Weight decay (L2)', 2 - lr * (4 + 0.125 * 2)],
    ['Weight decay', 'weightDecay', 'decoupled', 'Weight decay (decoupled)', 2 - lr * 4 - lr * 0.125 * 2],
    ['Clip gradient', 'clip', 'value', 'Clip by value', 2 - lr * 0.125],
    ['Clip gradient', 'clip', 'norm', 'Clip by norm', 2 - (lr * 4 * 0.125) / (Math.sqrt(20) + 1e-6)],
  ] as const)('%s (%s: %s) is chosen, given its number, and taken off again', async (name, field, kind, title, x) => {
    await userEvent.selectOptions(choice(name), kind)
    expect(run()?.[field]?.kind).toBe(kind)
    await number(`value of ${title}, Racer`).fill('0.125')
    expect(run()?.[field]).toEqual({ kind, value: 0.125 })
    expect((await onlyFirstChanged()).runs[0]?.x[1]).toBeCloseTo(x, 12)
    await userEvent.selectOptions(choice(name), '')
    expect(run()).not.toHaveProperty(field)
    await expect.element(number(`value of ${title}, Racer`)).not.toBeInTheDocument()
    expect(way(await mounted.raced(), 0)).toEqual(way(before, 0))
  })

  test.each([
    ['Cautious', 'cautious', null, null],
    ['Lookahead', 'lookahead', 'k', '3'],
    ['Lookahead', 'lookahead', 'alpha', '0.25'],
    ['Average of the weights', 'ema', 'decay', '0.5'],
  ] as const)('%s (%s) is switched on, given its %s, and switched off again', async (title, field, param, value) => {
    const toggle = page.getByRole('switch', { name: title, exact: true })
    await userEvent.click(toggle)
    expect(run()).toHaveProperty(field)
    if (param !== null) {
      await number(`${param} of ${title}, Racer`).fill(value)
      expect(run()?.[field]).toMatchObject({ [param]: Number(value) })
    }
    await onlyFirstChanged()
    await userEvent.click(toggle)
    expect(run()).not.toHaveProperty(field)
    expect(way(await mounted.raced(), 0)).toEqual(way(before, 0))
  })

  test('decay is not offered to a rule that decays by itself', async () => {
    await expect.element(choice('Weight decay')).toBeVisible()
    await page.getByRole('button', { name: 'Fold Racer' }).click()
    await page.getByRole('button', { name: 'Everything about Gradient descent' }).click()
    await expect.element(page.getByRole('group', { name: 'Modifiers of Gradient descent' })).toBeVisible()
    await expect.element(choice('Weight decay')).not.toBeInTheDocument()
  })
})

describe('the noise', () => {
  test('is chosen, scaled, drawn alike for all, and taken off again', async () => {
    await userEvent.selectOptions(choice('Gradient noise'), 'gaussian')
    expect(mounted.store.getState().scenario.noise).toEqual({ kind: 'gaussian', scale: 0.1 })
    await number('Scale').fill('0.5')
    expect(mounted.store.getState().scenario.noise).toEqual({ kind: 'gaussian', scale: 0.5 })
    const [first, second] = (await mounted.raced()).runs
    const drawn = (x: number | undefined): number => (2 - (x ?? Number.NaN)) / lr - 4
    expect(Math.abs(drawn(first?.x[1]))).toBeGreaterThan(1e-3)
    expect(drawn(first?.x[1])).toBeCloseTo(drawn(second?.x[1]), 10)
    await number('Seed').fill('7')
    expect((await mounted.raced()).runs[0]?.x[1]).not.toBe(first?.x[1])
    await userEvent.selectOptions(choice('Gradient noise'), 'none')
    await expect.element(number('Scale')).not.toBeInTheDocument()
    expect(way(await mounted.raced(), 1)).toEqual(way(before, 1))
  })
})

test('a start of its own moves one run alone, and is given back', async () => {
  const toggle = page.getByRole('switch', { name: 'Own start' })
  await userEvent.click(toggle)
  expect(run()?.start).toEqual([2, 1])
  await number('Racer: start x').fill('-3')
  await number('Racer: start y').fill('0.5')
  expect(run()?.start).toEqual([-3, 0.5])
  const [first] = (await onlyFirstChanged()).runs
  expect([first?.x[0], first?.y[0]]).toEqual([-3, 0.5])
  // The others' start is another field, and moves the others alone.
  await number('Start x').fill('4')
  const [mine, other] = (await mounted.raced()).runs
  expect([mine?.x[0], other?.x[0]]).toEqual([-3, 4])
  await userEvent.click(toggle)
  expect(run()).not.toHaveProperty('start')
  expect((await mounted.raced()).runs[0]?.x[0]).toBe(4)
})
