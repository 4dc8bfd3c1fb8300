/** Two tabs of the same browser at once: both write to one history, each sees what the other has done, and nothing is lost. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage } from './descent.ts'

const drawer = (page: Page): Locator => page.getByRole('dialog', { name: 'History' })
const rows = (page: Page): Locator => drawer(page).getByRole('listitem')
const row = (page: Page, title: string): Locator => rows(page).filter({ has: page.getByRole('button', { name: title, exact: true }) })
const titles = (page: Page): Promise<readonly string[]> => drawer(page).locator('.history-open').allInnerTexts()

const race = (landscape: string): string => `#v1&landscape=${landscape}&steps=60&device=cpu&run=adam,lr=0.1`

async function openHistory(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^History/ })
  await expect(button).toBeVisible()
  if (!(await drawer(page).isVisible())) await button.click()
  await expect(drawer(page)).toBeVisible()
}

/** Entries that came while the drawer was open wait for a press. */
async function showFresh(page: Page): Promise<void> {
  const fresh = drawer(page).getByRole('button', { name: /^Show \d+ new entr/ })
  if (await fresh.isVisible()) await fresh.click()
}

/** As one who comes back to this tab sees it. */
async function expectTitles(page: Page, expected: readonly string[]): Promise<void> {
  await expect(async () => {
    if (await drawer(page).isVisible()) await page.keyboard.press('Escape')
    await expect(drawer(page)).toHaveCount(0, { timeout: 2000 })
    await openHistory(page)
    await showFresh(page)
    await expect.poll(async () => (await titles(page)).toSorted(), { timeout: 1500 }).toEqual(expected.toSorted())
  }).toPass({ timeout: 45_000 })
}

const open = (page: Page, landscape: string): Promise<void> =>
  page.evaluate((given) => window.playground.open({ ...window.playground.scenario(), landscape: given }), landscape)

test('what both tabs race is in the history of both, with the names and pins that either gave', async ({ context }) => {
  test.setTimeout(180_000)
  const [first, second] = [await context.newPage(), await context.newPage()]
  const complaints = [complaintsOf(first), complaintsOf(second)]
  await Promise.all([openPage(first, race('sphere')), openPage(second, race('booth'))])
  for (const page of [first, second]) await expectTitles(page, ['Booth: Adam', 'Sphere: Adam'])

  // The first names and pins the entry of the second, while that one writes another, and the other way round.
  await Promise.all([first, second].map((page) => page.keyboard.press('Escape')))
  await open(second, 'beale')
  await openHistory(first)
  await row(first, 'Booth: Adam').getByRole('button', { name: /^Rename/ }).click()
  await first.keyboard.type('By the other tab')
  await first.keyboard.press('Enter')
  await row(first, 'By the other tab').getByRole('button', { name: /^Pin/ }).click()
  await expectTitles(second, ['Beale: Adam', 'By the other tab', 'Sphere: Adam'])
  await first.keyboard.press('Escape')
  await open(first, 'himmelblau')
  await row(second, 'Sphere: Adam').getByRole('button', { name: /^Pin/ }).click()
  await row(second, 'Beale: Adam').getByRole('button', { name: /^Rename/ }).click()
  await second.keyboard.type('My own')
  await second.keyboard.press('Enter')

  const all = ['By the other tab', 'Himmelblau: Adam', 'My own', 'Sphere: Adam']
  for (const page of [first, second]) {
    await expectTitles(page, all)
    for (const title of ['By the other tab', 'Sphere: Adam']) await expect(row(page, title).getByRole('button', { name: /^Unpin/ })).toBeVisible()
    for (const title of ['Himmelblau: Adam', 'My own']) await expect(row(page, title).getByRole('button', { name: /^Pin/ })).toBeVisible()
  }

  // What one deletes is gone in the other, and both read the same after a reload, though each races again what it had on the screen.
  await row(first, 'By the other tab').getByRole('button', { name: /^Delete/ }).click()
  const left = all.filter((title) => title !== 'By the other tab')
  await expectTitles(second, left)
  for (const page of [first, second]) {
    await page.reload()
    await page.evaluate(() => window.playground.ready)
    await expectTitles(page, left)
  }
  expect(complaints).toEqual([[], []])
})
