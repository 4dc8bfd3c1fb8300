/** Taking away and opening again: every kind of file that the card offers, as a person presses for it. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { findTorch } from '../scripts/torch.mjs'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, openPage, saved, scenarioOf, scrubber, standAt } from './descent.ts'

const exporter = (page: Page): Locator => page.getByRole('button', { name: 'Export: files to take away, and files to open' })
const card = (page: Page): Locator => page.locator('.export-card')
const picture = (page: Page): Locator => card(page).getByRole('region', { name: 'Picture' })

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

test('a race goes out as a script on PyTorch, which says before what it leaves out', async ({ page }) => {
  await open(page, race('rosenbrock', 60, adam, { optimizer: 'muon' }, { optimizer: 'soap' }))
  await openCard(page)
  await expect(card(page).getByRole('status')).toHaveText('The script leaves out what needs matrices, which the plane has not: Muon.')
  const { name, bytes } = await saved(page, () => button(page, 'Save as Python script'))
  expect(name).toBe('descent_race.py')
  expect(bytes.toString()).toContain('torch.optim.Adam')
  expect(bytes.toString()).toContain('def soap(')
})

const python = findTorch()

test('a training goes out as a script on PyTorch, whose losses are those of the page', async ({ page }, info) => {
  const complaints = complaintsOf(page)
  await openPage(page)
  const scenario = { ...training, device: 'cpu', epochs: 4, runs: [adam, { optimizer: 'sam' }, { optimizer: 'newton' }] }
  await page.evaluate((given) => window.playground.open(given), scenario)
  await openCard(page)
  await expect(card(page).getByRole('status')).toHaveText('The script leaves out what networks cannot run: Newton.')
  const { name, bytes } = await saved(page, () => button(page, 'Save as Python script'))
  expect(name).toBe('descent_training.py')
  expect(bytes.toString()).toContain('nn.Linear(2, ')
  const { runs } = await page.evaluate(async (given) => window.playground.train(given), scenario)
  expect(complaints).toEqual([])
  test.skip(python === undefined, 'no Python here has PyTorch: the script was saved but not run')
  const file = info.outputPath(name)
  writeFileSync(file, bytes)
  const found = JSON.parse(execFileSync(python ?? '', [file, '--json']).toString()) as { readonly runs: readonly { readonly loss: readonly number[] }[] }
  expect(found.runs).toHaveLength(2)
  for (const [i, { loss }] of found.runs.entries()) {
    expect(loss).toHaveLength(runs[i]?.loss.length ?? 0)
    loss.forEach((value, step) => expect(Math.abs(value / (runs[i]?.loss[step] ?? NaN) - 1), `run ${i}, step ${step}`).toBeLessThan(1e-9))
  }
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
      await picture(page).getByLabel('Width').fill('900')
      await picture(page).getByLabel('Height').fill('600')
      await picture(page).getByLabel('Scale').fill('2')
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
    await picture(page).getByLabel('Width').fill('40000')
    await expect(picture(page).getByRole('alert')).toContainText('100 to 4000')
    expect(complaints).toEqual([])
  })
}

test('every plot of a race goes out as one drawing with its lines as paths and the names of the runs', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page, race('beale', 300, adam, { optimizer: 'momentum' }))
  await standAt(page, 300)
  await openCard(page)
  const plots = card(page).getByLabel('Plot')
  for (const [i] of (await plots.locator('option').all()).entries()) {
    await plots.selectOption(String(i))
    const { name, bytes } = await saved(page, () => button(page, 'Save as SVG'))
    expect(name).toMatch(/\.svg$/)
    const drawing = await page.evaluate((text) => {
      const { documentElement: svg } = new DOMParser().parseFromString(text, 'image/svg+xml')
      const texts = [...svg.querySelectorAll('text')].map((one) => one.textContent)
      const colours = new Set([...svg.querySelectorAll('path[stroke][fill="none"]')].map((path) => path.getAttribute('stroke')))
      return { name: svg.localName, size: ['width', 'height'].map((side) => svg.getAttribute(side)), texts, colours: colours.size, broken: svg.querySelector('parsererror')?.textContent }
    }, bytes.toString())
    expect(drawing).toMatchObject({ name: 'svg', size: ['1200', '800'], broken: undefined })
    expect(drawing.texts).toEqual(expect.arrayContaining(['Adam', 'Momentum', '0']))
    expect(drawing.colours).toBeGreaterThanOrEqual(2)
    await expect(card(page).getByRole('button', { name: 'Save as SVG' })).toBeEnabled()
  }
  expect(complaints).toEqual([])
})

test('a race goes out as a film of as many frames as were asked for, which plays for ever', async ({ page }) => {
  await open(page, race('beale', 200, adam))
  await standAt(page, 50)
  await openCard(page)
  const film = card(page).getByRole('region', { name: 'Film' })
  for (const [name, value] of [['Width', '240'], ['Height', '180'], ['Frames', '300'], ['Seconds', '2']] as const) await film.getByLabel(name).fill(value)
  await expect(film.getByRole('alert')).toContainText('at most 50 a second')
  await film.getByLabel('Seconds').fill('20')
  await film.getByRole('button', { name: 'Save as GIF' }).click()
  await film.getByRole('button', { name: 'Cancel' }).click()
  await film.getByLabel('Frames').fill('12')
  const { name, bytes } = await saved(page, () => film.getByRole('button', { name: 'Save as GIF' }).click())
  expect(name).toBe('descent-race.gif')
  const told = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const decoder = new ImageDecoder({ data, type: 'image/gif' })
    await decoder.tracks.ready
    await decoder.completed
    const { frameCount = 0, repetitionCount = 0 } = decoder.tracks.selectedTrack ?? {}
    const { image } = await decoder.decode({ frameIndex: frameCount - 1 })
    return { frameCount, repeats: String(repetitionCount), width: image.displayWidth, height: image.displayHeight, seconds: (image.duration ?? 0) / 1e6 }
  }, bytes.toString('base64'))
  // The last frame stays a second longer.
  expect(told).toEqual({ frameCount: 12, repeats: 'Infinity', width: 240, height: 180, seconds: expect.closeTo(20 / 12 + 1, 1) })
})

test('all numbers of a race and of a training go out with the scenario, which opens again', async ({ page }) => {
  await open(page, race('booth', 40, adam, { optimizer: 'sgd', hyper: { lr: 10 } }))
  const before = await scenarioOf(page)
  const { runs } = await page.evaluate(async () => window.playground.rollout(window.playground.scenario()))
  await expect(scrubber(page)).toHaveAttribute('max', '40')
  await openCard(page)
  const { bytes } = await saved(page, () => button(page, 'All numbers as JSON'))
  const file = JSON.parse(bytes.toString()) as { readonly runs: readonly { readonly status: string; readonly loss: readonly number[] }[] }
  expect(file.runs.map(({ status, loss }) => [status, loss])).toEqual(runs.map(({ status, loss }) => [status, loss.filter((value) => !Number.isNaN(value))]))

  await page.evaluate((given) => window.playground.open(given), { ...training, epochs: 3 })
  await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })
  await openCard(page)
  const numbers = await saved(page, () => button(page, 'All numbers as JSON'))
  const trained = JSON.parse(numbers.bytes.toString()) as { readonly runs: readonly { readonly weights: readonly number[]; readonly testLoss: readonly number[] }[] }
  expect(trained.runs[0]?.testLoss.length).toBeGreaterThanOrEqual(4)

  const model = await saved(page, () => button(page, 'Save for TensorFlow.js'))
  const files = unzipSync(model.bytes)
  expect(Object.keys(files).toSorted()).toEqual(['README.txt', 'model.json', 'weights.bin'])
  const floats = new Float32Array(new Uint8Array(files['weights.bin'] ?? []).buffer)
  // What standardizes the rows comes first: four numbers for each of two features.
  expect([...floats.subarray(8)]).toEqual([...Float32Array.from(trained.runs[0]?.weights ?? [])])

  await card(page).locator('input[type=file]').setInputFiles({ name: 'runs.json', mimeType: 'application/json', buffer: bytes })
  await expect.poll(() => page.evaluate(() => window.playground.scenario())).toEqual(before)
})

test('an experiment goes out as CSV', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page, '#v1&kind=strategy&strategy=quantization&seed=1')
  await expect(page.getByRole('region', { name: 'Settings' }).getByRole('status')).toHaveText(/^Finished in/, { timeout: 90_000 })
  await openCard(page)
  const names = await card(page).getByRole('region', { name: 'Numbers' }).getByRole('button').allInnerTexts()
  const allNumbers = 'All numbers as JSON'
  expect(names).toContain(allNumbers)
  expect(names.length).toBeGreaterThan(1)
  for (const name of names.filter((one) => one !== allNumbers)) {
    const { bytes } = await saved(page, () => button(page, name))
    expect(bytes.toString().split('\r\n').length, name).toBeGreaterThan(2)
    expect(bytes.toString()).not.toMatch(/strategies\.\w+\./)
  }
  const { bytes } = await saved(page, () => button(page, allNumbers))
  const file = JSON.parse(bytes.toString()) as { readonly scenario: unknown; readonly blocks: readonly unknown[] }
  expect(file.scenario).toEqual(await page.evaluate(() => window.playground.scenario()))
  expect(file.blocks.length).toBeGreaterThanOrEqual(names.length - 1)
  expect(bytes.toString()).not.toMatch(/strategies\.\w+\./)
})

test('the card has no finding of axe', async ({ page }) => {
  await openPage(page)
  await openCard(page)
  expect(await seriousTroubles(page, '.export-card')).toEqual([])
})
