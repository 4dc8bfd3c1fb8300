/** What the specs of lost devices share: a browser whose graphics process may crash, an engine whose worker may die, and what the page says then. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { shortNumber } from '../src/charts/format.ts'
import { openPage } from './descent.ts'
import { inOwnBrowser } from './own-browser.ts'

export const deviceNotice = 'The graphics device went away. The work goes on from where it was.'
export const engineNotice = 'The engine stopped and was started anew. Nothing is lost.'

/** A browser of its own whose graphics process can be made to crash. */
export async function inBrowser(baseURL: string | undefined, look: (page: Page, crash: () => Promise<void>) => Promise<void>): Promise<void> {
  await inOwnBrowser(baseURL, (page, session) => look(page, async () => void (await session.send('Browser.crashGpuProcess'))))
}

/** The newest worker of the page throws as one does that has run out of memory; what it is at is lost. */
export async function killEngine(page: Page): Promise<void> {
  const engine = page.workers().at(-1)
  if (!engine) throw new Error('expected the engine to run in a worker')
  await engine.evaluate(() => void setTimeout(() => {
    throw new Error('out of memory')
  }))
}

const before = { link: '#v1&landscape=sphere&steps=60&run=adam,lr=0.1&run=sgd,lr=0.05', title: 'Sphere: Adam, Gradient descent' } as const
export const notice = (page: Page, text: string): ReturnType<Page['getByText']> => page.getByText(text, { exact: true })

/** A number as the page writes it: the same bits, or as near as float32 is to the device that went on. */
export function expectCell(text: string | undefined, value: number, digits: number, exact: boolean): void {
  if (exact) expect(text).toBe(shortNumber(value, digits))
  else expect(Math.abs(Number(text?.replaceAll('−', '-')) - value)).toBeLessThanOrEqual((0.5 * 10 ** (1 - digits) + 1e-3) * Math.abs(value) + 1e-3)
}

/** An entry in the history, from before. */
export async function openWithHistory(page: Page): Promise<void> {
  await openPage(page, before.link)
  const count = page.getByRole('button', { name: /^History/ })
  await expect(count).toBeVisible()
  await count.click()
  await expect(page.getByRole('dialog', { name: 'History' }).getByRole('button', { name: before.title, exact: true })).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
}

export async function expectHistory(page: Page, title: RegExp): Promise<void> {
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
