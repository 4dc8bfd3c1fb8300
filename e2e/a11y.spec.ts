/** For people who do not see the page, or have no mouse: axe finds nothing serious, and the keyboard alone is enough. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { seriousTroubles } from './axe.ts'
import { openPage, resultOf, saved, scenarioOf, scrubber, standAt } from './descent.ts'
import { inOwnBrowser } from './own-browser.ts'

const states: Record<string, (page: Page) => Promise<void>> = {
  'the first view': async () => undefined,
  'the formula editor with a mistake': async (page) => {
    await page.getByRole('button', { name: 'Edit formula' }).click()
    await page.getByRole('textbox', { name: 'f(x, y)' }).fill('(1-x)^2 + z')
    await expect(page.getByRole('region', { name: 'Problem' }).getByRole('alert')).toHaveCount(1)
  },
  'a run unfolded, its equation edited': async (page) => {
    await page.getByRole('button', { name: 'Everything about Adam', exact: true }).click()
    await page.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Edit equation' }).click()
    await page.getByRole('textbox', { name: 'lr of Momentum' }).fill('abc')
  },
  'a run hidden and one diverged': async (page) => {
    await page.getByRole('button', { name: 'Hide Lion from the plots' }).click()
    await page.getByRole('textbox', { name: 'lr of Gradient descent' }).fill('0.5')
    await expect(page.getByText(/^Diverged at step/)).toBeVisible()
  },
  'the landscape picker': async (page) => {
    await page.getByRole('button', { name: /^Landscape: / }).click()
    await expect(page.getByRole('dialog', { name: 'Choose a landscape' })).toBeVisible()
  },
  'the optimizer list': async (page) => {
    await page.getByRole('button', { name: 'Add run' }).click()
    await expect(page.getByRole('combobox', { name: 'Search optimizers' })).toBeVisible()
  },
  'the device menu': async (page) => {
    await page.getByRole('button', { name: /^Device: / }).click()
    await expect(page.getByRole('radio', { name: 'Automatic' })).toBeVisible()
  },
}

const small = '#v1&kind=network&data=moons(points=80)&model=mlp(4,tanh)&loss=bce_logits&batch=16&epochs=8'
const digits = '#v1&kind=network&data=digits_8x8&model=mlp(8,relu)&loss=cce_logits&batch=64&epochs=2'

/** A view of the Network tab, its training at rest. */
const view = (link: string, name: string, sign: RegExp) => async (page: Page): Promise<void> => {
  await openPage(page, `${link}&view=${name}&run=adam,lr=0.03&run=sgd,lr=0.3`)
  await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
  await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(sign).first()).toBeVisible({ timeout: 30_000 })
}

const networkStates: typeof states = {
  'decision surfaces': view(small, 'outputs', /Decision surface/),
  'samples of pictures': view(digits, 'outputs', /of 24 right/),
  'weights and gradients': view(small, 'weights', /Gradient norm of each tensor/),
  'paths of the parameters': view(small, 'plane', /of how the paths vary/),
  'a backpropagation': view(small, 'backprop', /Loss \d/),
  'the sweep of networks': view(small, 'sweep', /Trains Adam at every pair/),
  'the choice of data': async (page) => {
    await view(small, 'outputs', /Decision surface/)(page)
    await page.getByRole('button', { name: /^Data: / }).click()
  },
  'the examples': async (page) => {
    await page.getByRole('button', { name: 'Examples' }).click()
  },
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [state, reach] of Object.entries({ ...states, ...networkStates })) {
    test(`axe finds nothing serious in ${state}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await openPage(page)
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      await reach(page)
      expect(await seriousTroubles(page)).toEqual([])
    })
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in Chinese on every tab, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000)
    for (const link of ['#v1&landscape=beale', small, '#v1&kind=strategy&strategy=quantization', '#v1&lesson=momentum']) {
      await page.goto('about:blank')
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await openPage(page, `${link}&lang=zh&theme=${colorScheme}`)
      await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      expect(await seriousTroubles(page), link).toEqual([])
    }
  })
}

test('type of twice the size fits the page', async ({ baseURL }) => {
  // As a person sets it in the browser, for all pages.
  const fits = async (page: Page): Promise<void> => {
    await openPage(page)
    for (const width of [1440, 1024, 780]) {
      await page.setViewportSize({ width, height: 900 })
      await expect(page.getByRole('button', { name: 'Add run' })).toBeVisible()
      expect(await page.getByRole('button', { name: 'Add run' }).evaluate((button) => Number.parseFloat(getComputedStyle(button).fontSize))).toBeGreaterThan(22)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `wider than ${width}`).toBeLessThanOrEqual(1)
    }
  }
  await inOwnBrowser(baseURL, fits, 'all', ['--blink-settings=defaultFontSize=32'])
})

/** Tab until something has the focus, as a person would; the number of presses says how far away it is. */
async function tabTo(page: Page, isThere: (name: string) => boolean): Promise<void> {
  const seen: string[] = []
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const at = document.activeElement
      return at === null ? '' : (at.getAttribute('aria-label') ?? at.textContent ?? '')
    })
    if (isThere(name)) return
    seen.push(name)
  }
  throw new Error(`not reached by Tab: passed ${seen.join(' | ')}`)
}

const tables: readonly (readonly [string, (page: Page) => Promise<void>, number])[] = [
  ['a race', async (page) => {
    await openPage(page, '#v1&landscape=beale&run=adam&run=sgd&steps=12')
    await expect(scrubber(page)).toHaveAttribute('max', '12')
  }, 3],
  ['a sweep', async (page) => {
    await openPage(page, '#v1&landscape=beale&run=adam&view=sweep&steps=40')
    await expect(page.locator('.sweep-stage .plot-table').first()).toBeAttached({ timeout: 30_000 })
  }, 3],
  ['decision surfaces', networkStates['decision surfaces'] ?? (() => Promise.reject(new Error('expected decision surfaces'))), 3],
  ['weights', networkStates['weights and gradients'] ?? (() => Promise.reject(new Error('expected weights'))), 4],
]

for (const [what, reach, least] of tables) {
  test(`the plots of ${what} have their numbers as tables`, async ({ page }) => {
    await openPage(page)
    await reach(page)
    const all = page.locator('.plot-table')
    await expect.poll(() => all.count()).toBeGreaterThanOrEqual(least)
    for (const one of await all.all()) {
      await one.locator('summary').focus()
      await page.keyboard.press('Enter')
      await expect(one.locator('caption')).toBeVisible()
      expect(await one.locator('thead th[scope="col"]').count()).toBeGreaterThan(0)
      const rows = await one.locator('tbody tr').count()
      expect(rows).toBeGreaterThan(1)
      expect(rows).toBeLessThanOrEqual(100)
    }
    expect(await seriousTroubles(page)).toEqual([])
  })
}

test('the keyboard alone adds a run, changes its rate, plays, scrubs and saves the numbers', async ({ page }) => {
  // Some three hundred presses of Tab, each looked at.
  test.setTimeout(180_000)
  await openPage(page)
  await standAt(page, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())

  await tabTo(page, (name) => name === 'Add run')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Search optimizers' })).toBeFocused()
  await page.keyboard.type('adagrad')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await scenarioOf(page)).runs.length).toBe(6)

  await tabTo(page, (name) => name === 'lr of Adagrad')
  const rate = async (): Promise<unknown> => (await scenarioOf(page)).runs.at(-1)?.hyper?.['lr']
  const before = await rate()
  await page.keyboard.press('ArrowRight')
  await expect.poll(rate).not.toBe(before)
  expect(await resultOf(page, 'Adagrad')).toHaveLength(5)

  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await tabTo(page, (name) => name === 'Step shown')
  await page.keyboard.press('ArrowRight')
  await expect(scrubber(page)).toHaveValue('1')
  await page.keyboard.press('End')
  await expect(scrubber(page)).toHaveValue('500')
  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  await expect.poll(async () => Number(await scrubber(page).inputValue())).toBeGreaterThan(3)

  await tabTo(page, (name) => name === 'Export: files to take away, and files to open')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Race as CSV' })).toBeVisible()
  await tabTo(page, (name) => name === 'Race as CSV')
  const { name } = await saved(page, () => page.keyboard.press('Enter'))
  expect(name).toMatch(/\.csv$/)
})
