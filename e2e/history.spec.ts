/** The history as a person uses it: what was raced and trained is there after a reload, comes back, and can be compared. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, openPage, scenarioOf } from './descent.ts'

const races = ['#v1&landscape=sphere&steps=60&run=adam,lr=0.1&run=sgd,lr=0.05', '#v1&landscape=himmelblau&steps=80&run=momentum,lr=0.005&run=sgd,lr=0.9'] as const
const training = '#v1&kind=network&data=moons(points=80)&model=mlp(4,tanh)&loss=bce_logits&batch=16&epochs=4&device=cpu&run=adam,lr=0.03'
const titles = ['Two moons: Adam', 'Himmelblau: Momentum, Gradient descent', 'Sphere: Adam, Gradient descent'] as const

const drawer = (page: Page): Locator => page.getByRole('dialog', { name: 'History' })
const rows = (page: Page): Locator => drawer(page).getByRole('listitem')
const row = (page: Page, title: string): Locator => rows(page).filter({ has: page.getByRole('button', { name: title, exact: true }) })

async function openHistory(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^History/ })).toBeVisible()
  await page.locator('body').press('h')
  await expect(rows(page).first()).toBeVisible()
}

/** Entries in the browser's database, whatever the page shows. */
const keptBy = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('descent-history')
        // Asked before the page has made it, there is none.
        opening.addEventListener('upgradeneeded', () => opening.transaction?.abort())
        opening.addEventListener('error', () => resolve(0))
        opening.addEventListener('success', () => {
          const count = opening.result.transaction('entries').objectStore('entries').count()
          count.addEventListener('error', () => reject(new Error('the history could not be counted')))
          count.addEventListener('success', () => {
            resolve(count.result)
            opening.result.close()
          })
        })
      }),
  )

test('two races and a training are kept, come back, and stand side by side', async ({ page }) => {
  test.setTimeout(180_000)
  const complaints = complaintsOf(page)
  for (const [i, link] of [...races, training].entries()) {
    await openPage(page, link)
    await expect.poll(() => keptBy(page), { timeout: 30_000 }).toBe(i + 1)
  }
  await page.reload()
  await openHistory(page)
  await expect(rows(page).locator('.history-open')).toHaveText([...titles])
  await expect(row(page, titles[0])).toContainText(/Lowest validation loss [\d.]+: Adam/)
  await expect(row(page, titles[1])).toContainText('1 diverged')
  for (const picture of await rows(page).locator('img').all()) expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)

  // A name, which the search finds.
  await row(page, titles[2]).getByRole('button', { name: /^Rename/ }).click()
  await page.keyboard.type('My first race')
  await page.keyboard.press('Enter')
  await expect(row(page, 'My first race')).toBeVisible()
  await drawer(page).getByRole('searchbox', { name: 'Search' }).fill('first race')
  await expect(rows(page)).toHaveCount(1)
  await drawer(page).getByRole('searchbox', { name: 'Search' }).fill('')

  // Side by side: what differs is there, what is the same is not.
  for (const box of await rows(page).getByRole('checkbox').all()) await box.check()
  await drawer(page).getByRole('button', { name: 'Compare (3)' }).click()
  const compare = page.getByRole('dialog', { name: 'Side by side' })
  await expect(compare.getByRole('img', { name: '5 curves of the entries compared' })).toBeVisible()
  const settings = compare.getByRole('region', { name: 'Settings' }).getByRole('table')
  await expect(settings.getByRole('row', { name: /^landscape/ })).toContainText('Himmelblau')
  await expect(settings.getByRole('row', { name: /^seed/ })).toHaveCount(0)
  await expect(compare.getByRole('region', { name: 'Final numbers' }).getByRole('table').getByRole('row')).toHaveCount(6)
  expect(await seriousTroubles(page)).toEqual([])
  await compare.getByRole('button', { name: 'Back to the list' }).click()

  // Deleted, and brought back.
  await row(page, titles[1]).getByRole('button', { name: /^Delete/ }).click()
  await expect(rows(page)).toHaveCount(2)
  await expect(drawer(page).getByRole('status')).toHaveText(`“${titles[1]}” is deleted.`)
  await drawer(page).getByRole('button', { name: 'Undo delete' }).click()
  await expect(rows(page).locator('.history-open')).toHaveText([titles[0], titles[1], 'My first race'])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await seriousTroubles(page)).toEqual([])

  // Back on the screen, and undone.
  await row(page, titles[1]).getByRole('button', { name: titles[1], exact: true }).click()
  await expect(drawer(page)).toHaveCount(0)
  expect((await scenarioOf(page)).landscape).toBe('himmelblau')
  await page.getByRole('group', { name: 'Page tools' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await scenarioOf(page)).landscape).toBe('rosenbrock')
  expect(complaints).toEqual([])
})

test('a page without a database keeps its history until it is closed, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not in this window', 'SecurityError')
    }
  })
  await openPage(page, races[0])
  await expect(page.getByRole('status').filter({ hasText: 'goes on until the page is closed' })).toBeVisible()
  await page.waitForTimeout(2500)
  await openHistory(page)
  await expect(row(page, titles[2])).toBeVisible()
  await expect(drawer(page).getByRole('note')).toContainText('goes on until the page is closed')
})
