/** What the specs share: the page with its first race on the screen, and what is read off it. */
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { Ready } from '../src/app/playground.ts'
import type { NetworkScenario } from '../src/scenario/network/types.ts'
import type { LandscapeScenario } from '../src/scenario/types.ts'

/** Opens the page, with a link's fragment or without, and waits for the first race. */
export async function openPage(page: Page, fragment = ''): Promise<Ready> {
  await page.goto(`./${fragment}`)
  return page.evaluate(() => window.playground.ready)
}

export const scrubber = (page: Page): Locator => page.getByRole('slider', { name: 'Step shown' })
export const results = (page: Page): Locator => page.getByRole('region', { name: 'Results' })
export const plot = (page: Page): Locator => page.getByRole('region', { name: 'Landscape and paths' })

export const cursorOf = async (page: Page): Promise<number> => Number(await scrubber(page).inputValue())

/** Stops the first race, which starts by itself, and goes to a step. */
export async function standAt(page: Page, step: number): Promise<void> {
  await expect(page.getByRole('button', { name: /^(Play|Pause) / })).toBeVisible()
  const pause = page.getByRole('button', { name: /^Pause / })
  // The race may end between the look and the click.
  if (await pause.isVisible()) await pause.click({ timeout: 5_000 }).catch(() => expect(page.getByRole('button', { name: /^Play / })).toBeVisible())
  await scrubber(page).fill(String(step))
  await expect(scrubber(page)).toHaveValue(String(step))
}

/** A row of the results by its run, as the texts of its cells but the last: what computing took differs from time to time. */
export async function resultOf(page: Page, run: string): Promise<readonly string[]> {
  const cells = await results(page).getByRole('row').filter({ has: page.getByRole('button', { name: run, exact: true }) }).getByRole('cell').allInnerTexts()
  return cells.slice(0, -1)
}

/** The race on the screen. */
export async function scenarioOf(page: Page): Promise<LandscapeScenario> {
  const scenario = await page.evaluate(() => window.playground.scenario())
  if (scenario.kind !== 'landscape') throw new Error(`expected a race on the screen, got a ${scenario.kind}`)
  return scenario
}

/** The training on the screen. */
export async function trainingOf(page: Page): Promise<NetworkScenario> {
  const scenario = await page.evaluate(() => window.playground.scenario())
  if (scenario.kind !== 'network') throw new Error(`expected a training on the screen, got a ${scenario.kind}`)
  return scenario
}

/** The file that a press saves. */
export async function saved(page: Page, press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** Pixels of the whole ways (the first canvas of the plot) that are not empty. */
export async function inkOf(page: Page): Promise<number> {
  return plot(page).locator('canvas.plot-canvas').first().evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas')
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let ink = 0
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) ink += 1
    return ink
  })
}

/** A canvas as an address, once it stays as it is: the last picture may come a frame after the words that tell of it. */
export async function settledPicture(canvas: Locator): Promise<string> {
  let last = ''
  await expect.poll(async () => {
    const before = last
    last = await canvas.evaluate((element) => (element instanceof HTMLCanvasElement ? element.toDataURL() : ''))
    return last === before
  }, { intervals: [300] }).toBe(true)
  return last
}

/** Everything that goes wrong on the page without being said to the reader. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
