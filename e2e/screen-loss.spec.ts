/** The graphics process crashes, or the worker dies, under the race on the screen: it ends as if nothing had been. */
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { shortNumber } from '../src/charts/format.ts'
import { spread } from '../src/charts/table.ts'
import { deviceNotice, engineNotice, expectCell, expectHistory, inBrowser, killEngine, notice, openWithHistory } from './crash.ts'
import { resultOf, results } from './descent.ts'

/** What the page shows of a race, computed beside the screen: all its numbers would take longer to cross than to compute. */
interface Whole {
  readonly device: string
  readonly runs: readonly { readonly columns: readonly (readonly number[])[]; readonly best: number }[]
}

function undisturbed(page: Page, race: object, shown: readonly number[]): Promise<Whole> {
  return page.evaluate(
    async ({ given, at }) => {
      const { device, runs } = await window.playground.rollout(given)
      const seen = runs.map(({ x, y, loss }) => ({ columns: [x, y, loss].map((column) => at.map((k) => column[k] ?? Number.NaN)), best: loss.reduce((a, b) => Math.min(a, b)) }))
      return { device, runs: seen }
    },
    { given: race, at: shown },
  )
}

/** The race on the screen is whole: in the results, and step by step in the data table of the plot. */
async function expectRace(page: Page, { runs }: Whole, race: Race, exact: boolean): Promise<void> {
  for (const [i, { label }] of race.runs.entries()) {
    const [, final, best] = await resultOf(page, label)
    expectCell(final, runs[i]?.columns[2]?.at(-1) ?? Number.NaN, 2, exact)
    expectCell(best, runs[i]?.best ?? Number.NaN, 2, exact)
  }
  await page.getByText('Data table: Paths of the runs').press('Enter')
  const rows = await page.getByRole('table', { name: /^Paths of the runs/ }).locator('tbody tr').evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)))
  const columns = runs.flatMap((run) => run.columns)
  expect(rows.map((cells) => cells.length)).toEqual(columns[0]?.map(() => columns.length))
  for (const [k, cells] of rows.entries()) for (const [c, cell] of cells.entries()) expectCell(cell, columns[c]?.[k] ?? Number.NaN, 4, exact)
}

interface Race {
  readonly device: 'webgpu' | 'webgl'
  readonly landscape: string | object
  readonly steps: number
  readonly runs: readonly { readonly label: string; readonly optimizer: string; readonly hyper: object }[]
}

const raceOn = (device: Race['device'], landscape: string | object, optimizer: string, steps: number, count: number): Race => ({
  ...{ version: 1, kind: 'landscape', start: [-2, 3], seed: 1, noise: { kind: 'gaussian', scale: 0.1 } },
  ...{ device, landscape, steps },
  runs: Array.from({ length: count }, (_, i) => ({ optimizer, hyper: { lr: 0.0001 / (1 + i) }, label: `run ${i + 1}` })),
})

const open = (page: Page, scenario: object): Promise<void> => page.evaluate((given) => window.playground.open(given), scenario)

/** Its gradients have all been counted. */
async function hasEnded(page: Page, { steps }: Race): Promise<boolean> {
  const counted = (await resultOf(page, 'run 1')).at(4)
  return counted === (steps < 10_000 ? String(steps) : shortNumber(steps)) && (await results(page).getByText('running…').count()) === 0
}

/** Crashes while the race on the screen is computed; on a machine that is suddenly faster it may have ended, so there is a second try. */
async function crashUnder(page: Page, crash: () => Promise<void>, first: Race): Promise<{ readonly race: Race; readonly whole: Whole }> {
  // The first compiles the kernel, so that the next says how long the race itself takes.
  await undisturbed(page, first, [])
  for (const part of [0.4, 0.15]) {
    const race = { ...first, steps: Math.round(first.steps * (1 - part / 10)) }
    const began = Date.now()
    const whole = await undisturbed(page, race, spread(race.steps + 1, 100))
    expect(whole.device).toBe(race.device)
    const took = Date.now() - began
    // Not waited for: the page is slow to answer while its engine is at work.
    const opening = open(page, race)
    await setTimeout(took * part)
    await crash()
    await opening
    await expect.poll(async () => (await notice(page, deviceNotice).count()) === 1 || (await hasEnded(page, race)), { timeout: 60_000 }).toBe(true)
    if ((await notice(page, deviceNotice).count()) === 1) return { race, whole }
  }
  throw new Error('the graphics process never crashed in time')
}

/** Much to compute at each step, so that the device takes longer than the page. */
const hills = { formula: Array.from({ length: 12 }, (_, k) => `sin(${k + 1}*x)*cos(${k + 2}*y)`).join(' + '), domain: [[-4, 4], [-4, 4]] }

for (const race of [raceOn('webgpu', hills, 'adam', 50_000, 8), raceOn('webgl', 'booth', 'momentum', 1500, 2)]) {
  test(`a race on the screen on ${race.device} is whole when the graphics process crashes while it is computed`, async ({ baseURL }) => {
    test.setTimeout(180_000)
    await inBrowser(baseURL, async (page, crash) => {
      await openWithHistory(page)
      const { race: disturbed, whole } = await crashUnder(page, crash, race)
      await expect.poll(() => hasEnded(page, disturbed), { timeout: 60_000 }).toBe(true)
      await expect(page.getByRole('alert')).toHaveCount(0)
      const chip = page.getByRole('button', { name: /^Device: (WebGPU|WebGL|CPU) · / })
      await expectRace(page, whole, disturbed, (await chip.innerText()).toLowerCase().startsWith(race.device))
      // It goes away by itself, and is not told again.
      await expect(notice(page, deviceNotice)).toHaveCount(0)
      await expectHistory(page, /^(sin|Booth)/)
    })
  })
}

test('a worker that dies in the middle of a race on the screen is replaced, and the race is whole', async ({ page }) => {
  test.setTimeout(120_000)
  await openWithHistory(page)
  const race = raceOn('webgl', 'booth', 'momentum', 1500, 2)
  const whole = await undisturbed(page, race, spread(race.steps + 1, 100))
  await open(page, race)
  // Part of it is on the screen: the new worker brings that again.
  await results(page).getByText('running…').first().waitFor({ timeout: 60_000 })
  await killEngine(page)
  await expect(notice(page, engineNotice)).toBeVisible()
  expect(await hasEnded(page, race)).toBe(false)
  await expect.poll(() => hasEnded(page, race), { timeout: 60_000 }).toBe(true)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectRace(page, whole, race, true)
  await expectHistory(page, /^Booth/)
})
