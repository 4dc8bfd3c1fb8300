/** The self-test in the browser of whoever opens the page, and what the page says of errors that nobody caught. */
import { expect, test } from '@playwright/test'
import { seriousTroubles } from './axe.ts'
import { openPage, saved } from './descent.ts'

test('every published row agrees on the reference, WebGPU is next, and the details can be taken away', async ({ page, context }) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPage(page)
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Diagnostics and self-test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await expect(dialog.getByText('Float64 reference in JavaScript')).toBeVisible()
  await dialog.getByRole('button', { name: /^Test these \d devices$/ }).click()
  await expect(dialog.getByText('CPU: 496 of 496 agree.')).toBeVisible({ timeout: 60_000 })
  // A software adapter compiles for minutes: all its rows have a test of their own (fused/golden.browser.test.ts).
  await expect(dialog.getByText(/^WebGPU: [1-9]\d* of 472$/)).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: /^Test these/ })).toBeEnabled()
  expect(await seriousTroubles(page, '.diagnostics')).toEqual([])
  const text = (await saved(page, () => dialog.getByRole('button', { name: 'Save as text' }).click())).bytes.toString()
  expect(text).toMatch(/^Descent \d/)
  expect(text).toContain('self-test on cpu: 496 of 496 agree')
  expect(text).toMatch(/@tensorflow\/tfjs \d+\.\d+/)
  await dialog.getByRole('button', { name: 'Copy details' }).click()
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
})

test('the self-test comes to its end on every device, and says that each agrees', async ({ page }) => {
  test.setTimeout(180_000)
  // Of all rows a few, so that a software adapter has time for them: three rules on two functions, six rows.
  let cut = 0
  await page.route(/\/assets\/self-test-[^/]+\.js$/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/\.flatMap\((\w+)=>\1\.cases\)/, (all) => {
      cut += 1
      return `${all}.filter(e=>["sgd","momentum","adam"].includes(e.optimizer)&&["sphere","beale"].includes(e.function))`
    })
    await route.fulfill({ response, body })
  })
  await openPage(page)
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Diagnostics and self-test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await dialog.getByRole('button', { name: 'Test these 3 devices' }).click()
  await expect(dialog.getByRole('button', { name: 'Test these 3 devices' })).toBeEnabled({ timeout: 150_000 })
  expect(cut).toBe(1)
  for (const device of ['CPU', 'WebGPU', 'WebGL']) await expect(dialog.getByRole('status').getByText(`${device}: 6 of 6 agree.`)).toBeVisible()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
})

test('an error that nobody caught is told once, and its details are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPage(page)
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('the tea is cold')
    })
  })
  await expect(page.getByText('Something unexpected went wrong: the tea is cold')).toBeVisible()
  await page.getByRole('button', { name: 'Copy details' }).click()
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toMatch(/^Descent \d/)
  expect(await copied()).toContain('the tea is cold')
})
