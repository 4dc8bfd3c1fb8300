/**
 * What a first visit costs: every file that the page asks for until the first race moves, each as a host sends it compressed. What
 * comes later - other tabs, lessons, formulas set in type - is not counted, and must not be asked for earlier.
 */
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import type { Response } from '@playwright/test'

const budget = 700_000

/** What is compressed already goes as it is. */
const compressed = (name: string, body: Buffer): number => (/\.(woff2|png|gz)$/.test(name) ? body.length : gzipSync(body, { level: 9 }).length)

test('the first race moves after at most 700 kB', async ({ page }) => {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto('./')
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const scrubber = document.querySelector<HTMLInputElement>('input[aria-label="Step shown"]')
          if (Number(scrubber?.value) > 0) resolve(performance.timeOrigin + performance.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  // The playground comes with what is loaded then.
  await page.evaluate(() => window.playground.ready)
  await page.waitForLoadState('networkidle')
  const before = responses.filter((response) => response.request().timing().startTime <= moved)
  expect(before.length, 'files are asked for after the first race as well').toBeLessThan(responses.length)
  const table = await Promise.all(
    before.map(async (response) => {
      const name = new URL(response.url()).pathname.split('/').at(-1) ?? ''
      return { name, size: compressed(name, await response.body()) }
    }),
  )
  const total = table.reduce((sum, { size }) => sum + size, 0)
  for (const { name, size } of table.toSorted((a, b) => b.size - a.size).slice(0, 12)) console.log(`${(size / 1000).toFixed(1).padStart(8)} kB ${name}`)
  console.log(`${(total / 1000).toFixed(1).padStart(8)} kB in ${table.length} files before the first race moves, of ${budget / 1000} kB`)
  // The page, its styles, its worker and the chart at the least: a sum over nothing would always be small.
  expect(table.length).toBeGreaterThanOrEqual(5)
  expect(total).toBeGreaterThan(300_000)
  expect(total).toBeLessThanOrEqual(budget)
})
