/**
 * How fast the page answers: from a real key press or mouse move on a learning rate to the painted frame, with 8 runs of 500
 * steps on the screen; what playing costs the main thread; how long the first picture takes. Only what could not be measured
 * fails; the figures go to results/page.md, to be read beside the machine that they name.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { openPage, standAt } from '../descent.ts'
import { installMeter } from './meter.ts'

const samples = 70
const lines: string[] = []
const say = (line: string): void => {
  lines.push(line)
  console.log(line)
}

const race = {
  version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [-1.2, 1], steps: 500,
  runs: ['adam', 'momentum', 'sgd', 'rmsprop', 'lion', 'adagrad', 'nadam', 'adamw'].map((optimizer) => ({ optimizer })),
}

async function openRace(page: Page): Promise<void> {
  await installMeter(page)
  await openPage(page)
  await page.evaluate((scenario) => window.playground.open(scenario), race)
  await expect(page.getByRole('region', { name: 'Results' }).getByRole('row')).toHaveCount(9)
  // Thumbnails, formulas in type and the first compilation are over.
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(1500)
}

const slider = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('slider', { name: 'lr of Adam', exact: true })

async function one(page: Page, input: 'keydown' | 'pointermove', act: () => Promise<void>): Promise<number | null> {
  await page.evaluate((kind) => window.meter.arm(kind), input)
  await act()
  return page.evaluate(() => window.meter.picture(3000))
}

/** Two cores that others use as well give other figures: what else ran belongs to them. */
const load = (): string => `load of the machine in the last minute ${(loadavg()[0] ?? 0).toFixed(1)}`

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

function report(what: string, measured: readonly (number | null)[]): void {
  const sorted = measured.filter((ms) => ms !== null).toSorted((a, b) => a - b)
  say(`| ${what} | ${sorted.length} | ${at(sorted, 0.5).toFixed(1)} | ${at(sorted, 0.9).toFixed(1)} | ${(sorted.at(-1) ?? Number.NaN).toFixed(1)} |`)
  expect(sorted.length, `${what}: pictures seen`).toBeGreaterThanOrEqual(60)
}

async function keys(page: Page): Promise<(number | null)[]> {
  await slider(page).focus()
  const measured: (number | null)[] = []
  for (let i = 0; i < samples; i++) {
    const key = i % 20 < 10 ? 'ArrowLeft' : 'ArrowRight'
    measured.push(await one(page, 'keydown', () => page.keyboard.press(key)))
    // Not in step with the frames of the screen.
    await page.waitForTimeout(20 + (i * 7) % 31)
  }
  return measured
}

async function drag(page: Page): Promise<(number | null)[]> {
  const box = await slider(page).boundingBox()
  if (box === null) throw new Error('the slider is not on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const measured: (number | null)[] = []
  for (let i = 0; i < samples; i++) {
    const away = 2 * (i % 40 < 20 ? i % 20 : 20 - (i % 20)) + 2
    measured.push(await one(page, 'pointermove', () => page.mouse.move(x - away, y)))
    await page.waitForTimeout(20 + (i * 7) % 31)
  }
  await page.mouse.up()
  return measured
}

/** Some of the tests alone make no report. */
const testCount = 6
let ended = 0
test.afterEach(() => {
  ended += 1
})
test.afterAll(() => {
  if (ended < testCount) return
  mkdirSync(new URL('results/', import.meta.url), { recursive: true })
  writeFileSync(new URL('results/page.md', import.meta.url), `${lines.join('\n')}\n`)
})

test('a slider moves the picture', async ({ page, browser }) => {
  await openRace(page)
  const [cpu] = cpus()
  say(`Chromium ${browser.version()}, ${availableParallelism()} threads (${cpu?.model ?? 'unknown'}), drawing in software; ${load()}`)
  say('')
  say('Milliseconds from the input to the painted frame, 8 runs x 500 steps:')
  say('')
  say('| input | pictures | median | p90 | longest |')
  say('|---|---:|---:|---:|---:|')
  await standAt(page, 500)
  report('key on the lr slider, at rest', await keys(page))
  report('mouse drag of the lr slider, at rest', await drag(page))
  await page.getByLabel('Speed').selectOption('10')
  await page.getByRole('button', { name: /^To the start/ }).click()
  await page.getByRole('button', { name: /^Play / }).click()
  report('key on the lr slider, while playing', await keys(page))
})

test('playing leaves the main thread free', async ({ page }) => {
  await openRace(page)
  say('')
  say(`Main thread while playing the same 8 runs, 10 s at each speed (a race that ends is started again; ${load()}):`)
  say('')
  say('| steps/s | tasks over 50 ms | longest of them, ms | frames/s |')
  say('|---:|---:|---:|---:|')
  for (const speed of [25, 100, 500]) {
    await page.getByLabel('Speed').selectOption(String(speed))
    await standAt(page, 0)
    await page.getByRole('button', { name: /^Play / }).click()
    await page.waitForTimeout(300)
    await page.evaluate(() => window.meter.watch())
    const until = Date.now() + 10_000
    while (Date.now() < until) {
      const ended = page.getByRole('button', { name: /^Play / })
      if (await ended.isVisible()) await ended.click()
      await page.waitForTimeout(100)
    }
    const { longTasks, frames, seconds } = await page.evaluate(() => window.meter.watched())
    say(`| ${speed} | ${longTasks.length} | ${longTasks.length === 0 ? '-' : Math.max(...longTasks).toFixed(0)} | ${(frames / seconds).toFixed(0)} |`)
    expect(frames).toBeGreaterThan(10)
  }
})

test('the first picture', async ({ browser, baseURL }) => {
  const measured: number[] = []
  for (let i = 0; i < 7; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(baseURL === undefined ? {} : { baseURL }) })
    const page = await context.newPage()
    await installMeter(page)
    await page.goto('./')
    const ms = await page.evaluate(() => window.meter.picture(20_000))
    if (ms !== null) measured.push(ms)
    await context.close()
  }
  const sorted = measured.toSorted((a, b) => a - b)
  say('')
  say(`First visit, empty cache: race and loss curves painted ${at(sorted, 0.5).toFixed(0)} ms after the navigation (median of ${sorted.length}; ${sorted.map((ms) => ms.toFixed(0)).join(', ')}; ${load()})`)
  expect(sorted.length).toBe(7)
})

/** From each key press to the task after the next frame, by which its effect is painted. */
async function installAnswers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const answers: number[] = []
    Object.assign(window, { answers })
    addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => answers.push(performance.now() - timeStamp))
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    }, { capture: true })
  })
}

/** An arrow key on a rate every 100 ms for 8 s; a row of what the page made of it. */
async function answering(page: Page, name: string): Promise<void> {
  await page.getByRole('slider', { name: 'lr of Adam', exact: true }).focus()
  await page.waitForTimeout(3000)
  await page.evaluate(() => {
    window.meter.watch()
    ;(window as unknown as { answers: number[] }).answers.length = 0
  })
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(i % 2 === 0 ? 'ArrowLeft' : 'ArrowRight')
    await page.waitForTimeout(100)
  }
  const answers = (await page.evaluate(() => [...(window as unknown as { answers: number[] }).answers])).toSorted((a, b) => a - b)
  const { longTasks, frames, seconds } = await page.evaluate(() => window.meter.watched())
  say(`| ${name} | ${answers.length} | ${at(answers, 0.5).toFixed(0)} | ${(answers.at(-1) ?? Number.NaN).toFixed(0)} | ${longTasks.length}${longTasks.length > 0 ? ` (${Math.max(...longTasks).toFixed(0)})` : ''} | ${(frames / seconds).toFixed(0)} |`)
  expect(answers.length).toBeGreaterThan(60)
}

test('training at full speed leaves the page answering', async ({ page }) => {
  test.setTimeout(240_000)
  await installMeter(page)
  await installAnswers(page)
  say('')
  say(`Networks trained at full speed (8 x 8 digits, 64-32-10, 4 runs, batches of 8), 8 s in each view, an arrow key on a rate every 100 ms; ${load()}:`)
  say('')
  say('| view | keys | median, ms | longest, ms | tasks over 50 ms | frames/s |')
  say('|---|---:|---:|---:|---:|---:|')
  for (const view of ['outputs', 'weights', 'plane', 'backprop']) {
    const runs = ['adam,lr=0.003', 'momentum,lr=0.01', 'sgd,lr=0.05', 'rmsprop,lr=0.001'].map((run) => `run=${run}`).join('&')
    await openPage(page, `#v1&kind=network&data=digits_8x8&model=mlp(32,relu)&loss=cce_logits&batch=8&epochs=1000&view=${view}&${runs}`)
    await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
    await answering(page, view)
    await page.goto('about:blank')
  }
})

test('1 024 networks racing leave the page answering', async ({ page }) => {
  test.setTimeout(120_000)
  await installMeter(page)
  await installAnswers(page)
  await openPage(page, '#v1&kind=network&data=moons&model=mlp(8,8,tanh)&loss=bce_logits&batch=16&epochs=1000&device=webgpu&view=sweep&run=adam,lr=0.01')
  await page.getByRole('button', { name: /^Pause/ }).click()
  await page.getByRole('button', { name: '1024 networks' }).click()
  await expect(page.getByText(/network updates\/s/)).toBeVisible({ timeout: 30_000 })
  say('')
  say(`1 024 networks racing (2-8-8-1, batches of 16, one fused kernel), map and curves on the screen, the same keys; ${load()}:`)
  say('')
  say('| view | keys | median, ms | longest, ms | tasks over 50 ms | frames/s |')
  say('|---|---:|---:|---:|---:|---:|')
  await answering(page, '1 024 networks racing')
  await expect(page.getByText(/network updates\/s · .* left/)).toBeVisible()
  const words = await page.getByText(/network updates\/s/).innerText()
  say('')
  say(`While it ran: ${words}`)
})

test('a basin map', async ({ page }) => {
  await installMeter(page)
  await installAnswers(page)
  const measured: number[] = []
  const answers: number[] = []
  const longTasks: number[] = []
  let words = ''
  for (let i = 0; i < 5; i++) {
    // Small at first, so that what is measured is the map and not the start of the device; and anew, because a map is kept.
    await page.goto('about:blank')
    await openPage(page, '#v1&landscape=himmelblau&start=0,-0.8&steps=1000&seed=1&view=basins&basins=0:8&run=adam,lr=0.1')
    const status = page.locator('.grid-status')
    await expect(status).toContainText('run-steps/s')
    await standAt(page, 1000)
    await page.waitForTimeout(2000)
    await page.evaluate(() => {
      window.meter.watch()
      ;(window as unknown as { answers: number[] }).answers.length = 0
    })
    let going = true
    const map = page.evaluate(async () => {
      const { playground } = window
      const begun = performance.now()
      playground.open({ ...playground.scenario(), basins: { run: 0, size: 256 } })
      const text = (): string => document.querySelector('.grid-status')?.textContent ?? ''
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
      while (text().includes('run-steps/s')) await frame()
      while (!text().includes('run-steps/s')) await frame()
      // The frame that shows it.
      await frame()
      return performance.now() - begun
    }).finally(() => (going = false))
    while (going) {
      await page.keyboard.press('Shift')
      await page.waitForTimeout(60)
    }
    measured.push(await map)
    longTasks.push(...(await page.evaluate(() => window.meter.watched())).longTasks)
    answers.push(...(await page.evaluate(() => [...(window as unknown as { answers: number[] }).answers])))
    words = await status.innerText()
  }
  const [maps, keys] = [measured, answers].map((values) => values.toSorted((a, b) => a - b)) as [number[], number[]]
  say('')
  say(`A basin map of 256 x 256 starts, 1000 steps of Adam on Himmelblau, from the change to the painted map (${load()}): ${at(maps, 0.5).toFixed(0)} ms, median of ${maps.length} (${maps.map((ms) => ms.toFixed(0)).join(', ')}), of which 150 ms wait for the reader to be still. Meanwhile ${keys.length} keys were answered in ${at(keys, 0.5).toFixed(0)} ms (median; longest ${(keys.at(-1) ?? Number.NaN).toFixed(0)}); tasks over 50 ms: ${longTasks.length}${longTasks.length > 0 ? ` (longest ${Math.max(...longTasks).toFixed(0)})` : ''}. The page said: ${words}`)
  expect(keys.length).toBeGreaterThan(10)
})
