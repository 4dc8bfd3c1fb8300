/** Sweeps of networks: 1 024 of them at once on WebGPU with curves while they train, and the search for rates. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage, trainingOf } from './descent.ts'

const link = (more: string): string => `#v1&kind=network&data=moons(points=120)&model=mlp(8,8,tanh)&loss=bce_logits&batch=16&device=webgpu&view=sweep&${more}`
const curves = (page: Page): Locator => page.getByRole('region', { name: 'Validation loss over the epochs' }).locator('canvas')
const words = (page: Page): Locator => page.getByText(/network updates\/s/)

/** Painted pixels right of the middle: curves come there when half of the epochs are made. */
const inkOnTheRight = (page: Page): Promise<number> =>
  curves(page).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas')
    const [left, width] = [Math.ceil(canvas.width * 0.6), Math.floor(canvas.width * 0.35)]
    const { data } = canvas.getContext('2d')?.getImageData(left, 0, width, canvas.height) ?? { data: new Uint8ClampedArray() }
    let painted = 0
    for (let i = 0; i < data.length; i += 4) if (Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0)) > 24 && (data[i + 3] ?? 0) > 0) painted += 1
    return painted
  })

test('1 024 networks race on one kernel, their curves move, the map is walked over meanwhile', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page, link('epochs=16&run=adam,lr=0.01&run=sgd,lr=0.2'))
  await page.getByRole('button', { name: '1024 networks' }).click()
  await expect(words(page)).toContainText('left', { timeout: 30_000 })
  const early = await inkOnTheRight(page)
  const map = page.getByRole('application')
  await map.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('status').filter({ hasText: /^lr 0\.0\d+, beta1 0\.\d+: / })).toBeVisible()
  await expect(words(page)).toContainText(/^1024 networks in /, { timeout: 60_000 })
  await expect(page.getByText(/One kernel trains many steps at a time/).first()).toBeVisible()
  expect(await inkOnTheRight(page)).toBeGreaterThan(early + 500)
  // The link says what was swept; the best cell is walked to and opened.
  await expect.poll(() => page.url()).toContain('sweep=lr:0.0001~1~32~log,beta1:0~0.99~32~linear')
  await page.keyboard.press('Enter')
  const [run] = (await trainingOf(page)).runs
  expect(run?.hyper?.['lr']).toBeCloseTo(0.01263, 2)
  expect(run?.hyper?.['beta1']).not.toBe(0.9)
  expect(complaints).toEqual([])
})

test('a sweep ends when it is cancelled, and optimizers are swept side by side over seeds', async ({ page }) => {
  await openPage(page, link('epochs=1000&run=adam,lr=0.01&run=sgd,lr=0.2'))
  await page.getByRole('button', { name: '1024 networks' }).click()
  await expect(words(page)).toContainText('left', { timeout: 30_000 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/Ended before its last epoch/)).toBeVisible()
  await page.evaluate(() =>
    window.playground.open({ ...window.playground.scenario(), epochs: 4, device: 'cpu', sweep: { x: { param: 'lr', min: 0.01, max: 1, count: 3, scale: 'log' }, y: { param: 'run', values: [1, 2] }, seeds: 3 } }),
  )
  await page.getByRole('button', { name: 'Train 18 networks' }).click()
  await expect(words(page)).toContainText(/^18 networks in /)
  await expect(page.getByRole('region', { name: 'Validation loss over the epochs' }).getByRole('listitem')).toHaveText(['Adam', 'Gradient descent'])
  const beside = await page.evaluate(() => {
    const scenario = window.playground.scenario()
    if (scenario.kind !== 'network') throw new Error('expected a training on the screen')
    return window.playground.sweep({ ...scenario, kind: 'network' as const })
  })
  expect([beside.params, beside.x, beside.y, beside.seeds, beside.final.length]).toEqual([['lr', 'run'], [0.01, 0.1, 1], [1, 2], 3, 18])
  const best = beside.final.map((_, i) => beside.final.slice(3 * i, 3 * i + 3)).slice(0, 6).map((seeds) => seeds.reduce((a, b) => a + b, 0) / 3)
  await expect(page.getByText(/^best 0\.\d+ at /)).toContainText(`best ${Number(Math.min(...best).toPrecision(3))} at`)
})

test('rates are tuned on the validation loss under one budget, in one step of undo', async ({ page }) => {
  await openPage(page, link('epochs=4&run=adam,lr=0.5&run=sgd,lr=0.0001').replace('device=webgpu', 'device=cpu'))
  const before = await trainingOf(page)
  await page.getByRole('button', { name: 'Tune all' }).click()
  await expect.poll(async () => (await trainingOf(page)).runs.map((run) => run.tuned?.trials), { timeout: 30_000 }).toEqual([32, 32])
  const rates = (await trainingOf(page)).runs.map((run) => Number(run.hyper?.['lr']))
  expect(rates[0]).toBeLessThan(0.5)
  expect(rates[1]).toBeGreaterThan(0.01)
  await expect(page.getByRole('region', { name: 'Results' })).toContainText('32 trials')
  await page.getByRole('button', { name: /^Undo/ }).click()
  expect((await trainingOf(page)).runs).toEqual(before.runs)
})
