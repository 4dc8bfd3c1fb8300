/** A window in which the browser keeps nothing: everything works until it is closed, and what is lost then is said. */
import { expect, test } from '@playwright/test'
import { complaintsOf, openPage, saved, scenarioOf, standAt } from './descent.ts'

test('a page whose every storage is refused races, trains, teaches, exports, and keeps its settings until it is closed', async ({ page }) => {
  test.setTimeout(120_000)
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('not in this window', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get: refuse })
    ServiceWorkerContainer.prototype.register = async () => Promise.reject(new DOMException('not in this window', 'SecurityError'))
  })
  const complaints = complaintsOf(page)
  await openPage(page)
  expect(await page.evaluate(() => { try { return localStorage.length } catch (error) { return String(error) } })).toContain('SecurityError')
  await expect(page.getByRole('status').filter({ hasText: 'goes on until the page is closed' })).toBeVisible()
  await standAt(page, 20)

  // Settings that are kept elsewhere hold for as long as the page is open.
  await page.getByRole('button', { name: /^Colours: as the system/ }).click()
  await page.getByRole('button', { name: /^Colours: light/ }).click()
  await expect(page.getByRole('button', { name: /^Colours: dark/ })).toBeVisible()
  await page.getByRole('button', { name: /^Language/ }).click()
  // The menu closes on a choice.
  await page.getByRole('radio', { name: '简体中文' }).click()
  await expect(page.locator('.modes')).toContainText('地形')
  await page.getByRole('button', { name: /^语言/ }).click()
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(page.locator('.modes')).toContainText('Landscape')

  await page.evaluate(() => window.playground.open({ version: 1, kind: 'network', dataset: { id: 'moons', params: { points: 60 } }, model: { id: 'mlp', hidden: [4], activation: 'tanh' }, epochs: 3, device: 'cpu', runs: [{ optimizer: 'adam' }] }))
  await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })

  await page.evaluate(() => {
    location.hash = '#v1&lesson=step-size&step=2'
  })
  await expect(page.locator('.lesson-panel').getByText(/^Step 2 of \d+$/)).toBeVisible()
  await page.getByRole('button', { name: 'Export: files to take away, and files to open' }).click()
  await saved(page, () => page.locator('.export-card').getByRole('button', { name: 'Save as JSON', exact: true }).click())
  await page.keyboard.press('Escape')

  await page.locator('body').press('h')
  await expect(page.getByRole('dialog', { name: 'History' }).getByRole('note')).toContainText('goes on until the page is closed')
  await expect(page.getByRole('dialog', { name: 'History' }).getByRole('listitem').first()).toBeVisible()
  expect((await scenarioOf(page)).runs.length).toBeGreaterThan(0)
  expect(complaints).toEqual([])
})
