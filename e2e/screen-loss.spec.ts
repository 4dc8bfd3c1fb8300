/** The graphics process crashes, or the worker dies, under what is on the screen: it ends as if nothing had been. */
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { shortNumber } from '../src/charts/format.ts'
import { spread } from '../src/charts/table.ts'
import { deviceNotice, engineNotice, inBrowser, killEngine } from './crash.ts'
import { openPage, resultOf, results } from './descent.ts'

const before = { link: '#v1&landscape=sphere&steps=60&run=adam,lr=0.1&run=sgd,lr=0.05', title: 'Sphere: Adam, Gradient descent' } as const
const notice = (page: Page, text: string): ReturnType<Page['getByText']> => page.getByText(text, { exact: true })

/** A number as the page writes it: the same bits, or as near as float32 is to the device that went on. */
function expectCell(text: string | undefined, value: number, digits: number, exact: boolean): void {
  if (exact) expect(text).toBe(shortNumber(value, digits))
  else expect(Math.abs(Number(text?.replaceAll('−', '-')) - value)).toBeLessThanOrEqual((0.5 * 10 ** (1 - digits) + 1e-3) * Math.abs(value) + 1e-3)
}

/** An entry in the history, from before. */
async function openWithHistory(page: Page): Promise<void> {
  await openPage(page, before.link)
  const count = page.getByRole('button', { name: /^History/ })
  await expect(count).toBeVisible()
  await count.click()
  await expect(page.getByRole('dialog', { name: 'History' }).getByRole('button', { name: before.title, exact: true })).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
}

async function expectHistory(page: Page, title: RegExp): Promise<void> {
  const titles = page.getByRole('dialog', { name: 'History' }).locator('.history-open')
  await page.getByRole('button', { name: /^History/ }).click()
  const fresh = page.getByRole('button', { name: /^Show \d+ new entr/ })
  await expect(async () => {
    if (await fresh.isVisible()) await fresh.click()
    await expect(titles.filter({ hasText: title })).not.toHaveCount(0, { timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  await expect(titles.filter({ hasText: before.title })).toHaveCount(1)
  await page.keyboard.press('Escape')
}

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

const training = (device: string): object => ({
  version: 1, kind: 'network', dataset: { id: 'moons' }, model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' }, loss: { id: 'bce_logits' }, batch: 16, epochs: 600, seed: 1, device,
  runs: [{ optimizer: 'sgd', hyper: { lr: 0.05 } }],
})

interface Losses {
  readonly loss: readonly number[]
  readonly testLoss: readonly number[]
}

/** The training on the screen has ended with the numbers of one that was left alone: in the table, and in all that its curves are drawn from. */
async function expectTraining(page: Page, whole: Losses): Promise<void> {
  await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('epoch 600 / 600', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  const [validation] = await results(page).getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  expectCell(validation, whole.testLoss.at(-1) ?? Number.NaN, 2, false)
  await page.getByRole('button', { name: 'Export: files to take away, and files to open' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'All numbers as JSON', exact: true }).click()])
  await page.keyboard.press('Escape')
  const { runs: [run] } = JSON.parse(readFileSync(await download.path(), 'utf8')) as { readonly runs: readonly (Losses & { readonly status: string })[] }
  expect(run?.status).toBe('finished')
  for (const column of ['loss', 'testLoss'] as const) {
    expect(run?.[column]).toHaveLength(whole[column].length)
    run?.[column].forEach((value, k) => expect(Math.abs(value - (whole[column][k] ?? Number.NaN))).toBeLessThan(1e-3))
  }
}

const epochOf = async (page: Page): Promise<number> => Number(/\d+/.exec(await page.getByText(/^epoch \d+ \/ \d+$/).innerText())?.[0])

/** Puts the training on the screen, at a pace that leaves time to look, and waits until it is well under way. */
async function beginTraining(page: Page, device: string): Promise<Losses> {
  const whole = await page.evaluate(async (given) => {
    const { runs: [run] } = await window.playground.train<{ kind: 'network' }>(given as { kind: 'network' })
    return { loss: run?.loss ?? [], testLoss: run?.testLoss ?? [] }
  }, training('cpu'))
  expect(whole.loss.every((value) => Number.isFinite(value))).toBe(true)
  await page.evaluate((given) => window.playground.open(given), training(device))
  await page.getByLabel('Pace', { exact: true }).selectOption('50')
  await expect.poll(() => epochOf(page), { timeout: 30_000 }).toBeGreaterThan(60)
  return whole
}

test('a training on the screen goes on when the graphics process crashes', async ({ baseURL }) => {
  test.setTimeout(180_000)
  await inBrowser(baseURL, async (page, crash) => {
    await openWithHistory(page)
    const whole = await beginTraining(page, 'webgpu')
    const reached = await epochOf(page)
    await crash()
    await expect(notice(page, deviceNotice)).toBeVisible({ timeout: 30_000 })
    expect(await epochOf(page)).toBeGreaterThanOrEqual(reached)
    await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
    await expectTraining(page, whole)
    await expect(notice(page, deviceNotice)).toHaveCount(0)
    await expectHistory(page, /^Two moons/)
  })
})

test('a worker that dies in the middle of a training on the screen is replaced, and the training goes on', async ({ page }) => {
  test.setTimeout(120_000)
  await openWithHistory(page)
  const whole = await beginTraining(page, 'cpu')
  const reached = await epochOf(page)
  await killEngine(page)
  await expect(notice(page, engineNotice)).toBeVisible()
  // What was there is made again, as fast as it goes.
  await expect.poll(() => epochOf(page), { timeout: 30_000 }).toBeGreaterThan(reached)
  await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
  await expectTraining(page, whole)
  await expectHistory(page, /^Two moons/)
})
