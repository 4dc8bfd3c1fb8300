/** Lessons as a class sees them: every one from its link, the keys of a clicker, guesses, and a lesson of one's own. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { seriousTroubles } from './axe.ts'
import { complaintsOf, openPage, plot, scenarioOf } from './descent.ts'

const folder = new URL('../src/catalog/lessons/en/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  return { id: name.slice(0, -3), title: /^title: (.+)$/m.exec(text)?.[1] ?? '', steps: [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title ?? '') }
})

const panel = (page: Page): Locator => page.locator('.lesson-panel')
const stepOf = (page: Page): Locator => panel(page).getByText(/^Step \d+ of \d+$/)
const lessonsButton = (page: Page): Locator => page.getByRole('navigation', { name: 'Modes' }).getByRole('button', { name: 'Lessons' })
const begun = (page: Page, id: string, step = 1): Promise<unknown> => openPage(page, `#v1&lesson=${id}&step=${step}`)

test('there are lessons', () => expect(files.length).toBeGreaterThanOrEqual(12))

for (const { id, title, steps } of files) {
  test(`${id} goes from its first step to its last with a clicker`, async ({ page }) => {
    test.setTimeout(120_000)
    const complaints = complaintsOf(page)
    await begun(page, id)
    await expect(panel(page).getByRole('heading', { level: 2, name: title })).toBeVisible()
    for (const [index, name] of steps.entries()) {
      await expect(stepOf(page)).toHaveText(`Step ${index + 1} of ${steps.length}`)
      await expect(panel(page).getByRole('heading', { level: 3 })).toHaveText(name.replaceAll('`', ''))
      await expect(page).toHaveURL(new RegExp(`#v1&lesson=${id}&step=${index + 1}$`))
      if (await panel(page).getByRole('button', { name: 'Show the answer' }).isVisible()) await page.keyboard.press('PageDown')
      // No formula is left as its source, and nothing of the format is left in the text.
      await expect(panel(page).locator('.katex-error')).toHaveCount(0)
      expect(await panel(page).locator('.tex').evaluateAll((boxes) => boxes.filter((box) => box.scrollHeight > box.clientHeight + 3).length)).toBe(0)
      expect(await panel(page).locator('.lesson').innerText()).not.toMatch(/```|\*\*|\[x\]|###/)
      await expect(page.getByRole('alert')).toHaveCount(0)
      if (index < steps.length - 1) await page.keyboard.press('PageDown')
    }
    await page.keyboard.press('PageUp')
    await expect(stepOf(page)).toHaveText(`Step ${steps.length - 1} of ${steps.length}`)
    expect(complaints).toEqual([])
  })
}

test('a guess comes before its answer, is compared with it, and is remembered', async ({ page }) => {
  await openPage(page)
  await lessonsButton(page).click()
  await panel(page).getByRole('button', { name: /^The step size, and 2\/L/ }).click()
  await panel(page).getByRole('button', { name: 'Next' }).click()
  await expect(panel(page).getByText('the best rate there is')).toHaveCount(0)
  await panel(page).getByRole('button', { name: 'Fly away' }).click()
  await expect(panel(page).getByRole('status')).toHaveText('Not what happens: read on.')
  await expect(panel(page).getByText('the best rate there is')).toBeVisible()
  // The address is written when things have been still for a moment.
  await expect(page).toHaveURL(/lesson=step-size&step=2$/)
  await page.reload()
  await expect(stepOf(page)).toHaveText('Step 2 of 6')
  await expect(panel(page).getByRole('status')).toHaveText('Not what happens: read on.')
  await panel(page).getByRole('button', { name: 'All lessons' }).click()
  await expect(panel(page).getByRole('button', { name: /^The step size, and 2\/L/ })).toContainText('Step 2 of 6')
})

test('the scene is the person’s to change, and comes back when asked', async ({ page }) => {
  await begun(page, 'step-size')
  await expect(stepOf(page)).toBeVisible()
  await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), seed: 77 }))
  expect((await scenarioOf(page)).seed).toBe(77)
  await expect(page).toHaveURL(/lesson=step-size&step=1$/)
  await panel(page).getByRole('button', { name: 'Show the scene again' }).click()
  expect((await scenarioOf(page)).seed).toBe(1)
  await panel(page).getByRole('button', { name: 'Close the lesson' }).click()
  await expect(panel(page)).toHaveCount(0)
  await expect(page).toHaveURL(/landscape=parabola/)
})

test('arrows turn the steps in the panel and move time outside of it', async ({ page }) => {
  await begun(page, 'momentum', 2)
  await expect(stepOf(page)).toHaveText('Step 2 of 6')
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(stepOf(page)).toHaveText('Step 1 of 6')
  await page.getByRole('button', { name: 'To the start (Home)' }).click()
  await page.keyboard.press('ArrowRight')
  await expect(stepOf(page)).toHaveText('Step 1 of 6')
})

test('a lesson of one’s own opens from a file, and a bad one says why', async ({ page }) => {
  await openPage(page)
  await lessonsButton(page).click()
  const choose = async (text: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await panel(page).getByRole('button', { name: 'Open a lesson file…' }).click()
    await (await chooser).setFiles({ name: 'mine.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  }
  const scene = '```scene\n{ "kind": "landscape", "landscape": "spere", "runs": [{ "optimizer": "sgd" }] }\n```\n'
  const text = `---\ntitle: My lesson\nidea: Mine.\n---\n## A step\nSee <img src=x onerror=alert(1)> and $x^2$.\n${scene}`
  await choose(text)
  await expect(panel(page).getByRole('alert')).toHaveText(/^mine\.md: line 7, scene of step 1: landscape: .*did you mean "sphere"\?$/)
  await choose(text.replace('spere', 'sphere'))
  await expect(panel(page).getByRole('heading', { name: 'My lesson' })).toBeVisible()
  await expect(panel(page)).toContainText('<img src=x onerror=alert(1)>')
  await expect(panel(page).locator('img')).toHaveCount(0)
  await expect.poll(async () => (await scenarioOf(page)).landscape).toBe('sphere')
})

test('a link to a lesson or a step that is not there is told in words', async ({ page }) => {
  await begun(page, 'step-sise')
  await expect(panel(page).getByRole('alert')).toContainText('did you mean "step-size"?')
  await page.goto('./#v1&lesson=')
  await expect(page.getByRole('alert').filter({ hasText: 'the link to a lesson is cut off or damaged' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await begun(page, 'momentum', 4)
    await panel(page).getByRole('button', { name: 'All three' }).click()
    expect(await seriousTroubles(page)).toEqual([])
    await panel(page).getByRole('button', { name: 'All lessons' }).click()
    expect(await seriousTroubles(page)).toEqual([])
  })
}

for (const [width, height] of [[390, 844], [1024, 768], [1280, 800], [1600, 900]] as const) {
  test(`text and scene are both in sight on ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await begun(page, 'step-size')
    await expect(stepOf(page)).toBeVisible()
    await expect(panel(page).getByRole('button', { name: 'Next' })).toBeInViewport()
    await expect(plot(page)).toBeInViewport({ ratio: 0.5 })
    const [text, scene] = [await panel(page).boundingBox(), await plot(page).boundingBox()]
    expect(scene?.width).toBeGreaterThan(330)
    expect(text?.width).toBeGreaterThan(300)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}
