/** Bad input gets one clear sentence where it belongs; what was typed stays, and the last valid race goes on. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, inkOf, openPage, resultOf, results, scenarioOf, standAt } from './descent.ts'

const linkTrouble = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'This link could not be opened' })

const badLinks: readonly (readonly [what: string, fragment: string, sentence: RegExp])[] = [
  ['an unknown landscape', '#v1&landscape=rosenbrok&run=adam', /unknown landscape "rosenbrok" - did you mean "rosenbrock"\?/],
  ['a rate below 0', '#v1&landscape=rosenbrock&run=adam,lr=-1', /lr: expected .* got -1/],
  ['an end cut off in a run', '#v1&landscape=rosenbrock&steps=500&seed=1&run=adam,lr', /runs\[0\]\.hyper\.lr: expected a number above 0/],
  ['an end cut off before the runs', '#v1&landscape=rosenbrock&steps=500&seed=1', /run/],
  ['an end cut off in a name', '#v1&landscape=rosenbrock&ste', /cut off or damaged near "ste"/],
  ['a script', '#v1&landscape=<script>window.hurt=1</script>&run=adam', /unknown landscape/],
  ['a script as a label', '#v1&landscape=rosenbrock&run=adam,label=<img src=x onerror=window.hurt=1>', /./],
  ['__proto__', '#v1&landscape=rosenbrock&c.__proto__=1&run=adam,__proto__=1', /__proto__/],
  ['noise', '#%ff%00💥', /expected a link that begins with v1/],
  ['a newer version', '#v2&landscape=rosenbrock&run=adam', /version 2/],
]

for (const [what, fragment, sentence] of badLinks) {
  test(`a link with ${what} is told in a sentence, and the page still races`, async ({ page }) => {
    const complaints = complaintsOf(page)
    await openPage(page, fragment)
    expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([])
    if (what === 'a script as a label') {
      // A label is a text like any other: it is shown as it is.
      await expect(results(page)).toContainText('<img src=x')
    } else {
      await expect(linkTrouble(page)).toHaveCount(1)
      const paragraphs = linkTrouble(page).locator('p')
      await expect(paragraphs).toHaveCount(1)
      await expect(paragraphs).toHaveText(sentence)
      // Nothing is lost: the link as it was given is in the message, and in the address.
      await expect(linkTrouble(page).getByText('The link as it was given')).toBeVisible()
      expect(await page.evaluate(() => location.hash.length)).toBeGreaterThan(3)
    }
    await expect.poll(() => inkOf(page)).toBeGreaterThan(50)
    await expect(page.getByRole('button', { name: /^Landscape: Rosenbrock/ })).toBeVisible()
    expect(complaints).toEqual([])
  })
}

test('a link of a megabyte is refused, and not laid out', async ({ page }) => {
  await openPage(page)
  await page.evaluate(() => {
    location.hash = `v1&landscape=rosenbrock&f=${'x+'.repeat(500_000)}1&run=adam`
  })
  await expect(linkTrouble(page).locator('p')).toHaveText(/the link has 10\d{5} characters, at most/)
  await linkTrouble(page).getByText('The link as it was given').click()
  expect((await linkTrouble(page).locator('code').innerText()).length).toBeLessThan(2100)
  expect((await scenarioOf(page)).landscape).toBe('rosenbrock')
  // The page still answers.
  await standAt(page, 7)
})

test('a misspelt name in a formula shows its place and the cure', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  await page.getByRole('button', { name: 'Edit formula' }).click()
  const field = page.getByRole('textbox', { name: 'f(x, y)' })
  await field.fill('(1-x)^2 + 100*(y-x^2)^2')
  const before = await scenarioOf(page)
  await field.fill('w = y - x^2\n(1-x)^2 + 100*sqr(w)')
  const problem = page.getByRole('region', { name: 'Problem' }).getByRole('alert')
  await expect(problem).toHaveCount(1)
  await expect(problem).toContainText(/line 2, column 15.*"sqr".*did you mean "sqrt"\?/)
  await expect(problem.locator('pre')).toHaveText(/100\*sqr\(w\)\n {14}\^/)
  await expect(field).toHaveValue('w = y - x^2\n(1-x)^2 + 100*sqr(w)')
  expect(await scenarioOf(page)).toEqual(before)
  await field.fill('(1-x)^2 + z*y')
  await expect(problem).toContainText(/column 11.*unknown name "z"/)
  await field.fill('(1-x)^2 + y^2')
  await expect(problem).toHaveCount(0)
  await expect.poll(async () => JSON.stringify((await scenarioOf(page)).landscape)).toContain('+ y^2')
})

test('a misspelt name in an edited rule keeps the text, and the old rule runs on', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  await page.getByRole('button', { name: 'Everything about Adam', exact: true }).click()
  await page.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Edit equation' }).click()
  const field = page.getByRole('textbox', { name: 'Update rule' })
  const text = await field.inputValue()
  const wrong = text.replace('beta1*m', 'bta1*m')
  const before = await scenarioOf(page)
  await field.fill(wrong)
  await expect(page.getByRole('region', { name: 'Runs' }).getByRole('alert')).toContainText(/unknown name "bta1" - did you mean "beta1"\?/)
  await expect(field).toHaveValue(wrong)
  expect(await scenarioOf(page)).toEqual(before)
  await page.getByRole('button', { name: 'Restore the original' }).click()
  await expect(page.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Edit equation' })).toBeVisible()
})

for (const [typed, got] of [['-1', '-1'], ['abc', '"abc"'], ['', '""'], ['1e999', '"1e999"']] as const) {
  test(`lr = "${typed}" is refused under its field`, async ({ page }) => {
    await openPage(page)
    await standAt(page, 500)
    const before = await scenarioOf(page)
    const table = await resultOf(page, 'Adam')
    const field = page.getByRole('textbox', { name: 'lr of Adam' })
    await field.fill(typed)
    const said = page.getByRole('region', { name: 'Runs' }).getByRole('listitem').first().getByRole('alert')
    await expect(said).toHaveCount(1)
    await expect(said).toHaveText(new RegExp(`expected .*got (${got})`))
    await field.blur()
    await expect(field).toHaveValue(typed)
    expect(await scenarioOf(page)).toEqual(before)
    expect(await resultOf(page, 'Adam')).toEqual(table)
    await field.fill('0.05')
    await expect(said).toHaveCount(0)
    await expect.poll(async () => (await scenarioOf(page)).runs[0]?.hyper?.['lr']).toBe(0.05)
  })
}

test('a diverging run ends where it diverged, and the others go on', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  const adam = await resultOf(page, 'Adam')
  await page.getByRole('textbox', { name: 'lr of Gradient descent' }).fill('0.5')
  await expect(results(page).getByText(/^diverged at step \d+$/)).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Runs' }).getByText(/^Diverged at step \d+: /)).toHaveCount(1)
  expect(await resultOf(page, 'Adam')).toEqual(adam)
  await expect(results(page)).toContainText('1 diverged')
})

test('a landscape that is infinite at the start is told once, beside the start', async ({ page }) => {
  await openPage(page)
  await standAt(page, 500)
  await page.getByRole('button', { name: 'Edit formula' }).click()
  const field = page.getByRole('textbox', { name: 'f(x, y)' })
  await field.fill('1/x + y^2')
  await page.getByRole('textbox', { name: 'Start x' }).fill('0')
  const said = page.getByText(/not a finite number at this start/)
  await expect(said).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Problem' })).toContainText(/not a finite number at this start/)
  await expect(results(page).getByText('diverged at step 0')).toHaveCount(5)
  await expect(field).toHaveValue('1/x + y^2')
  await page.getByRole('textbox', { name: 'Start x' }).fill('0.5')
  await expect(said).toHaveCount(0)
  await expect(results(page).getByText('diverged at step 0')).toHaveCount(0)
})
