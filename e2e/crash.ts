/** What the specs of lost devices share: a browser whose graphics process may crash, an engine whose worker may die, and what the page says then. */
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { launchOptions } from '../scripts/browser.mjs'

export const deviceNotice = 'The graphics device went away. The work goes on from where it was.'
export const engineNotice = 'The engine stopped and was started anew. Nothing is lost.'

/** A browser of its own, whose graphics process may crash without harm to other tests. */
export async function inBrowser(baseURL: string | undefined, look: (page: Page, crash: () => Promise<void>) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(await launchOptions())
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block', viewport: { width: 1440, height: 900 } })
    const session = await browser.newBrowserCDPSession()
    await look(page, async () => void (await session.send('Browser.crashGpuProcess')))
  } finally {
    await browser.close()
  }
}

/** The newest worker of the page throws as one does that has run out of memory; what it is at is lost. */
export async function killEngine(page: Page): Promise<void> {
  const engine = page.workers().at(-1)
  if (!engine) throw new Error('expected the engine to run in a worker')
  await engine.evaluate(() => void setTimeout(() => {
    throw new Error('out of memory')
  }))
}
