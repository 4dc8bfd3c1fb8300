/** The page in Chinese: by the browser's wish, by the menu, and remembered; whatever is made below the page is said in Chinese, too. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, openPage } from './descent.ts'

const tabs = (page: Page) => page.locator('.modes')
const languageOf = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.lang)

/** Words of the page in no other script: names of optimizers, letters of equations and devices aside. */
const englishOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent ?? ''
      const apart = walker.currentNode.parentElement?.closest('.katex, script, style, .source')
      // Three words in a row are a sentence; names have one or two.
      if (!apart && /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text)) found.push(text.trim())
    }
    return found
  })

test.describe('a browser that asks for Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('gets every tab in Chinese, mistakes included, and English from the menu for good', async ({ page }) => {
    test.setTimeout(120_000)
    const complaints = complaintsOf(page)
    await openPage(page)
    expect(await languageOf(page)).toBe('zh-Hans')
    await expect(tabs(page)).toContainText('地形')
    await expect(page.locator('.runs')).toContainText('梯度下降')
    expect(await englishOn(page)).toEqual([])

    await page.getByRole('button', { name: '编辑公式' }).first().click()
    await page.getByRole('textbox', { name: 'f(x, y)' }).fill('sin(x) + bta*y')
    await expect(page.getByRole('alert').filter({ hasText: '第 1 行，第 10 列' })).toContainText('未知名称“bta”')

    await tabs(page).getByRole('button', { name: '网络' }).click()
    await expect(page.getByText('类别 1').first()).toBeVisible()
    expect(await englishOn(page)).toEqual([])
    await tabs(page).getByRole('button', { name: '策略' }).click()
    await expect(page.getByRole('heading', { level: 2, name: '微调' })).toBeVisible()
    expect(await englishOn(page)).toEqual([])
    expect(await seriousTroubles(page)).toEqual([])

    // By keyboard: the menu opens on the present language, an arrow chooses the other.
    await page.getByRole('button', { name: /^语言/ }).press('Enter')
    await expect(page.getByRole('radio', { name: '简体中文' })).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(tabs(page)).toContainText('Landscape')
    expect(await languageOf(page)).toBe('en')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Language/ })).toBeFocused()
    await page.reload()
    await expect(tabs(page)).toContainText('Landscape')
    expect(complaints).toEqual([])
  })
})

test('Chinese is fetched when it is wanted, and the page says so where it cannot be', async ({ page }) => {
  await page.route(/\/zh-[^/]*\.js$/, (route) => route.abort())
  await openPage(page)
  await page.getByRole('button', { name: /^Language/ }).click()
  await page.getByRole('radio', { name: '简体中文' }).click()
  await expect(page.getByRole('status').filter({ hasText: '简体中文 could not be loaded' })).toBeVisible()
  await expect(tabs(page)).toContainText('Landscape')
  expect(await languageOf(page)).toBe('en')
})
