/** Taking away and opening again: every kind of file that the card offers, as a person presses for it. */
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage, scenarioOf, scrubber, standAt } from './descent.ts'

const exporter = (page: Page): Locator => page.getByRole('button', { name: 'Export: files to take away, and files to open' })
const card = (page: Page): Locator => page.locator('.export-card')

async function openCard(page: Page): Promise<void> {
  if (!(await card(page).isVisible())) await exporter(page).click()
  await expect(card(page)).toBeVisible()
}

async function open(page: Page, scenario: object): Promise<void> {
  await openPage(page)
  await page.evaluate((given) => window.playground.open(given), scenario)
}

const race = (landscape: string, steps: number, ...runs: readonly object[]): object => ({ version: 1, kind: 'landscape', landscape, steps, runs, device: 'cpu' })
const adam = { optimizer: 'adam' }

/** The file that a press saves. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

const button = (page: Page, name: string): Promise<void> => card(page).getByRole('button', { name, exact: true }).click()

test('a race goes out as JSON and comes back, and a bad file changes nothing', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page, race('beale', 80, { ...adam, hyper: { lr: 0.03 } }, { optimizer: 'momentum' }))
  const before = await scenarioOf(page)
  await openCard(page)
  const { name, bytes } = await saved(page, () => button(page, 'Save as JSON'))
  expect(name).toBe('descent-landscape.json')
  expect(JSON.parse(bytes.toString())).toEqual({ format: 'descent-scenario', formatVersion: 1, scenario: before })

  await page.evaluate(() => window.playground.open({ version: 1, kind: 'network', dataset: { id: 'moons', split: 0.5, standardize: true }, model: { id: 'mlp' }, runs: [{ optimizer: 'adam' }] }))
  const other = await page.evaluate(() => window.playground.scenario())
  expect(other.kind).toBe('network')
  await openCard(page)
  const file = card(page).locator('input[type=file]')
  for (const [text, said] of [
    ['{"format":', 'This file is not JSON'],
    ['{"name": "x"}', 'not a scenario of Descent'],
    [bytes.toString().replace('"beale"', '"beal"'), 'did you mean "beale"?'],
  ] as const) {
    await file.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await expect(card(page).getByRole('alert')).toContainText(said)
    expect(await page.evaluate(() => window.playground.scenario())).toEqual(other)
  }
  await file.setInputFiles({ name: 'race.json', mimeType: 'application/json', buffer: bytes })
  await expect.poll(() => page.evaluate(() => window.playground.scenario())).toEqual(before)
  expect(complaints).toEqual([])
})

test('a file dropped on the card opens', async ({ page }) => {
  await openPage(page)
  await openCard(page)
  const text = JSON.stringify({ version: 1, kind: 'landscape', landscape: 'booth', runs: [{ optimizer: 'sgd' }] })
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'booth.json', { type: 'application/json' }))
    return transfer
  }, text)
  await card(page).dispatchEvent('drop', { dataTransfer: data })
  await expect.poll(async () => (await scenarioOf(page)).landscape).toBe('booth')
})

test('the numbers of a race are those of the page, bit by bit', async ({ page }) => {
  await open(page, race('rosenbrock', 60, adam, { optimizer: 'sgd' }))
  const { runs } = await page.evaluate(async () => window.playground.rollout(window.playground.scenario()))
  await expect(scrubber(page)).toHaveAttribute('max', '60')
  await openCard(page)
  const { bytes } = await saved(page, () => button(page, 'Race as CSV'))
  const [head, ...rows] = bytes.toString().trim().split('\r\n')
  expect(head).toBe('run,name,step,x,y,loss,gradient_norm,lr')
  expect(rows).toHaveLength(2 * 61)
  const losses = rows.map((row) => row.split(',')).map((cells) => Number(cells.at(-3)))
  expect(losses).toEqual(runs.flatMap(({ loss }) => loss))
})

test('a race goes out as a script on PyTorch', async ({ page }) => {
  await open(page, race('rosenbrock', 60, adam, { optimizer: 'soap' }))
  await openCard(page)
  const { name, bytes } = await saved(page, () => button(page, 'Save as Python script'))
  expect(name).toBe('descent_race.py')
  expect(bytes.toString()).toContain('torch.optim.Adam')
  await expect(card(page).getByRole('status')).toHaveText('The script leaves out: SOAP.')
})

/** Size of a PNG, and the share of its pixels that are not of the colour of its corner. */
async function lookAt(page: Page, bytes: Buffer): Promise<{ readonly width: number; readonly height: number; readonly ink: number }> {
  return page.evaluate(async (address) => {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
    let ink = 0
    for (let i = 0; i < data.length; i += 4) if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) ink += 1
    return { width: image.width, height: image.height, ink: ink / (data.length / 4) }
  }, `data:image/png;base64,${bytes.toString('base64')}`)
}

const training = { version: 1, kind: 'network', dataset: { id: 'moons', split: 0.5, standardize: true }, model: { id: 'mlp' }, runs: [adam] }
const pictures: readonly (readonly [string, object, (page: Page) => Promise<void>, number])[] = [
  ['a race with its paths and curves', race('beale', 400, adam, { optimizer: 'momentum' }), (page) => standAt(page, 300), 3],
  ['a landscape in three dimensions', { ...race('beale', 80, adam), view: 'surface' }, (page) => expect(page.locator('.plot-stage canvas').first()).toBeVisible(), 3],
  ['a sweep', { ...race('beale', 80, adam), view: 'sweep' }, (page) => expect(page.locator('.cell-map canvas').first()).toBeVisible(), 2],
  ['a training', training, (page) => expect(page.locator('.net-canvas canvas').first()).toBeVisible(), 2],
]

for (const [title, scenario, prepare, least] of pictures) {
  test(`every plot of ${title} is a picture of the chosen size, and the page is as before`, async ({ page }) => {
    const complaints = complaintsOf(page)
    await open(page, scenario)
    await prepare(page)
    await openCard(page)
    const plots = card(page).getByLabel('Plot')
    const names = await plots.locator('option').allInnerTexts()
    expect(names.length).toBeGreaterThanOrEqual(least)
    expect(new Set(names).size).toBe(names.length)
    const stage = page.locator('.plot-stage, .curve-stage, .net-canvas').first()
    const before = await stage.boundingBox()
    for (const [i] of names.entries()) {
      await plots.selectOption(String(i))
      await card(page).getByLabel('Width').fill('900')
      await card(page).getByLabel('Height').fill('600')
      await card(page).getByLabel('Scale').fill('2')
      const { name, bytes } = await saved(page, () => button(page, 'Save as PNG'))
      expect(name).toMatch(/^descent-[\p{L}\p{N}-]+\.png$/u)
      const { width, height, ink } = await lookAt(page, bytes)
      expect([width, height], names[i]).toEqual([1800, 1200])
      // Lines cover little; a contour plot, a surface, a map are mostly colour, the surface a quarter of its picture.
      const filled = /contour|surface|a map|says/.test(names[i] ?? '')
      expect(ink, `${names[i]} is empty`).toBeGreaterThan(filled ? 0.2 : 0.005)
      await expect(card(page).getByRole('button', { name: 'Save as PNG' })).toBeEnabled()
    }
    expect(await stage.boundingBox()).toEqual(before)
    await card(page).getByLabel('Width').fill('40000')
    await expect(card(page).getByRole('alert')).toContainText('100 to 4000')
    expect(complaints).toEqual([])
  })
}

test('an experiment goes out as CSV', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page, '#v1&kind=strategy&strategy=quantization&seed=1')
  await expect(page.getByRole('region', { name: 'Settings' }).getByRole('status')).toHaveText(/^Finished in/, { timeout: 90_000 })
  await openCard(page)
  const names = await card(page).getByRole('region', { name: 'Numbers' }).getByRole('button').allInnerTexts()
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    const { bytes } = await saved(page, () => button(page, name))
    expect(bytes.toString().split('\r\n').length, name).toBeGreaterThan(2)
    expect(bytes.toString()).not.toMatch(/strategies\.\w+\./)
  }
})

test('the card has no finding of axe', async ({ page }) => {
  await openPage(page)
  await openCard(page)
  const { violations } = await new AxeBuilder({ page }).include('.export-card').analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
})
