/** The graphics process crashes, or the worker dies, under the training on the screen: it goes on, and ends as if nothing had been. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { deviceNotice, engineNotice, expectCell, expectHistory, inBrowser, killEngine, notice, openWithHistory } from './crash.ts'
import { results, saved } from './descent.ts'

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
  const { bytes } = await saved(page, () => page.getByRole('button', { name: 'All numbers as JSON', exact: true }).click())
  await page.keyboard.press('Escape')
  const { runs: [run] } = JSON.parse(bytes.toString()) as { readonly runs: readonly (Losses & { readonly status: string })[] }
  expect(run?.status).toBe('finished')
  for (const column of ['loss', 'testLoss'] as const) {
    expect(run?.[column]).toHaveLength(whole[column].length)
    expect(run?.[column].findIndex((value, k) => !(Math.abs(value - (whole[column][k] ?? Number.NaN)) < 1e-3)), column).toBe(-1)
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
