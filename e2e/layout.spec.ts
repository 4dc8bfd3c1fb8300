/** What fits where: an instrument on a desk, a smaller one on a laptop, one column on a phone. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { inkOf, openPage, standAt } from './descent.ts'

/** Elements that stick out of their panel without the panel letting them be scrolled to. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const panel of document.querySelectorAll('.panel, .top')) {
      const bounds = panel.getBoundingClientRect()
      for (const element of panel.querySelectorAll('*')) {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
        // Plotly's and KaTeX's own insides are cut off by themselves, a closed table waits for the keyboard, and what no
        // pointer can meet is a layer of a picture.
        if (element.closest('.plot-graph, .katex, .plot-table, svg') || getComputedStyle(element).pointerEvents === 'none') continue
        const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
        if (width < 2 || height < 2) continue
        const scrolls = (axis: 'X' | 'Y'): boolean => {
          for (let up = element.parentElement; up !== null && up !== panel.parentElement; up = up.parentElement) {
            if (/auto|scroll/.test(getComputedStyle(up)[`overflow${axis}`])) return true
          }
          return false
        }
        const wide = (left < bounds.left - 1 || right > bounds.right + 1) && !scrolls('X')
        const tall = (top < bounds.top - 1 || bottom > bounds.bottom + 1) && !scrolls('Y')
        if (wide || tall) found.push(`${panel.className} > ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${wide ? 'is too wide' : 'is too tall'}`)
      }
      // A panel may scroll down, never sideways.
      for (const body of panel.querySelectorAll('.panel-body')) {
        if (body.scrollWidth > body.clientWidth + 1) found.push(`${panel.className}: scrolls sideways by ${body.scrollWidth - body.clientWidth} px`)
      }
    }
    return found
  })
}

const scrolls = (page: Page): Promise<{ x: number; y: number }> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight }
  })

const sizes = [
  { width: 1440, height: 900, tall: false },
  { width: 1024, height: 768, tall: false },
  { width: 390, height: 844, tall: true },
]

for (const { tall, ...size } of sizes) {
  test(`${size.width} x ${size.height}: everything has its place`, async ({ page }) => {
    await page.setViewportSize(size)
    await openPage(page)
    await expect.poll(() => inkOf(page)).toBeGreaterThan(50)
    // Formulas in type are wider than their source.
    await expect(page.locator('.katex').first()).toBeAttached()
    const { x, y } = await scrolls(page)
    expect(x).toBe(0)
    if (tall) expect(y).toBeGreaterThan(0)
    else expect(y).toBe(0)
    expect(await overflowing(page)).toEqual([])
  })

  test(`${size.width} x ${size.height}: with a run unfolded and a formula being written`, async ({ page }) => {
    await page.setViewportSize(size)
    await openPage(page)
    await page.getByRole('button', { name: 'Everything about Adam', exact: true }).click()
    await page.getByRole('button', { name: 'Edit formula' }).click()
    await page.getByRole('textbox', { name: 'f(x, y)' }).fill('sin(x)^2 + cos(y)*exp(-x^2/10) + 0.01*(x^2 + y^2)^2 + nosuchname*x*y + 1234567')
    await expect(page.getByRole('region', { name: 'Problem' }).getByRole('alert')).toHaveCount(1)
    expect((await scrolls(page)).x).toBe(0)
    if (!tall) expect((await scrolls(page)).y).toBe(0)
    expect(await overflowing(page)).toEqual([])
  })
}

for (const { width, height } of sizes) {
  test(`${width} x ${height}: the longest race still says its step`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPage(page, '#v1&landscape=sphere&start=3,1&steps=100000&run=sgd,lr=0.001')
    await standAt(page, 100_000)
    await expect(page.getByText('step 100,000 / 100,000')).toBeVisible()
    expect(await overflowing(page)).toEqual([])
    expect((await scrolls(page)).x).toBe(0)
  })
}

const views = ['outputs', 'weights', 'plane', 'backprop', 'data', 'sweep']

for (const { tall, ...size } of sizes) {
  test(`${size.width} x ${size.height}: every view of the networks has its place`, async ({ page }) => {
    await page.setViewportSize(size)
    for (const view of views) {
      await openPage(page, `#v1&kind=network&data=moons(points=80)&model=mlp(8,8,tanh)&loss=bce_logits&batch=16&epochs=3&view=${view}&run=adam,lr=0.03&run=schedule_free_adamw,lr=0.01&run=sgd,lr=0.3`)
      await page.getByLabel('Pace', { exact: true }).selectOption({ label: 'full speed' })
      await expect(page.getByText(/^done in /)).toBeVisible({ timeout: 30_000 })
      await page.waitForTimeout(500)
      const { x, y } = await scrolls(page)
      expect(x, view).toBe(0)
      if (!tall) expect(y, view).toBe(0)
      expect(await overflowing(page), view).toEqual([])
      await page.goto('about:blank')
    }
  })
}

test('on a phone the plot, the clock and the first run come first', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPage(page)
  const top = async (name: string): Promise<number> => (await page.getByRole('region', { name, exact: true }).boundingBox())?.y ?? Number.NaN
  const tops = [await top('Landscape and paths'), await top('Time'), await top('Runs'), await top('Problem'), await top('Results')]
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(tops[1]).toBeLessThan(844)
})
