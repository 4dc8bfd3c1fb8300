/**
 * Browsers of other makes, as they are installed: the page loads, races with the numbers of Chromium, trains, keeps its link and
 * hands out its files. What each offers is detected by the page; here it is only printed. A browser that is missing is named.
 */
import { expect, test } from '@playwright/test'
import { openPage, scenarioOf } from './descent.ts'
import type { Driver } from './other-browsers/driver.ts'
import { firefox } from './other-browsers/firefox.ts'
import { webkit } from './other-browsers/webkit.ts'

const race = '#v1&landscape=beale&steps=200&run=adam,lr=0.05&run=momentum,lr=0.005'

/** Functions for the page; buttons are found by name, as a person would. */
const tools = `
  const until = async (what, look) => {
    for (let i = 0; i < 300; i++) { const found = look(); if (found) return found; await new Promise((go) => setTimeout(go, 100)) }
    throw new Error('never seen: ' + what)
  }
  const press = async (name) => {
    const named = (button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === name
    ;(await until(name, () => [...document.querySelectorAll('button')].find(named))).click()
  }
  await window.playground.ready
`

const losses = 'return (await playground.rollout({ ...playground.scenario(), device: "cpu" })).runs.map((run) => Array.from(run.loss))'

/** Pixels of the ways that are not empty. */
const ink = `
  const canvas = await until('the ways', () => document.querySelector('canvas.plot-canvas'))
  const count = () => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((value, i) => i % 4 === 3 && value > 0).length
  return until('ink', () => { const seen = count(); return seen > 200 ? seen : 0 })
`

const training = `return (async () => {
  const { device, runs: [run] } = await playground.train({ version: 1, kind: 'network', dataset: { id: 'moons' }, model: { id: 'mlp', hidden: [8], activation: 'tanh' },
    loss: { id: 'bce_logits' }, batch: 16, epochs: 5, seed: 1, runs: [{ optimizer: 'adam', hyper: { lr: 0.03 } }] })
  return { device, first: run.loss[0], last: run.loss.at(-1) }
})()`

/** The text of the file that a press would save. */
const exported = `
  const blobs = []
  const make = URL.createObjectURL
  URL.createObjectURL = (blob) => { blobs.push(blob); return make.call(URL, blob) }
  HTMLAnchorElement.prototype.click = () => {}
  await press('Export: files to take away, and files to open')
  await press('Save as JSON')
  return await (await until('a file', () => blobs.at(-1))).text()
`

for (const offer of [firefox, webkit]) {
  test(`${offer.name}: load, race, train, link and export`, async ({ page, baseURL }) => {
    test.skip(offer.start === null, `${offer.name} is not installed here (${offer.needs})`)
    if (offer.start === null) return
    test.setTimeout(180_000)
    await openPage(page, race)
    const expected = await page.evaluate(async () => (await window.playground.rollout({ ...window.playground.scenario(), device: 'cpu' })).runs.map((run) => [...run.loss]))
    const scenario = await scenarioOf(page)
    expect(scenario.landscape).toBe('beale')
    const browser = await offer.start()
    try {
      await use(browser, new URL(`./${race}`, baseURL).href, expected, scenario)
    } finally {
      await browser.close()
    }
  })
}

async function use(browser: Driver, address: string, expected: readonly (readonly number[])[], scenario: object): Promise<void> {
  await browser.open(address)
  const run = (body: string): Promise<unknown> => browser.run(tools + body)
  console.log(`${browser.version}: ${JSON.stringify(await run('return playground.ready'))}`)
  expect(await run('return playground.scenario()')).toEqual(scenario)

  const found = (await run(losses)) as number[][]
  expect(found.map((one) => one.length)).toEqual(expected.map((one) => one.length))
  // Each maker has its own sine and power; Beale's function needs neither, Adam's corrections a power.
  const apart = found.flatMap((one, r) => one.map((value, k) => Math.abs(value / (expected[r]?.[k] ?? Number.NaN) - 1)))
  expect(Math.max(...apart)).toBeLessThan(1e-9)
  expect(Number(await run(ink))).toBeGreaterThan(200)

  const trained = (await run(training)) as { device: string; first: number; last: number }
  console.log(`${browser.version}: trained on ${trained.device}, loss ${trained.first.toFixed(3)} to ${trained.last.toFixed(3)}`)
  expect(trained.last).toBeLessThan(trained.first)

  const link = String(await run('playground.open({ ...playground.scenario(), steps: 120 }); return until("the link", () => location.hash.includes("steps=120") && location.hash)'))
  expect(link).toMatch(/^#v1&landscape=beale/)
  const file = JSON.parse(String(await run(exported))) as { scenario: { steps: number } }
  expect(file.scenario).toEqual({ ...scenario, steps: 120 })
}
