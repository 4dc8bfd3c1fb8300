/** A person's own CSV: read here, trained on, in the link; and what cannot be used is refused in a sentence of its own, the earlier data staying. */
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { complaintsOf, openPage, results, trainingOf } from './descent.ts'

const moons = '#v1&kind=network&data=moons(points=120)&model=mlp(6,tanh)&loss=bce_logits&batch=12&epochs=20&run=adam,lr=0.03&run=sgd,lr=0.3'
const csv = (page: Page): Locator => page.getByRole('group', { name: 'Your own CSV' })

async function give(page: Page, name: string, text: string | Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()])
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: typeof text === 'string' ? Buffer.from(text) : text })
}

async function open(page: Page): Promise<void> {
  await openPage(page, moons)
  await page.getByRole('button', { name: /^Data: / }).click()
  await page.getByText('Your own CSV').first().click()
}

const lines = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${(i * 5) % 13},${i % 2 === 0 ? 'cat' : 'dog'}`)
const pets = (rows: readonly string[]): string => `height,weight,kind\n${rows.join('\n')}\n`
/** The file's row of that number, the names being row 1, with something else in it. */
const spoilt = (row: number, text: string): string => pets(lines.map((line, i) => (i === row - 2 ? text : line)))

test('a CSV is read here, trained on, and travels in the link', async ({ page }) => {
  const asked: string[] = []
  await open(page)
  // What the page fetches of itself when it is at rest tells nobody anything.
  const ownFile = /^GET \S+\/assets\/[\w.-]+$/
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
  await give(page, 'pets.csv', pets(lines))
  await expect.poll(async () => (await trainingOf(page)).dataset.own?.target).toBe('kind')
  await expect(results(page).getByRole('row').nth(1)).toContainText(/\d/)
  expect(asked.filter((one) => !one.startsWith('GET blob:') && !one.endsWith('favicon.svg') && !ownFile.test(one))).toEqual([])
  await expect.poll(() => new URL(page.url()).hash).toContain('height')
  const hash = new URL(page.url()).hash
  await page.goto('about:blank')
  await openPage(page, hash)
  expect((await trainingOf(page)).dataset.own?.rows).toHaveLength(40)
})

const wide = (columns: number, rows: number): string => [Array.from({ length: columns }, (_, i) => `c${i}`), ...Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, i) => (i * row) % 7))].map((cells) => cells.join(',')).join('\n')

const refusals: readonly (readonly [what: string, file: string | Buffer, sentence: string])[] = [
  ['a word in a column of numbers', spoilt(9, '3,heavy,cat'), 'Row 9, column "weight": expected a number, as in the rest of the column, got "heavy". Correct it, or leave it empty to leave the row out.'],
  ['NaN in a column of numbers', spoilt(5, '3,NaN,cat'), 'Row 5, column "weight": expected a finite number below 3e38, got "NaN". Correct it, or leave it empty to leave the row out.'],
  ['a number beyond float32', spoilt(12, '1e39,4,dog'), 'Row 12, column "height": expected a finite number below 3e38, got "1e39". Correct it, or leave it empty to leave the row out.'],
  ['many words beside the numbers', `a,b,kind\n${lines.map((line, i) => `word${i},${line.slice(line.indexOf(',') + 1)}`).join('\n')}`, 'Row 14, column "a": "word12" is text number 13 that differs, expected numbers or at most 12 words. Remove the column, or choose it as the target.'],
  ['one class only', pets(lines.map((line) => line.replace('dog', 'cat'))), 'Column "kind" holds one class only ("cat"): expected at least two.'],
  ['a single row', 'a,b,kind\n1,2,cat', 'The file has a single row of values: expected at least 4.'],
  ['a single column', 'a\n1\n2\n3\n4\n5', 'The file has a single column: expected at least one feature, and the target.'],
  ['ten thousand columns', wide(10_000, 12), 'The file has 10 000 columns: expected at most 1 000 features, and the target.'],
  ['too many values', wide(1000, 300), 'The file has 300 000 values: expected at most 200 000. Leave out rows or columns.'],
  ['an empty file', '', 'The file is empty: expected a row of column names, then rows of values.'],
  ['another encoding', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x2c, 0x00, 0x62, 0x00]), 'The file is in UTF-16, expected UTF-8: save it again as "CSV UTF-8".'],
]

test('a CSV that cannot be used is refused in its own sentence, and the earlier data stay on the screen', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(page)
  await give(page, 'pets.csv', pets(lines))
  const used = csv(page).getByText('pets.csv: 40 rows and 3 columns are used.')
  await expect(used).toBeVisible()
  const before = JSON.stringify(await trainingOf(page))
  for (const [what, file, sentence] of refusals) {
    await give(page, 'bad.csv', file)
    await expect(csv(page).getByRole('alert'), what).toHaveText(`${sentence} The earlier data are kept.`)
    await expect(used).toBeVisible()
    expect(JSON.stringify(await trainingOf(page)), what).toBe(before)
  }
  await give(page, 'more.csv', pets([...lines, ...lines]))
  await expect(csv(page).getByText('more.csv: 80 rows and 3 columns are used.')).toBeVisible()
  await expect(csv(page).getByRole('alert')).toHaveCount(0)
  await expect(results(page).getByRole('row').nth(1)).toContainText(/\d/)
  expect(complaints).toEqual([])
})
