/** The race on the screen: it starts by itself, follows the clock, and every edit shows at once. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { complaintsOf, cursorOf, inkOf, openPage, plot, resultOf, results, scenarioOf, scrubber, standAt } from './descent.ts'

test('the first visit shows a race that moves, with nothing clicked', async ({ page }) => {
  await page.addInitScript(() => {
    const seen = { drawn: Number.NaN, moved: Number.NaN }
    Object.assign(window, { seen })
    CanvasRenderingContext2D.prototype.stroke = new Proxy(CanvasRenderingContext2D.prototype.stroke, {
      apply(stroke, context: CanvasRenderingContext2D, args) {
        if (Number.isNaN(seen.drawn) && context.canvas.closest('.plot-stage')) seen.drawn = performance.now()
        return Reflect.apply(stroke, context, args)
      },
    })
    const look = (): void => {
      const scrub = document.querySelector('input[type=range]')
      if (scrub instanceof HTMLInputElement && Number(scrub.value) > 0) seen.moved = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto('./')
  const read = (): Promise<{ drawn: number; moved: number }> => page.evaluate(() => ({ ...(window as unknown as { seen: { drawn: number; moved: number } }).seen }))
  await expect.poll(async () => (await read()).moved, { timeout: 20_000 }).toBeGreaterThan(0)
  const { drawn, moved } = await read()
  console.log(`first race drawn ${drawn.toFixed(0)} ms after navigation, moving after ${moved.toFixed(0)} ms`)
  expect(drawn).toBeLessThan(5000)
  expect(moved).toBeLessThan(5000)
  expect(await inkOf(page)).toBeGreaterThan(200)
  const before = await cursorOf(page)
  await expect.poll(() => cursorOf(page)).toBeGreaterThan(before)
  await expect(results(page).getByRole('row')).toHaveCount(6)
})

test('reduced motion shows the end of the race instead of playing it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openPage(page)
  await expect(scrubber(page)).toHaveValue('500')
  await expect(page.getByRole('button', { name: /^Play / })).toBeVisible()
})

test('play, pause, step, scrub and speed move the same cursor', async ({ page }) => {
  await openPage(page)
  await standAt(page, 0)
  await page.getByRole('button', { name: /^One step forward/ }).click()
  await expect(page.getByText('step 1 / 500', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^One step back/ }).click()
  await expect(scrubber(page)).toHaveValue('0')
  await page.getByRole('button', { name: /^To the end/ }).click()
  await expect(scrubber(page)).toHaveValue('500')
  await page.getByRole('button', { name: /^To the start/ }).click()
  await expect(scrubber(page)).toHaveValue('0')

  const shown = async (): Promise<string | undefined> => (await resultOf(page, 'Adam'))[0]
  const atStart = await shown()
  await scrubber(page).fill('200')
  await expect.poll(shown).not.toBe(atStart)

  await page.getByLabel('Speed').selectOption('5000')
  await page.getByRole('button', { name: /^Play / }).click()
  await expect(scrubber(page)).toHaveValue('500')
  await expect(page.getByRole('button', { name: /^Play / })).toBeVisible()
})

test('the keyboard plays, steps and jumps', async ({ page }) => {
  await openPage(page)
  await standAt(page, 100)
  await page.locator('header.top').click({ position: { x: 800, y: 20 } })
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('ArrowRight')
  await expect(scrubber(page)).toHaveValue('101')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(scrubber(page)).toHaveValue('91')
  await page.keyboard.press('Home')
  await expect(scrubber(page)).toHaveValue('0')
  await page.keyboard.press('End')
  await expect(scrubber(page)).toHaveValue('500')
  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: /^Pause / })).toBeVisible()
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: /^Play / })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('a learning rate changes the results, and undo brings them back', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const before = await resultOf(page, 'Adam')
  await page.getByRole('textbox', { name: 'lr of Adam' }).fill('0.02')
  await expect.poll(() => resultOf(page, 'Adam')).not.toEqual(before)
  expect((await scenarioOf(page)).runs[0]?.hyper?.['lr']).toBe(0.02)
  const typed = await resultOf(page, 'Adam')
  await page.getByRole('slider', { name: 'lr of Adam' }).press('ArrowRight')
  await expect.poll(() => resultOf(page, 'Adam')).not.toEqual(typed)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  if ((await scenarioOf(page)).runs[0]?.hyper?.['lr'] !== 0.1) await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => resultOf(page, 'Adam')).toEqual(before)
})

test('a click on the plot puts the start there, and its ring can be dragged and moved with keys', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const ring = page.getByRole('button', { name: /^Start of all runs/ })
  const stage = await plot(page).locator('.plot-stage').boundingBox()
  if (stage === null) throw new Error('the plot is not on the page')
  const before = await resultOf(page, 'Adam')
  await page.mouse.click(stage.x + stage.width * 0.6, stage.y + stage.height * 0.3)
  await expect.poll(() => resultOf(page, 'Adam')).not.toEqual(before)
  const clicked = (await scenarioOf(page)).start
  expect(clicked).not.toEqual([-1.2, 1])

  const box = await ring.boundingBox()
  if (box === null) throw new Error('the ring is not on the page')
  expect(Math.abs(box.x + box.width / 2 - (stage.x + stage.width * 0.6))).toBeLessThan(2)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 60, y + 30, { steps: 6 })
  await page.mouse.up()
  const dragged = (await scenarioOf(page)).start
  expect(dragged[0]).toBeLessThan(clicked[0])
  expect(dragged[1]).toBeLessThan(clicked[1])

  await ring.press('ArrowRight')
  await expect.poll(async () => (await scenarioOf(page)).start[0]).toBeGreaterThan(dragged[0])
  expect((await scenarioOf(page)).start[1]).toBeCloseTo(dragged[1], 2)
})

test('another landscape is chosen from its picture', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const before = await resultOf(page, 'Adam')
  await page.getByRole('button', { name: /^Landscape: Rosenbrock/ }).click()
  const picker = page.getByRole('dialog', { name: 'Choose a landscape' })
  await picker.getByRole('textbox', { name: 'Search names and ideas' }).fill('himmelblau')
  await picker.getByRole('button', { name: /Himmelblau/ }).click()
  await expect(picker).toBeHidden()
  await expect(page.getByRole('button', { name: /^Landscape: Himmelblau/ })).toBeVisible()
  await expect.poll(() => resultOf(page, 'Adam')).not.toEqual(before)
  await expect.poll(() => inkOf(page)).toBeGreaterThan(50)
})

test('the 3-D view draws the surface without an error', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page)
  await plot(page).getByText('3-D', { exact: true }).click()
  await expect(plot(page).locator('.gl-container canvas, canvas.gl-canvas, .plot-graph canvas').first()).toBeVisible({ timeout: 40_000 })
  await expect(plot(page).getByRole('img', { name: /in three dimensions/ })).toBeVisible()
  await plot(page).getByText('Contour', { exact: true }).click()
  await expect.poll(() => inkOf(page)).toBeGreaterThan(200)
  expect(complaints).toEqual([])
})

test('each tab of the curves draws its own lines', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const picture = (name: string): Promise<string> =>
    page.getByRole('region', { name, exact: true }).locator('canvas.plot-canvas').first().evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''))
  const names = ['Gradient norm', 'Learning rate', 'Step length', 'Distance to the nearest minimum', 'Slots of the selected run']
  const tabs = page.getByRole('radiogroup', { name: 'Second curve' }).getByRole('radio')
  await expect(tabs).toHaveCount(names.length)
  const seen = new Set<string>()
  for (const [index, name] of names.entries()) {
    await tabs.nth(index).click()
    await expect(tabs.nth(index)).toBeChecked()
    await expect.poll(async () => seen.has(await picture(name))).toBe(false)
    seen.add(await picture(name))
  }
  expect(seen.size).toBe(5)
})

test('runs are hidden, copied, removed and added, and undo takes each back', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const runs = page.getByRole('region', { name: 'Runs' }).getByRole('listitem')
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  await expect(runs).toHaveCount(5)

  const whole = await inkOf(page)
  await page.getByRole('button', { name: 'Hide Adam from the plots' }).click()
  await expect.poll(() => inkOf(page)).toBeLessThan(whole)
  await page.getByRole('button', { name: 'Show Adam in the plots' }).click()
  await expect.poll(() => inkOf(page)).toBe(whole)

  await page.getByRole('button', { name: 'Duplicate Adam' }).click()
  await expect(runs).toHaveCount(6)
  await undo.click()
  await expect(runs).toHaveCount(5)

  await page.getByRole('button', { name: 'Remove Lion' }).click()
  await expect(runs).toHaveCount(4)
  await expect(results(page).getByRole('row')).toHaveCount(5)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(runs).toHaveCount(5)
  await expect(results(page).getByRole('row')).toHaveCount(6)

  await page.getByRole('button', { name: 'Add run' }).click()
  await page.getByRole('combobox', { name: 'Search optimizers' }).fill('adagrad')
  await page.keyboard.press('Enter')
  await expect(runs).toHaveCount(6)
  expect((await scenarioOf(page)).runs.at(-1)?.optimizer).toBe('adagrad')
  await undo.click()
  await expect(runs).toHaveCount(5)
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(runs).toHaveCount(6)
})

test('the colours go from the system to light to dark', async ({ page }) => {
  await openPage(page)
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.getByRole('button', { name: /^Colours: as the system/ }).click()
  const light = await ground()
  await page.getByRole('button', { name: /^Colours: light/ }).click()
  await expect.poll(ground).not.toBe(light)
  await expect(page.getByRole('button', { name: /^Colours: dark/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Colours: dark/ })).toBeVisible()
})

test('a copied link opens the same race on a fresh page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPage(page)
  await changeMuch(page)
  await page.getByRole('button', { name: 'Share: link, QR code, embed' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByText(/^Link copied/)).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const given = await scenarioOf(page)
  const other = await context.newPage()
  await other.goto(link)
  await other.evaluate(() => window.playground.ready)
  expect(await scenarioOf(other)).toEqual(given)
  await other.close()
})

async function changeMuch(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'lr of Adam' }).fill('0.03')
  await page.getByRole('textbox', { name: 'Start x' }).fill('0.25')
  await page.getByRole('button', { name: 'Edit formula' }).click()
  await page.getByRole('textbox', { name: 'f(x, y)' }).fill('# a bowl & more\n(x - 1)^2 + 3*y^2 + 0.5*x*y')
  await expect.poll(async () => JSON.stringify((await scenarioOf(page)).landscape)).toContain('a bowl & more')
}
