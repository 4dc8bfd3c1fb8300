/** Links as teachers make them: with parts hidden and locked, as a code for cameras, in a frame of another page, for a hall. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import fc from 'fast-check'
import jsQR from 'jsqr'
import { strategies } from '../src/catalog/strategies/registry.ts'
import { races } from '../src/scenario/testing.ts'
import { trainings } from '../src/scenario/network/testing.ts'
import { experimentOf } from '../src/scenario/strategies/testing.ts'
import { validateAny } from '../src/scenario/validate.ts'
import { shareLink } from '../src/store/share-link.ts'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, cursorOf, openPage, plot, results, scenarioOf } from './descent.ts'

const race = '#v1&landscape=himmelblau&start=0,-0.8&steps=200&seed=1&run=adam,lr=0.1'
const runs = (page: Page): Locator => page.getByRole('region', { name: 'Runs' })
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Share what is on the screen' })

async function openShare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share: link, QR code, embed' }).click()
  await expect(dialog(page)).toBeVisible()
}

test('a link hides, locks, stands still, and goes on doing so when the scenario changes', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page, `${race}&hide=results,curves&lock=1&play=0&theme=dark&lang=zh`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.evaluate(() => (location.hash = `${location.hash.replace('&lang=zh', '')}&lang=en`))
  await expect(runs(page)).toBeVisible()
  await expect(results(page)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Curves' })).toHaveCount(0)
  expect(await cursorOf(page)).toBe(0)
  await expect(runs(page).getByRole('textbox', { name: 'lr of Adam' })).toBeDisabled()
  await expect(runs(page).getByRole('slider')).toHaveCount(0)
  // A click on the plot would put the start there.
  const before = await scenarioOf(page)
  await plot(page).click({ position: { x: 300, y: 250 } })
  expect(await scenarioOf(page)).toEqual(before)
  await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), seed: 7 }))
  await expect(page).toHaveURL(/seed=7.*&hide=curves,results&lock=1&play=0&lang=en&theme=dark$/)
  await page.goto(`./${race}&hide=resluts`)
  await expect(page.getByRole('alert')).toContainText('hide: unknown panel "resluts" - did you mean "results"?')
  expect((await scenarioOf(page)).landscape).toBe('himmelblau')
  expect(complaints).toEqual([])
})

test('the dialog makes the link, its code and the frame', async ({ page, context }) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPage(page, race)
  await openShare(page)
  await dialog(page).getByRole('group', { name: 'Hide' }).getByRole('checkbox', { name: 'Results' }).check()
  await dialog(page).getByRole('group', { name: 'Lock' }).getByRole('checkbox', { name: 'Runs' }).check()
  await dialog(page).getByRole('combobox', { name: 'Opens' }).selectOption('Paused')
  await dialog(page).getByRole('combobox', { name: 'Colours' }).selectOption('light')
  const link = await dialog(page).getByRole('textbox', { name: 'Link' }).inputValue()
  expect(link).toContain(`${race}&hide=results&lock=runs&play=0&theme=light`)
  await dialog(page).getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText(/^Link copied/)).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  expect(await seriousTroubles(page)).toEqual([])
  await dialog(page).getByText('QR code', { exact: true }).click()
  expect(await readCode(dialog(page).getByRole('img', { name: 'QR code of the link' }))).toBe(link)
  await dialog(page).getByRole('button', { name: 'Large, for the back row' }).click()
  const large = page.getByRole('dialog', { name: 'Point your camera here' }).getByRole('img', { name: 'QR code of the link' })
  expect((await large.boundingBox())?.height).toBeGreaterThan(700)
  await page.keyboard.press('Escape')
  await expect(large).toHaveCount(0)
  await dialog(page).getByText('Embed', { exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'Width' }).fill('480')
  await expect(dialog(page).getByRole('textbox', { name: 'HTML for your page' })).toHaveValue(/^<iframe src="[^"]*&amp;lock=runs&amp;play=0&amp;theme=light&amp;embed=1" width="480" height="480"/)
})

test('a link that is too long for a code says so and has a short form', async ({ page }) => {
  const formula = Array.from({ length: 60 }, (_, i) => `sin(${i}*x)*cos(${i}*y)`).join(' + ')
  await openPage(page, race)
  await page.evaluate((text) => window.playground.open({ ...window.playground.scenario(), landscape: { formula: text, domain: [[-1, 1], [-1, 1]] }, constants: {} }), formula)
  await expect(page).toHaveURL(/#v1z=[\w-]+$/)
  await openShare(page)
  await dialog(page).getByRole('combobox', { name: 'Form of the link' }).selectOption('Readable')
  await dialog(page).getByText('QR code', { exact: true }).click()
  await expect(dialog(page).getByRole('status')).toContainText('a code that a camera can read holds')
  await dialog(page).getByRole('button', { name: 'Use the short form' }).click()
  const link = await readCode(dialog(page).getByRole('img', { name: 'QR code of the link' }))
  await page.goto('about:blank')
  await page.goto(link)
  await page.evaluate(() => window.playground.ready)
  expect((await scenarioOf(page)).landscape).toMatchObject({ formula })
})

/** What an independent reader finds in the picture, drawn at a few pixels to the module. */
async function readCode(code: Locator): Promise<string> {
  const { data, side } = await code.evaluate(async (svg) => {
    const units = Number(svg.getAttribute('viewBox')?.split(' ')[2])
    const pixels = 4 * units
    const picture = new Image()
    const copy = svg.cloneNode(true)
    if (!(copy instanceof SVGElement)) throw new Error('expected an SVG picture')
    copy.setAttribute('width', String(pixels))
    copy.setAttribute('height', String(pixels))
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = pixels
    canvas.height = pixels
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0, pixels, pixels)
    return { data: [...(context?.getImageData(0, 0, pixels, pixels).data ?? [])], side: pixels }
  })
  return jsQR(Uint8ClampedArray.from(data), side, side)?.data ?? 'nothing could be read'
}

test('figures stand in the frames of another page, and open the whole', async ({ page, context }) => {
  const complaints = complaintsOf(page)
  await page.setViewportSize({ width: 800, height: 1200 })
  await page.goto('./embed-example.html')
  const figure = page.frameLocator('iframe').first()
  await expect(figure.getByRole('region', { name: 'Landscape and paths' })).toBeVisible()
  await expect(figure.getByRole('slider', { name: 'Step shown' })).toBeVisible()
  for (const hidden of ['Runs', 'Problem', 'Results', 'Curves']) await expect(figure.getByRole('region', { name: hidden })).toHaveCount(0)
  await expect(figure.getByRole('banner')).toHaveCount(0)
  const curves = page.frameLocator('iframe').nth(1)
  await expect(curves.getByRole('region', { name: 'Curves' })).toBeVisible()
  await expect(curves.getByRole('list').getByText('Momentum')).toBeVisible()
  await expect(curves.getByRole('slider', { name: 'Step shown' })).toHaveValue('0')
  const whole = context.waitForEvent('page')
  await figure.getByRole('link', { name: 'Open in Descent' }).click()
  const opened = await whole
  // It stands on an empty page for a moment.
  await opened.waitForFunction(() => 'playground' in window)
  await opened.evaluate(() => window.playground.ready)
  await expect(opened.getByRole('region', { name: 'Problem' })).toBeVisible()
  expect(await scenarioOf(opened)).toMatchObject({ landscape: 'rosenbrock', runs: [{ optimizer: 'adam' }, { optimizer: 'momentum' }, { optimizer: 'sgd' }] })
  expect(complaints).toEqual([])
})

test('a figure fits into 480 x 360', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 360 })
  await openPage(page, `${race}&embed=1`)
  await expect(page.getByRole('link', { name: 'Open in Descent' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('slider', { name: 'Step shown' })).toBeInViewport({ ratio: 1 })
  expect((await plot(page).boundingBox())?.height).toBeGreaterThan(220)
  expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([480, 360])
  expect(await seriousTroubles(page)).toEqual([])
})

test('presenter mode is large, turns a lesson with a clicker, and is left by Escape', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page, '#v1&lesson=momentum&step=1')
  const step = page.locator('.lesson-panel').getByText(/^Step \d+ of \d+$/)
  await expect(step).toHaveText(/^Step 1/)
  const size = (): Promise<number> => page.locator('.lesson').evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize))
  const usual = await size()
  await page.keyboard.press('p')
  await expect(page.getByRole('group', { name: 'Presenter mode' })).toBeVisible()
  expect(await size()).toBeGreaterThan(1.3 * usual)
  for (const hidden of ['Problem', 'Results', 'Runs']) await expect(page.getByRole('region', { name: hidden })).toHaveCount(0)
  await page.getByRole('button', { name: 'To the start (Home)' }).focus()
  await page.keyboard.press('PageDown')
  await expect(step).toHaveText(/^Step 2/)
  await page.keyboard.press('ArrowLeft')
  await expect(step).toHaveText(/^Step 1/)
  await page.keyboard.press('ArrowRight')
  await expect(step).toHaveText(/^Step 2/)
  await page.keyboard.press('PageUp')
  await expect(step).toHaveText(/^Step 1/)
  await page.mouse.move(700, 400)
  await expect(page.locator('.presenter-pointer')).toBeVisible()
  await expect(page).toHaveURL(/&present=1$/)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await seriousTroubles(page)).toEqual([])
  await page.evaluate(() => document.exitFullscreen().catch(() => undefined))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Presenter mode' })).toHaveCount(0)
  expect(await size()).toBe(usual)
  await expect(page).toHaveURL(/lesson=momentum&step=1$/)
})

/** So that the page computes little of what is replaced at once. */
const quick = (given: object): object => ('steps' in given ? { ...given, steps: (Number(given.steps) % 500) + 1 } : given)

test('a thousand scenarios of all kinds survive link, page, link', async ({ page }) => {
  test.setTimeout(300_000)
  const seed = 20
  const drawn = [
    ...fc.sample(races.map(quick), { numRuns: 250, seed }),
    ...fc.sample(trainings, { numRuns: 350, seed }),
    ...fc.sample(fc.constantFrom(...strategies).chain(experimentOf), { numRuns: 400, seed }),
  ]
  const links = drawn.map((given) => {
    const { scenario, problems } = validateAny(given)
    if (scenario === null) throw new Error(JSON.stringify(problems))
    return `#${shareLink(scenario).link}`
  })
  await openPage(page, race)
  const changed = await page.evaluate(async (given) => {
    const lost: string[] = []
    for (const link of given) {
      const heard = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }))
      location.hash = `${link}&hide=header,problem,runs,plot,transport,curves,results`
      await heard
      // A short link is unfolded, and one to another tab is read, a moment later.
      for (let wait = 0; wait < 50 && window.playground.link() !== link; wait++) await new Promise((resolve) => setTimeout(resolve, 10))
      if (window.playground.link() !== link) lost.push(`${link} became ${window.playground.link()}`)
    }
    return lost
  }, links)
  expect(links.length).toBe(1000)
  expect(changed).toEqual([])
})
