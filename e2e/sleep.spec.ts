/**
 * A computer that sleeps, and a tab that is behind another: nothing leaps over the time that was slept, and all comes to the same end.
 * Chromium freezes no page that a test holds, so the page's process is stopped by the system: frames, timers and the worker at once.
 */
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { shortNumber } from '../src/charts/format.ts'
import { complaintsOf, openPage, plot, resultOf, results, scrubber, settledPicture } from './descent.ts'
import { inOwnBrowser } from './own-browser.ts'

const slept = 5000

// A page that is filmed is never hidden.
test.use({ trace: 'off' })
test.skip(process.platform === 'win32', 'needs a system that can stop a process')

/** A browser of its own: its pages' processes are stopped for a while. */
async function inBrowser(baseURL: string | undefined, look: (page: Page, sleep: () => Promise<void>) => Promise<void>): Promise<void> {
  await inOwnBrowser(baseURL, async (page, session) => {
    const complaints = complaintsOf(page)
    const sleep = async (): Promise<void> => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
      for (const id of pages) process.kill(id, 'SIGSTOP')
      await setTimeout(slept)
      for (const id of pages) process.kill(id, 'SIGCONT')
    }
    await look(page, sleep)
    expect(complaints).toEqual([])
  })
}

interface Seen {
  readonly at: number
  readonly value: number
}

/** Writes down now and at each frame the first number of a text or the value of a slider. */
const watch = (page: Page, selector: string): Promise<void> =>
  page.evaluate((given) => {
    const seen: Seen[] = []
    const look = (): void => {
      const element = document.querySelector(given)
      // Not the frame's own time: frames that were asked for during the sleep are drawn after it.
      seen.push({ at: performance.now(), value: element instanceof HTMLInputElement ? Number(element.value) : Number(/\d+/.exec(element?.textContent ?? '')?.[0]) })
      requestAnimationFrame(look)
    }
    look()
    Object.assign(window, { seen })
  }, selector)

/** What was shown before the longest gap between two frames, right after it, and a second later. */
async function aroundGap(page: Page): Promise<{ readonly gap: number; readonly before: number; readonly after: number; readonly later: number }> {
  const read = (): Promise<readonly Seen[]> => page.evaluate(() => (window as unknown as { seen: readonly Seen[] }).seen)
  const gaps = (seen: readonly Seen[]): readonly number[] => seen.slice(1).map(({ at }, i) => at - (seen[i]?.at ?? at))
  await expect.poll(async () => {
    const seen = await read()
    const wake = gaps(seen).findIndex((gap) => gap > 0.9 * slept)
    return wake < 0 ? 0 : (seen.at(-1)?.at ?? 0) - (seen[wake + 1]?.at ?? 0)
  }).toBeGreaterThan(1000)
  const seen = await read()
  const wake = gaps(seen).findIndex((gap) => gap > 0.9 * slept)
  const woken = seen[wake + 1] ?? { at: 0, value: Number.NaN }
  const later = seen.find(({ at }) => at > woken.at + 1000)
  // Of the frame after the gap the page may not have drawn its own share.
  return { gap: gaps(seen)[wake] ?? 0, before: seen[wake]?.value ?? Number.NaN, after: seen[wake + 2]?.value ?? Number.NaN, later: later?.value ?? Number.NaN }
}

test('a race that plays goes on from where it was', async ({ baseURL }) => {
  await inBrowser(baseURL, async (page, sleep) => {
    await openPage(page, '#v1&landscape=rosenbrock&steps=5000&device=cpu&run=adam,lr=0.1&run=sgd,lr=0.001')
    await page.getByLabel('Speed').selectOption('100')
    await expect.poll(async () => Number(await scrubber(page).inputValue())).toBeGreaterThan(30)
    await watch(page, 'input[data-transport]')
    await sleep()
    const { gap, before, after, later } = await aroundGap(page)
    // At a hundred steps a second it would have made some five hundred.
    expect(gap).toBeGreaterThan(0.9 * slept)
    expect(before).toBeGreaterThan(30)
    expect(after - before).toBeLessThanOrEqual(40)
    expect(later - before).toBeLessThan(200)
    expect(later).toBeGreaterThan(before)
    await page.getByLabel('Speed').selectOption('5000')
    await expect(scrubber(page)).toHaveValue('5000')
    const { runs } = await page.evaluate(() => window.playground.rollout(window.playground.scenario()))
    for (const [i, run] of ['Adam', 'Gradient descent'].entries()) await expect.poll(async () => (await resultOf(page, run)).slice(0, 2)).toEqual(Array.from({ length: 2 }, () => shortNumber(runs[i]?.loss.at(-1), 2)))
  })
})

test('a race in a tab behind another goes on from where it was', async ({ baseURL }) => {
  await inBrowser(baseURL, async (page) => {
    await openPage(page, '#v1&landscape=rosenbrock&steps=5000&device=cpu&run=adam,lr=0.1')
    await page.getByLabel('Speed').selectOption('200')
    await watch(page, 'input[data-transport]')
    const other = await page.context().newPage()
    await other.bringToFront()
    await setTimeout(slept)
    const seen = await page.evaluate(() => (window as unknown as { seen: readonly Seen[] }).seen)
    await page.bringToFront()
    // The browser gives a frame a second or none at all: each is worth a tenth of a second.
    const rare = seen.flatMap(({ at, value }, i) => (i > 0 && at - (seen[i - 1]?.at ?? 0) > 800 ? [value - (seen[i - 1]?.value ?? 0)] : []))
    expect(rare.length).toBeGreaterThan(1)
    for (const steps of rare) expect(steps).toBeLessThanOrEqual(40)
    const now = Number(await scrubber(page).inputValue())
    await expect.poll(async () => Number(await scrubber(page).inputValue())).toBeGreaterThan(now)
  })
})

test('a training goes on from where it was, and says rightly how long it will take', async ({ baseURL }) => {
  test.setTimeout(120_000)
  await inBrowser(baseURL, async (page, sleep) => {
    await openPage(page, '#v1&kind=network&data=moons(points=120)&model=mlp(6,tanh)&loss=bce_logits&batch=12&epochs=300&device=cpu&run=adam,lr=0.03')
    const whole = await page.evaluate(async () => {
      const { runs: [run] } = await window.playground.train<{ kind: 'network' }>(window.playground.scenario() as { kind: 'network' })
      return [run?.testLoss.at(-1), run?.trainLoss.at(-1)]
    })
    await page.getByLabel('Pace', { exact: true }).selectOption('5')
    await watch(page, 'output.transport-step')
    await setTimeout(1000)
    await sleep()
    const { before, after, later } = await aroundGap(page)
    expect(after - before).toBeLessThanOrEqual(2)
    expect(later - before).toBeLessThan(15)
    // By the pace alone, not by what was slept; and what is left is about five of them to a second.
    await expect(async () => {
      const [, seconds, unit] = /· (\d+) (s|min) left/.exec(await page.locator('.net-rate').innerText()) ?? []
      const epoch = Number(/\d+/.exec(await page.locator('output.transport-step').innerText())?.[0])
      const left = Number(seconds) * (unit === 'min' ? 60 : 1)
      expect(left).toBeGreaterThan((0.7 * (300 - epoch)) / 5)
      expect(left).toBeLessThan((1.5 * (300 - epoch)) / 5)
    }).toPass({ timeout: 15_000 })
    await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
    await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })
    await expect.poll(async () => (await results(page).getByRole('row').nth(1).getByRole('cell').allInnerTexts()).filter((_, i) => i % 2 === 0).slice(0, 2)).toEqual(whole.map((loss) => shortNumber(loss, 2)))
  })
})

test('a sweep that is computed goes on and ends in the same map', async ({ baseURL }) => {
  test.setTimeout(120_000)
  await inBrowser(baseURL, async (page, sleep) => {
    const link = '#v1&landscape=himmelblau&start=0,-0.8&steps=1500&seed=1&device=cpu&view=sweep&sweep=lr:0.001:1:log,beta1:0:0.99:linear,final,56&run=adam,lr=0.1'
    await openPage(page, link)
    const status = plot(page).locator('.grid-status')
    const share = async (): Promise<number> => Number((await status.getByRole('progressbar').getAttribute('value')) ?? Number.NaN)
    const map = (shown: Page): Promise<string> => settledPicture(plot(shown).getByRole('application').first().locator('canvas'))
    await expect.poll(share).toBeGreaterThan(5)
    await sleep()
    expect(await share()).toBeLessThan(100)
    await expect(status).toContainText('run-steps/s', { timeout: 60_000 })
    const found = await map(page)
    const fresh = await page.context().newPage()
    await openPage(fresh, link)
    await expect(plot(fresh).locator('.grid-status')).toContainText('run-steps/s', { timeout: 60_000 })
    expect(await map(fresh)).toBe(found)
    expect(found.length).toBeGreaterThan(1000)
  })
})
