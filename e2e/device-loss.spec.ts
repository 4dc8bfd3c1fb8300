/** The graphics process of the browser crashes, or the engine's worker dies, in the middle of work: the page goes on and says so once. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { deviceNotice, engineNotice, inBrowser, killEngine } from './crash.ts'
import { openPage } from './descent.ts'

/** Crashes in the middle of what took so long before; on a machine that is suddenly faster it may have ended, so there is a second try. */
async function crashDuring<T>(page: Page, crash: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  for (const part of [0.5, 0.25, 0.1]) {
    const began = Date.now()
    await work()
    const took = Date.now() - began
    const disturbed = work()
    await page.waitForTimeout(took * part)
    await crash()
    const result = await disturbed
    if ((await page.getByText(deviceNotice).count()) === 1) return result
  }
  throw new Error('the graphics process never crashed in time')
}

for (const [device, steps, runs] of [['webgpu', 50_000, 32], ['webgl', 1500, 1]] as const) {
  test(`a race on ${device} ends with the same numbers when the graphics process crashes`, async ({ baseURL }) => {
    test.setTimeout(180_000)
    await inBrowser(baseURL, async (page, crash) => {
      await openPage(page)
      const race = { version: 1, kind: 'landscape', landscape: 'booth', start: [-8, 7], steps, seed: 1, noise: { kind: 'none' }, device, runs: Array.from({ length: runs }, (_, i) => ({ optimizer: 'momentum', hyper: { lr: 0.0001 / (1 + i) } })) }
      const play = (): Promise<{ device: string; loss: readonly number[] }> =>
        page.evaluate(async (given) => {
          const { device: where, runs: found } = await window.playground.rollout(given)
          // All numbers of all runs would take longer to cross than to compute.
          return { device: where, loss: found.flatMap(({ loss: all }) => all.filter((_, k) => k % 97 === 0)) }
        }, race)
      const whole = await play()
      const { device: where, loss } = await crashDuring(page, crash, play)
      expect(loss).toHaveLength(runs * (Math.floor(steps / 97) + 1))
      // A fresh device gives the same bits; where the browser gives none in time, the reference goes on, as near as float32 is.
      expect([device, 'cpu']).toContain(where)
      if (where === device) expect(loss).toEqual(whole.loss)
      else loss.forEach((value, k) => expect(Math.abs(value - (whole.loss[k] ?? Number.NaN))).toBeLessThan(1e-3 * (1 + value)))
    })
  })
}

test('a training on webgpu goes on when the graphics process crashes', async ({ baseURL }) => {
  test.setTimeout(180_000)
  await inBrowser(baseURL, async (page, crash) => {
    await openPage(page, '#v1')
    const training = (device: string): object => ({
      version: 1, kind: 'network', dataset: { id: 'moons' }, model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' }, loss: { id: 'bce_logits' }, batch: 16, epochs: 600, seed: 1, device,
      runs: [{ optimizer: 'sgd', hyper: { lr: 0.05 } }],
    })
    const train = (device: string): Promise<{ device: string; loss: readonly number[]; status: string }> =>
      page.evaluate(async (given) => {
        const { device: where, runs: [run] } = await window.playground.train<{ kind: 'network' }>(given as { kind: 'network' })
        return { device: where, loss: run?.loss ?? [], status: run?.status ?? '' }
      }, training(device))
    const reference = await train('cpu')
    const { loss, status } = await crashDuring(page, crash, () => train('webgpu'))
    expect(status).toBe('finished')
    expect(loss).toHaveLength(reference.loss.length)
    loss.forEach((value, k) => expect(Math.abs(value - (reference.loss[k] ?? Number.NaN))).toBeLessThan(1e-3))
  })
})

test('a worker that dies is replaced, and the page goes on with what was asked', async ({ page }) => {
  await openPage(page)
  await killEngine(page)
  await expect(page.getByText(engineNotice)).toBeVisible()
  const losses = await page.evaluate(async () => (await window.playground.rollout({ ...window.playground.scenario(), steps: 300 })).runs.map((run) => run.loss.at(-1)))
  expect(losses.every((loss) => typeof loss === 'number' && Number.isFinite(loss))).toBe(true)
  // And again what is on the screen, by hand.
  await page.getByRole('button', { name: /^Duplicate / }).first().click()
  await expect(page.getByText('6 of 32')).toBeVisible()
})
