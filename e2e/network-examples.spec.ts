/** The shipped examples with their shipped settings, trained in the browser: do they reach what they say? */
import { expect, test } from '@playwright/test'
import { examples } from '../src/scenario/examples.ts'
import { complaintsOf, openPage } from './descent.ts'

/** Validation accuracy that the best run of an example must pass. */
const reaches: readonly (readonly [id: string, accuracy: number])[] = [
  ['iris', 0.95],
  ['digits_8x8', 0.95],
  ['mnist', 0.93],
  ['moons', 0.97],
  ['spirals', 0.95],
]

const example = (id: string): unknown => {
  const found = examples.find((e) => e.id === id)
  if (!found) throw new Error(`there is no example ${id}`)
  return found.scenario
}

for (const [id, accuracy] of reaches) {
  test(`${id} passes ${accuracy * 100} %`, async ({ page }) => {
    test.setTimeout(180_000)
    const complaints = complaintsOf(page)
    await openPage(page)
    const { device, metric, runs } = await page.evaluate((scenario) => window.playground.train(scenario), example(id))
    const found = runs.map((run) => run.metric.at(-1) ?? Number.NaN)
    console.log(`${id} on ${device}: ${found.map((m, i) => `${runs[i]?.id ?? ''} ${(100 * m).toFixed(1)} %`).join(', ')}`)
    expect(metric).toBe('accuracy')
    expect(runs.map((run) => run.status)).toEqual(runs.map(() => 'finished'))
    expect(Math.max(...found)).toBeGreaterThan(accuracy)
    expect(complaints).toEqual([])
  })
}

test('Muon remembers more than Adam on the associative memory, each at its best rate', async ({ page }) => {
  await openPage(page)
  const { runs } = await page.evaluate((scenario) => window.playground.train(scenario), example('muon_memory'))
  const lossOf = (id: string): number => runs.find((run) => run.id === id)?.testLoss.at(-1) ?? Number.NaN
  console.log(runs.map((run) => `${run.id} ${run.testLoss.at(-1)?.toExponential(2) ?? ''}`).join(', '))
  expect(lossOf('muon')).toBeLessThan(lossOf('adam') / 10)
})

test('every example opens from the menu and runs without a complaint', async ({ page }) => {
  test.setTimeout(240_000)
  const complaints = complaintsOf(page)
  await openPage(page)
  for (const { id, name } of examples) {
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.locator('.example', { hasText: name }).click()
    const network = (await page.evaluate(() => window.playground.scenario().kind)) === 'network'
    if (network) await expect(page.getByRole('region', { name: 'Results' }).getByRole('row').nth(1), id).toContainText(/\d/, { timeout: 30_000 })
    await expect(page.getByRole('alert'), id).toHaveCount(0)
  }
  expect(complaints).toEqual([])
})
