/** The self-test in the browser of whoever opens the page, and what the page says of errors that nobody caught. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { seriousTroubles } from './axe.ts'
import { openPage } from './descent.ts'

test('every published row agrees on the reference, WebGPU is next, and the details can be taken away', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Diagnostics and self-test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await expect(dialog.getByText('Float64 reference in JavaScript')).toBeVisible()
  await dialog.getByRole('button', { name: /^Test these \d devices$/ }).click()
  await expect(dialog.getByText('CPU: 496 of 496 agree.')).toBeVisible({ timeout: 60_000 })
  // A software adapter compiles for a minute or more: all its rows have a test of their own (fused/golden.browser.test.ts).
  await expect(dialog.getByText(/^WebGPU: [1-9]\d* of 472$/)).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: /^Test these/ })).toBeEnabled()
  expect(await seriousTroubles(page, '.diagnostics')).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save as text' }).click()])
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toMatch(/^Descent \d/)
  expect(text).toContain('self-test on cpu: 496 of 496 agree')
  expect(text).toMatch(/@tensorflow\/tfjs \d+\.\d+/)
})

test('an error that nobody caught is told once', async ({ page }) => {
  await openPage(page)
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('the tea is cold')
    })
  })
  await expect(page.getByText('Something unexpected went wrong: the tea is cold')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy details' })).toBeVisible()
})
