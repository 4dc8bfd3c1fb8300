/** Sweeps and basin maps on the real page: they appear, are read, opened, linked, cancelled, and never show what is stale. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage, plot, results, scenarioOf, settledPicture, standAt } from './descent.ts'
import { countDeviceObjects, heldBy } from './device-objects.ts'

const bowl = '#v1&landscape=quadratic_ill&start=-4,1.3&steps=60&seed=1&run=momentum,lr=0.05&run=sgd,lr=0.02'
const hilly = '#v1&landscape=himmelblau&start=0,-0.8&steps=1000&seed=1&run=adam,lr=0.1'

/** A short race, which starts by itself, has ended by itself. */
const ended = (page: Page): Promise<void> => expect(page.getByRole('button', { name: /^Play / })).toBeVisible()
const view = (page: Page, name: string): Promise<void> => plot(page).getByText(name, { exact: true }).click()
const maps = (page: Page): Locator => plot(page).getByRole('application')
const status = (page: Page): Locator => plot(page).locator('.grid-status')
/** The line that tells device and time stands there when all maps are finished. */
const finished = (page: Page): Promise<void> => expect(status(page)).toContainText('run-steps/s', { timeout: 45_000 })

async function middleOf(map: Locator): Promise<{ x: number; y: number }> {
  const box = await map.boundingBox()
  if (box === null) throw new Error('expected a map on the screen')
  return { x: box.width * 0.4, y: box.height * 0.4 }
}

/** Different colours on the first map's canvas. */
const coloursOf = (page: Page): Promise<number> =>
  maps(page).first().locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas')
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray()
    return new Set(new Uint32Array(data.buffer)).size
  })

test('a sweep appears, names what a rule lacks, and a cell is read, opened and linked', async ({ page, context }) => {
  const complaints = complaintsOf(page)
  await openPage(page, bowl)
  await ended(page)
  await view(page, 'Sweep')
  await finished(page)
  await expect(plot(page).getByText('Gradient descent has no momentum.')).toBeVisible()
  await expect(maps(page)).toHaveCount(1)
  expect(await coloursOf(page)).toBeGreaterThan(20)

  const at = await middleOf(maps(page))
  await maps(page).hover({ position: at })
  await expect(maps(page).getByRole('status')).toHaveText(/^lr [\d.e−]+, momentum 0\.\d+: final /)
  const words = /^lr ([\d.]+), momentum ([\d.]+):/.exec(await maps(page).getByRole('status').innerText())

  const before = (await scenarioOf(page)).runs[0]?.hyper
  await maps(page).click({ position: at, modifiers: ['Shift'] })
  await expect(maps(page)).toHaveCount(1)
  const hyper = (await scenarioOf(page)).runs[0]?.hyper
  expect(hyper).not.toEqual(before)
  expect([hyper?.['lr'], hyper?.['momentum']].map((value) => Number(value).toPrecision(3))).toEqual([words?.[1], words?.[2]].map((text) => Number(text).toPrecision(3)))

  await expect.poll(() => page.url()).toContain(`view=sweep&sweep=lr:0.0001:1:log,momentum:0:1:linear,final,64&run=momentum,lr=${hyper?.['lr']}`)
  const other = await context.newPage()
  await other.goto(page.url())
  await finished(other)
  await other.evaluate(() => window.playground.ready)
  expect((await scenarioOf(other)).sweep).toEqual((await scenarioOf(page)).sweep)
  expect((await scenarioOf(other)).runs).toEqual((await scenarioOf(page)).runs)
  await other.close()

  await maps(page).click({ position: at })
  await expect(maps(page)).toHaveCount(0)
  expect((await scenarioOf(page)).view).toBeUndefined()
  await expect(page.getByRole('button', { name: /^(Play|Pause) / })).toBeVisible()
  expect(complaints).toEqual([])
})

test('numbers of a schedule and of a modifier are swept, opened and linked as those of a rule are', async ({ page }) => {
  await openPage(page, '#v1&landscape=himmelblau&start=0,-0.8&steps=80&seed=1&view=sweep&run=momentum,lr=0.01,schedule=step(step_size=20),clip_norm=5&run=sgd,lr=0.01')
  await finished(page)
  const side = (name: string): Locator => plot(page).getByRole('combobox', { name, exact: true })
  await side('x').selectOption('schedule.gamma')
  await side('y').selectOption('clip.value')
  await expect(plot(page).getByText('Gradient descent has no schedule.gamma, clip.value.')).toBeVisible()
  await finished(page)
  await expect(maps(page)).toHaveCount(1)
  expect(await coloursOf(page)).toBeGreaterThan(20)

  const at = await middleOf(maps(page))
  await maps(page).hover({ position: at })
  await expect(maps(page).getByRole('status')).toHaveText(/^schedule\.gamma 0\.\d+, clip\.value [\d.e−]+: final /)
  const words = /^schedule\.gamma ([\d.]+), clip\.value ([\d.]+):/.exec(await maps(page).getByRole('status').innerText())
  await maps(page).click({ position: at, modifiers: ['Shift'] })
  const { schedule, clip } = (await scenarioOf(page)).runs[0] ?? {}
  expect(clip?.kind).toBe('norm')
  expect([schedule?.params?.['gamma'], clip?.value].map((value) => value?.toPrecision(3))).toEqual([words?.[1], words?.[2]].map((text) => Number(text).toPrecision(3)))
  expect(schedule?.params?.['step_size']).toBe(20)
  await expect.poll(() => page.url()).toMatch(new RegExp(`sweep=schedule\\.gamma:[^,]*,clip\\.value:.*gamma=${schedule?.params?.['gamma']}.*clip_norm=${clip?.value}`))
  const link = page.url()
  const before = (await scenarioOf(page)).runs
  await page.goto('about:blank')
  await page.goto(link)
  await finished(page)
  expect((await scenarioOf(page)).runs).toEqual(before)
})

test('the keyboard walks over the cells and opens one', async ({ page }) => {
  await openPage(page, `${bowl}&view=sweep`)
  await finished(page)
  await maps(page).focus()
  await page.keyboard.press('ArrowUp')
  const first = await maps(page).getByRole('status').innerText()
  await page.keyboard.press('ArrowRight')
  await expect(maps(page).getByRole('status')).not.toHaveText(first)
  await page.keyboard.press('Enter')
  await expect(maps(page)).toHaveCount(0)
})

test('the measured best lies beside the optimum of theory', async ({ page }) => {
  await openPage(page, `${bowl}&view=sweep`)
  await finished(page)
  await expect(plot(page).getByText('theory: optimum, edge of stability')).toBeVisible()
  // kappa is 25: lr = (2/6)^2, momentum = (4/6)^2. Cells: 4 decades and 1, by 64.
  const found = /at lr ([\d.]+), momentum ([\d.]+)/.exec(await plot(page).getByRole('figure', { name: 'Momentum' }).innerText())
  expect(Math.abs(Math.log10(Number(found?.[1])) - Math.log10(1 / 9)) / (4 / 64)).toBeLessThan(1.5)
  expect(Math.abs(Number(found?.[2]) - 4 / 9) * 64).toBeLessThan(1.5)
})

test('a map is cancelled and goes on', async ({ page }) => {
  await openPage(page, '#v1&landscape=himmelblau&start=0,-0.8&steps=20000&seed=1&view=basins&basins=0:256&run=adam,lr=0.1')
  await status(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(status(page)).toContainText('stopped at')
  await expect(status(page).getByRole('progressbar')).toHaveCount(0)
  await status(page).getByRole('button', { name: 'Go on' }).click()
  await expect(status(page).getByRole('progressbar')).toBeVisible()
  await status(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(status(page)).toContainText('stopped at')
})

test('a sweep of 512 x 512, fifty times cancelled half-way and changed, leaves nothing held and nothing stale', async ({ page }) => {
  test.setTimeout(300_000)
  const complaints = complaintsOf(page)
  const engine = page.waitForEvent('worker')
  const counting = engine.then(countDeviceObjects)
  await openPage(page, `${bowl}&view=sweep&sweep=lr:0.001:1:log,momentum:0:1:linear,final,512`)
  await counting
  const seen = await page.evaluate(async () => {
    const { playground } = window
    const status = (): HTMLElement | null => document.querySelector('.grid-status')
    const progress = (): number => status()?.querySelector('progress')?.value ?? Number.NaN
    const until = async (holds: () => boolean): Promise<void> => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 4))
    }
    const halfway: number[] = []
    let steps = 2000
    while (halfway.length < 60) {
      steps += 1
      playground.open({ ...playground.scenario(), steps })
      // The one before may still stand there.
      await until(() => progress() < 20)
      await until(() => progress() >= 30 || status()?.textContent.includes('run-steps/s') === true)
      const at = progress()
      if (!(at < 90)) {
        // A faster device is given more to do.
        steps *= 2
        continue
      }
      halfway.push(at)
      // Every sixth is changed while it is under way.
      if (halfway.length % 6 === 0) continue
      const cancel = [...(status()?.querySelectorAll('button') ?? [])].find((button) => button.textContent === 'Cancel')
      if (!cancel) throw new Error('expected a button to cancel')
      cancel.click()
      await until(() => status()?.textContent.includes('stopped at') === true)
    }
    const scenario = playground.scenario()
    if (scenario.kind === 'landscape' && scenario.sweep) playground.open({ ...scenario, steps: 40, sweep: { ...scenario.sweep, size: 16 } })
    return halfway
  })
  console.log(`cancelled at ${seen.join(', ')} %`)
  await finished(page)
  await expect.poll(async () => (await heldBy(await engine)).webgpu).toBe(0)
  const shown = await settledPicture(maps(page).first().locator('canvas'))
  const fresh = await page.context().newPage()
  await expect.poll(() => page.url()).toContain('steps=40')
  await fresh.goto(page.url())
  await finished(fresh)
  expect(await settledPicture(maps(fresh).first().locator('canvas'))).toBe(shown)
  expect(complaints).toEqual([])
})

test('a basin map of 256 x 256 starts and 1000 steps, the page answering throughout', async ({ page }) => {
  await openPage(page, hilly)
  await standAt(page, 1000)
  // Once small, so that what is measured is the map and not the start of the device.
  await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), view: 'basins', basins: { run: 0, size: 8 } }))
  await finished(page)
  await page.evaluate(() => {
    const seen: { tasks: number[]; gap: number } = { tasks: [], gap: 0 }
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
    let last = performance.now()
    setInterval(() => {
      seen.gap = Math.max(seen.gap, performance.now() - last)
      last = performance.now()
    }, 4)
    Object.assign(window, { seen })
  })
  const begun = Date.now()
  await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), basins: { run: 0, size: 256 } }))
  await expect(status(page)).not.toContainText('run-steps/s')
  await finished(page)
  const took = Date.now() - begun
  const { tasks, gap } = await page.evaluate(() => (window as unknown as { seen: { tasks: number[]; gap: number } }).seen)
  console.log(`basins 256 x 256 x 1000: ${took} ms as seen, ${await status(page).innerText()}`)
  console.log(`main thread: ${tasks.length} tasks over 50 ms (${tasks.map(Math.round).join(', ')}), longest gap between timers ${gap.toFixed(0)} ms`)
  expect(await coloursOf(page)).toBeGreaterThan(20)
  await expect(plot(page).getByRole('group', { name: 'Legend' })).toContainText('(3, 2)')
  // The device of a test machine may be its processor, which then is also the page's: room for what is not ours.
  expect(gap).toBeLessThan(250)

  await maps(page).hover({ position: await middleOf(maps(page)) })
  await expect(maps(page).getByRole('status')).toHaveText(/^from .*: to the minimum at .*, within tolerance at step \d+$/)
  await maps(page).click({ position: await middleOf(maps(page)) })
  await expect(maps(page)).toHaveCount(0)
  expect((await scenarioOf(page)).start).not.toEqual([0, -0.8])
})

test('tuning gives every run the same budget, and the table says so', async ({ page }) => {
  await openPage(page, bowl)
  await ended(page)
  await page.getByRole('button', { name: 'Tune all' }).click()
  await expect(results(page)).toContainText('all tuned with 64 trials each', { timeout: 45_000 })
  const { runs } = await scenarioOf(page)
  expect(runs.map((run) => run.tuned)).toEqual([{ trials: 64, over: ['lr'] }, { trials: 64, over: ['lr'] }])
  // Plain descent on eigenvalues 1 and 25: 2/(L + mu) is best and 2/L is the end.
  const lr = Number(runs[1]?.hyper?.['lr'])
  expect(lr).toBeGreaterThan(0.04)
  expect(lr).toBeLessThan(2 / 25)
  await page.getByRole('textbox', { name: 'lr of Momentum' }).fill('0.01')
  await expect(results(page)).toContainText('1 of 2 runs tuned')
})

test('many seeds are drawn as a band', async ({ page }) => {
  await openPage(page, '#v1&landscape=rosenbrock&start=-1.2,1&steps=200&seed=1&noise=gaussian:3&run=adam,lr=0.1')
  await ended(page)
  const ink = (): Promise<number> =>
    page.getByRole('region', { name: 'Loss', exact: true }).locator('canvas').first().evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas')
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let count = 0
      for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count += 1
      return count
    })
  const before = await ink()
  await page.getByLabel('Seeds').selectOption('32')
  await expect.poll(ink).toBeGreaterThan(before * 1.5)
  expect((await scenarioOf(page)).seeds).toEqual({ count: 32 })
})

test('playground.sweep returns plain arrays', async ({ page }) => {
  await openPage(page, bowl)
  const answer = await page.evaluate(() =>
    window.playground.sweep({
      ...window.playground.scenario(),
      kind: 'landscape',
      sweep: { x: { param: 'lr', min: 0.001, max: 1, scale: 'log' }, y: { param: 'momentum', min: 0, max: 1 }, size: 8 },
    }),
  )
  expect(answer.params).toEqual(['lr', 'momentum'])
  expect(answer.runs.map(({ id, lacks, x, final, status: outcome }) => [id, lacks, x.length, final.length, outcome.length])).toEqual([
    ['momentum', [], 8, 64, 64],
    ['sgd', ['momentum'], 0, 0, 0],
  ])
  expect(answer.runs[0]?.status).toContain('diverged')
  await expect(page.evaluate(() => window.playground.sweep({ landscape: 'sphere', runs: [] }))).rejects.toThrow('expected at least one run')
})
