/** The Network tab: real data and networks on the screen, trained live, steered by hand, looked into from every side. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage, results, trainingOf } from './descent.ts'

const moons = '#v1&kind=network&data=moons(points=120)&model=mlp(6,tanh)&loss=bce_logits&batch=12&epochs=20&run=adam,lr=0.03&run=sgd,lr=0.3'

const epochs = (page: Page): Locator => page.getByText(/^epoch \d+ \/ \d+$/)
const epochOf = async (page: Page): Promise<number> => Number(/\d+/.exec((await epochs(page).innerText()) ?? '')?.[0] ?? Number.NaN)
const finished = async (page: Page): Promise<void> => expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })
const fullSpeed = (page: Page): Promise<string[]> => page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })

/** Numbers of the results table's first run. */
const firstRow = (page: Page): Promise<string> => results(page).getByRole('row').nth(1).innerText()

/** Different colours of the first picture in the views. */
async function coloursOf(page: Page): Promise<number> {
  return page.getByRole('region', { name: 'What the networks do' }).locator('canvas').first().evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas')
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() }
    const seen = new Set<number>()
    for (let i = 0; i < data.length; i += 16) if ((data[i + 3] ?? 0) > 0) seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0))
    return seen.size
  })
}

test('the tab opens on a training that runs by itself and learns', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page)
  await page.getByRole('button', { name: 'Network', exact: true }).click()
  await expect(results(page).getByRole('row')).toHaveCount(5)
  const before = await epochOf(page)
  await expect.poll(() => epochOf(page)).toBeGreaterThan(before)
  await fullSpeed(page)
  await finished(page)
  expect(await firstRow(page)).toMatch(/(9[7-9]|100)(\.\d)?\s?%/)
  expect(await coloursOf(page)).toBeGreaterThan(20)
  expect(complaints).toEqual([])
})

test('pause, one batch, one epoch, reset to the same weights', async ({ page }) => {
  await openPage(page, moons)
  await fullSpeed(page)
  await finished(page)
  await page.waitForTimeout(500)
  const end = await firstRow(page)
  await page.getByRole('button', { name: /^Back to the same first weights/ }).click()
  await page.getByRole('button', { name: /^Pause|^Train/ }).first().waitFor()
  const pause = page.getByRole('button', { name: /^Pause/ })
  if (await pause.isVisible()) await pause.click()
  await page.getByRole('button', { name: /^Back to the same first weights/ }).click()
  await expect(epochs(page)).toHaveText('epoch 0 / 20')
  await page.getByRole('button', { name: /^One epoch/ }).click()
  await expect(epochs(page)).toHaveText('epoch 1 / 20')
  await page.getByRole('button', { name: /^One batch/ }).click()
  await expect(epochs(page)).toHaveText('epoch 1 / 20')
  await page.getByRole('button', { name: /^Train/ }).click()
  await finished(page)
  await expect.poll(() => firstRow(page)).toBe(end)
})

test('a new rate takes effect without beginning again; a new layer begins again', async ({ page }) => {
  await openPage(page, moons.replace('epochs=20', 'epochs=400'))
  await page.getByLabel('Pace', { exact: true }).selectOption({ index: 1 })
  await expect.poll(() => epochOf(page)).toBeGreaterThan(2)
  await page.getByRole('slider', { name: 'lr of Adam', exact: true }).focus()
  const before = await epochOf(page)
  await page.keyboard.press('ArrowRight')
  await page.waitForTimeout(700)
  expect(await epochOf(page)).toBeGreaterThanOrEqual(before)
  await page.getByRole('button', { name: 'Add a layer' }).click()
  expect((await trainingOf(page)).model.hidden).toHaveLength(2)
  await expect.poll(() => epochOf(page)).toBeLessThan(before + 1)
})

test('every view shows something, and the link opens on it', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page, moons)
  await fullSpeed(page)
  await finished(page)
  for (const [name, sign] of [['Weights', /Gradient norm of each tensor/], ['Paths', /of how the paths vary/], ['Backprop', /Loss \d/], ['Data', /rows to train on/]] as const) {
    await page.getByText(name, { exact: true }).first().click()
    await expect(page.getByText(sign).first(), name).toBeVisible({ timeout: 30_000 })
  }
  await expect.poll(() => new URL(page.url()).hash).toContain('view=data')
  const hash = new URL(page.url()).hash
  await page.goto('about:blank')
  await openPage(page, hash)
  await expect(page.getByText(/rows to train on/).first()).toBeVisible()
  expect(complaints).toEqual([])
})
