/** A Firefox as it is installed, over WebDriver BiDi. (Playwright drives only a Firefox of its own.) */
import puppeteer from 'puppeteer-core'
import { programOf } from '../../scripts/browser.mjs'
import type { Driver, Offer } from './driver.ts'

const binary = programOf(['firefox-esr', 'firefox'], ['/Applications/Firefox.app/Contents/MacOS/firefox'])

async function start(executablePath: string): Promise<Driver> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  const page = await browser.newPage()
  await page.setViewport({ width: 1440, height: 900 })
  return {
    version: await browser.version(),
    open: async (address) => void (await page.goto(address)),
    run: async (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  }
}

export const firefox: Offer = { name: 'Firefox', needs: 'firefox or firefox-esr', start: binary === undefined ? null : () => start(binary) }
