/**
 * `npm run picture`: takes the README's picture anew from the built page in dist/, so that it shows the page of today.
 */
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { launchOptions } from './browser.mjs'

const server = spawn(process.execPath, ['scripts/serve.mjs', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = await new Promise((resolve) => {
  server.stdout.on('data', (text) => {
    const found = /Descent is at (\S+)/.exec(String(text))
    if (found) resolve(found[1])
  })
})
const browser = await chromium.launch(await launchOptions())
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'no-preference' })
  await page.goto(address)
  await page.evaluate(() => window.playground.ready)
  // Far enough into the race for every path to be seen.
  await page.getByText(/step (29\d|3\d\d) \/ 500/).waitFor()
  await page.screenshot({ path: 'public/descent.png' })
} finally {
  await browser.close()
  server.kill()
}
