/** A browser of its own for a test: one with other flags, or one that may come to harm without harm to other tests. */
import { chromium } from '@playwright/test'
import type { CDPSession, Page } from '@playwright/test'
import { launchOptions } from '../scripts/browser.mjs'

/** `baseURL` is where the page is reached; `options` as for all browsers of the tests. */
export async function inOwnBrowser<T>(baseURL: string | undefined, look: (page: Page, session: CDPSession) => Promise<T>, ...options: Parameters<typeof launchOptions>): Promise<T> {
  const browser = await chromium.launch(await launchOptions(...options))
  try {
    const context = await browser.newContext({ baseURL: baseURL ?? '', serviceWorkers: 'block', viewport: { width: 1440, height: 900 } })
    return await look(await context.newPage(), await browser.newBrowserCDPSession())
  } finally {
    await browser.close()
  }
}
