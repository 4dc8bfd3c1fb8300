/** Every strategy of the catalogue as a person opens it: by its link, run with its defaults, its claims read as text. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { strategies } from '../src/catalog/strategies/registry.ts'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, openPage, saved } from './descent.ts'

const linkOf = (id: string): string => `#v1&kind=strategy&strategy=${id}&seed=1`
const claims = (page: Page): Locator => page.getByRole('region', { name: 'What was claimed and what was found' }).getByRole('listitem')
const cards = (page: Page): Locator => page.locator('[data-block]')
const status = (page: Page): Locator => page.getByRole('region', { name: 'Settings' }).getByRole('status')
const run = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true })

/** Machines without a core to spare take longer than the five seconds that an experiment should take. */
const patience = 90_000

async function finished(page: Page): Promise<void> {
  await expect(status(page)).toHaveText(/^Finished in/, { timeout: patience })
}

for (const { id, name, look, assumption } of strategies) {
  test(`${id} finds what it claims, on the page and for a script, says what is real, and goes out as a file that opens again`, async ({ page }) => {
    test.setTimeout(3 * patience)
    const complaints = complaintsOf(page)
    await openPage(page, linkOf(id))
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible()
    const experiment = page.getByRole('region', { name: 'Experiment' })
    await expect(experiment.getByText(look)).toBeVisible()
    await expect(experiment.getByText(assumption)).toBeVisible()
    await finished(page)
    expect(await cards(page).count()).toBeGreaterThan(1)
    expect(await claims(page).count()).toBeGreaterThan(0)
    for (const claim of await claims(page).allInnerTexts()) expect(claim).toMatch(/^Holds\s[\s\S]+found \S+, held against \S+$/)
    // A text that is not in the catalogue of messages would be shown as its key.
    expect(await experiment.innerText()).not.toMatch(/strategies\.\w+\.|\{\{/)
    expect(page.url()).toContain(linkOf(id))

    const trained = await page.evaluate(async (strategy) => window.playground.train({ kind: 'strategy' as const, strategy, seed: 1 }), id)
    const found = trained.blocks.flatMap(({ block }) => (block.kind === 'claim' ? [`found ${String(Number(block.found.toPrecision(4))).replaceAll('-', '−')},`] : []))
    expect((await claims(page).allInnerTexts()).map((text) => /found \S+/.exec(text)?.[0])).toEqual(found)

    const scenario = await page.evaluate(() => window.playground.scenario())
    await page.getByRole('button', { name: 'Export: files to take away, and files to open' }).click()
    const card = page.locator('.export-card')
    const file = await saved(page, () => card.getByRole('button', { name: 'All numbers as JSON', exact: true }).click())
    await page.evaluate((given) => window.playground.open(given), { ...scenario, seed: 9 })
    await expect(page).toHaveURL(/seed=9$/)
    await card.locator('input[type=file]').setInputFiles({ name: file.name, mimeType: 'application/json', buffer: file.bytes })
    await expect.poll(() => page.evaluate(() => window.playground.scenario())).toEqual(scenario)
    expect(complaints).toEqual([])
  })
}

test('a setting runs the experiment again and stands in the address, which opens it as it is', async ({ page }) => {
  test.setTimeout(2 * patience)
  await openPage(page, linkOf('quantization'))
  await page.getByRole('textbox', { name: 'bits of Quantization' }).fill('3')
  await expect(page).toHaveURL(/strategy=quantization&bits=3&seed=1$/)
  await finished(page)
  const words = await claims(page).allInnerTexts()
  const fresh = await page.context().newPage()
  await fresh.goto(page.url())
  await finished(fresh)
  await expect(fresh.getByRole('textbox', { name: 'bits of Quantization' })).toHaveValue('3')
  expect(await claims(fresh).allInnerTexts()).toEqual(words)
})

test('undo brings the settings back', async ({ page }) => {
  await openPage(page, linkOf('graph_network'))
  await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), seed: 4 }))
  await expect(page).toHaveURL(/seed=4$/)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page).toHaveURL(/seed=1$/)
})

test('an experiment is cancelled and begun anew, and the page answers throughout', async ({ page }) => {
  test.setTimeout(2 * patience)
  await page.goto(`./${linkOf('data_parallel')}`)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(status(page)).toHaveText(/^Stopped/)
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('button', { name: 'Landscape' }).click()
  await expect(page.getByRole('region', { name: 'Landscape and paths' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('button', { name: 'Strategies' }).click()
  await expect(status(page)).toHaveText(/^Stopped/)
  await run(page).click()
  await finished(page)
})

test('a link that cannot be read says so on its tab', async ({ page }) => {
  await page.goto('./#v1&kind=strategy&strategy=quantisation')
  await expect(page.getByRole('alert')).toContainText('did you mean "quantization"?')
  await expect(page.getByRole('navigation', { name: 'Strategies' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(3 * patience)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Between them these have a block of nearly every kind.
    for (const id of ['graph_network', 'quantization', 'distillation']) {
      await page.goto(`./${linkOf(id)}`)
      await expect(page.getByRole('heading', { level: 2, name: strategies.find((one) => one.id === id)?.name ?? '' })).toBeVisible()
      await finished(page)
      expect(await seriousTroubles(page), id).toEqual([])
    }
  })
}

test('a narrow screen stacks the same parts, and nothing sticks out', async ({ page }) => {
  test.setTimeout(2 * patience)
  await page.setViewportSize({ width: 390, height: 844 })
  await openPage(page, linkOf('distillation'))
  await finished(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  for (const card of await cards(page).all()) expect((await card.boundingBox())?.width).toBeGreaterThan(340)
})
