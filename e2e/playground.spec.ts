/** window.playground, as a teacher's script uses it: the same numbers as the published ones, on every device of the browser. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { PlaygroundRollout } from '../src/app/playground.ts'
import type { Trajectory } from '../src/golden/trajectories.ts'
import { openPage, scenarioOf } from './descent.ts'

function goldenCases(family: string): readonly Trajectory[] {
  const parsed: { cases: readonly Trajectory[] } = JSON.parse(readFileSync(new URL(`../src/golden/trajectories_${family}.json`, import.meta.url), 'utf8'))
  return parsed.cases
}

function goldenCase(family: string, optimizer: string, landscape: string): Trajectory {
  const found = goldenCases(family).find((row) => row.optimizer === optimizer && row.function === landscape && row.f32_comparable)
  if (found === undefined) throw new Error(`no golden row for ${optimizer} on ${landscape}`)
  return found
}

const rows = [
  goldenCase('adam_family', 'adam', 'rosenbrock'),
  goldenCase('sgd_momentum', 'momentum', 'beale'),
  goldenCase('adaptive', 'rmsprop', 'himmelblau'),
]

const rollout = (page: Page, scenario: unknown): Promise<PlaygroundRollout> => page.evaluate((given) => window.playground.rollout(given), scenario)

const scenarioFor = (row: Trajectory, device: string): object => ({
  version: 1, kind: 'landscape', landscape: row.function, start: row.start, steps: row.steps.at(-1)?.[0], device,
  runs: [{ optimizer: row.optimizer, hyper: row.hyper }],
})

test('ready says where the race runs', async ({ page }) => {
  const ready = await openPage(page)
  expect(ready.device).toBe('cpu')
  expect(ready.precision).toBe('float64')
  expect(ready.adapter).not.toBe('')
})

test('open puts a scenario on the screen, and scenario() gives it back complete', async ({ page }) => {
  await openPage(page)
  await page.evaluate(() => window.playground.open({ version: 1, kind: 'landscape', landscape: 'himmelblau', runs: [{ optimizer: 'sgd', hyper: { lr: 0.01 } }] }))
  await expect(page.getByRole('button', { name: /^Landscape: Himmelblau/ })).toBeVisible()
  const scenario = await scenarioOf(page)
  expect(scenario).toMatchObject({ landscape: 'himmelblau', steps: 500, runs: [{ optimizer: 'sgd', schedule: { id: 'constant' } }] })
})

for (const device of ['cpu', 'webgpu', 'webgl'] as const) {
  test(`golden trajectories on ${device}, in the page`, async ({ page }) => {
    test.setTimeout(180_000)
    await openPage(page)
    for (const row of rows) {
      const [tol, tolLoss] = device === 'cpu' ? [row.tol_f64, row.tol_f64_loss] : [row.tol_f32 ?? 0, row.tol_f32_loss ?? 0]
      const answer = await rollout(page, scenarioFor(row, device))
      expect(answer.device).toBe(device)
      expect(answer.precision).toBe(device === 'cpu' ? 'float64' : 'float32')
      const [run] = answer.runs
      expect(run).toMatchObject({ id: row.optimizer, status: 'finished' })
      expect(run?.x).toHaveLength((row.steps.at(-1)?.[0] ?? 0) + 1)
      for (const [step, x, y, loss] of row.steps) {
        expect(Math.abs((run?.x[step] ?? Number.NaN) - x), `${row.case}: x at step ${step}`).toBeLessThanOrEqual(tol)
        expect(Math.abs((run?.y[step] ?? Number.NaN) - y), `${row.case}: y at step ${step}`).toBeLessThanOrEqual(tol)
        expect(Math.abs((run?.loss[step] ?? Number.NaN) - loss), `${row.case}: loss at step ${step}`).toBeLessThanOrEqual(tolLoss * (1 + Math.abs(loss)))
      }
    }
  })
}

const race = { version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [-1.2, 1], steps: 300, device: 'cpu' }

test('Rosenbrock typed by hand gives bit for bit the built-in', async ({ page }) => {
  await openPage(page)
  const runs = ['adam', 'momentum', 'newton', 'lbfgs'].map((optimizer) => ({ optimizer }))
  const builtIn = await rollout(page, { ...race, runs })
  const typed = await rollout(page, { ...race, landscape: { formula: '(1-x)^2 + 100*(y-x^2)^2', domain: [[-2, 2], [-1, 3]] }, runs })
  expect(builtIn.runs[0]?.loss.at(-1)).toBeLessThan(1)
  expect(typed.runs).toEqual(builtIn.runs)
})

test("Adam's equation typed as an own optimizer is Adam", async ({ page }) => {
  await openPage(page)
  const rule = ['m = beta1*m + (1 - beta1)*g', 'v = beta2*v + (1 - beta2)*g^2', 'theta = theta - lr * (m/(1 - beta1^t)) / (sqrt(v/(1 - beta2^t)) + eps)'].join('\n')
  const own = { name: 'mine', rule, hyper: { lr: 0.05, beta1: 0.9, beta2: 0.999, eps: 1e-8 } }
  const { runs } = await rollout(page, { ...race, runs: [{ optimizer: 'adam', hyper: { lr: 0.05 } }, { optimizer: own }] })
  const [adam, mine] = runs
  expect(mine?.id).toBe('mine')
  expect(adam?.loss.at(-1)).toBeLessThan(adam?.loss[0] ?? 0)
  expect({ ...mine, id: 'adam' }).toEqual(adam)
})

const bad: readonly (readonly [what: string, scenario: unknown, sentence: RegExp])[] = [
  ['an unknown landscape', { ...race, landscape: 'rosenbrok', runs: [{ optimizer: 'sgd' }] }, /landscape: unknown landscape "rosenbrok" - did you mean "rosenbrock"\?/],
  ['an unknown optimizer', { ...race, runs: [{ optimizer: 'adamm' }] }, /runs\[0\]\.optimizer: unknown optimizer "adamm" - did you mean "adam"\?/],
  ['a negative rate', { ...race, runs: [{ optimizer: 'adam', hyper: { lr: -1 } }] }, /runs\[0\]\.hyper\.lr: expected .* got -1/],
  ['an unknown field', { ...race, stepz: 3, runs: [{ optimizer: 'sgd' }] }, /unknown field "stepz" - did you mean "steps"\?/],
  ['no object', 'rosenbrock', /expected an? /],
  ['a newer version', { ...race, version: 2, runs: [] }, /version 2/],
]

for (const [what, scenario, sentence] of bad) {
  test(`open and rollout refuse ${what} in one sentence`, async ({ page }) => {
    await openPage(page)
    const before = await scenarioOf(page)
    const told = await page.evaluate(async (given) => {
      const catching = async (work: () => unknown): Promise<string> => {
        try {
          await work()
          return 'nothing was thrown'
        } catch (error) {
          return error instanceof Error ? error.message : 'no Error'
        }
      }
      return [await catching(() => window.playground.open(given)), await catching(() => window.playground.rollout(given))]
    }, scenario)
    for (const text of told) {
      expect(text).toMatch(sentence)
      expect(text).not.toContain('\n')
      expect(text.length).toBeLessThan(200)
    }
    expect(await scenarioOf(page)).toEqual(before)
  })
}
