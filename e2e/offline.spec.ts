/**
 * The service worker: after one visit the page opens with the network cut, a race runs and the other tabs open; nothing is ever
 * asked of another origin; a newer version waits until it is let in. Other specs block service workers.
 */
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { fileFor, typeOf } from '../scripts/serve.mjs'
import { complaintsOf, cursorOf, openPage, results } from './descent.ts'

test.use({ serviceWorkers: 'allow' })

/** Where the address is neither secure nor this machine, browsers have no service workers. */
const isSecure = (page: Page): Promise<boolean> => page.evaluate(() => isSecureContext)

/** All files are kept: the service worker has been let in. */
const kept = (page: Page): Promise<unknown> => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)

function foreignRequests(context: BrowserContext, home: string): string[] {
  const foreign: string[] = []
  context.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(new URL(home).origin)) foreign.push(request.url())
  })
  return foreign
}

test('the second visit needs no network', async ({ page, context, baseURL }) => {
  const foreign = foreignRequests(context, baseURL ?? '')
  await openPage(page)
  test.skip(!(await isSecure(page)), 'service workers need a secure address, and this one is not')
  await expect.poll(() => kept(page), { timeout: 30_000 }).toBe('activated')
  await context.setOffline(true)
  const complaints = complaintsOf(page)
  await page.reload()
  await page.evaluate(() => window.playground.ready)
  await expect.poll(() => cursorOf(page)).toBeGreaterThan(0)
  await expect(results(page).getByRole('row')).toHaveCount(6)
  await page.getByRole('button', { name: 'Network', exact: true }).click()
  await expect(page.getByText(/^epoch [1-9]\d* \/ \d+$/)).toBeVisible()
  await page.getByRole('button', { name: 'Strategies', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  expect([complaints, foreign]).toEqual([[], []])
})

test('the largest data set is there without a network once it was used', async ({ page, context }) => {
  await openPage(page, '#v1&kind=network&data=mnist&model=linear&loss=cce_logits&batch=64&epochs=1&run=adam,lr=0.003')
  test.skip(!(await isSecure(page)), 'service workers need a secure address, and this one is not')
  await expect.poll(() => kept(page), { timeout: 30_000 }).toBe('activated')
  // The first visit may have begun before the service worker was there.
  await openPage(page, '#v1&kind=network&data=mnist&model=linear&loss=cce_logits&batch=64&epochs=1&seed=2&run=adam,lr=0.003')
  await page.reload()
  await page.evaluate(() => window.playground.ready)
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('data')).keys()).length)).toBeGreaterThan(0)
  await context.setOffline(true)
  await page.reload()
  expect(await page.evaluate(() => window.playground.ready)).toMatchObject({ precision: expect.stringMatching(/float/) })
})

/** The build, of which another version is ready from the moment that `renew` is called. */
async function versions(): Promise<{ server: Server; home: string; renew: () => void }> {
  let version = 1
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = fileFor('/', pathname)
    if (file === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': typeOf(file), 'cache-control': 'no-cache' })
    const stream = createReadStream(file)
    stream.pipe(response, { end: false })
    stream.on('end', () => response.end(pathname === '/sw.js' ? `\n// ${version}` : ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, home: `http://127.0.0.1:${port}/`, renew: () => (version += 1) }
}

test('a newer version waits until it is let in, and the scenario stays', async ({ page }) => {
  test.skip(fileFor('/', '/sw.js') === undefined, 'there is no build in this folder to be served')
  const { server, home, renew } = await versions()
  try {
    await page.goto(`${home}#v1&landscape=sphere&start=1,1&steps=50&run=sgd,lr=0.1`)
    await page.evaluate(() => window.playground.ready)
    await expect.poll(() => kept(page), { timeout: 30_000 }).toBe('activated')
    const notice = page.getByText('A new version of this page is ready.')
    await expect(notice).toBeHidden()
    renew()
    await page.reload()
    await page.evaluate(() => window.playground.ready)
    await expect(notice).toBeVisible({ timeout: 30_000 })
    let loads = 0
    page.on('load', () => (loads += 1))
    await page.waitForTimeout(500)
    expect(loads).toBe(0)
    await page.getByRole('button', { name: 'Reload', exact: true }).click()
    await expect.poll(() => loads).toBe(1)
    await page.evaluate(() => window.playground.ready)
    await expect(notice).toBeHidden()
    expect(await page.evaluate(() => window.playground.scenario())).toMatchObject({ landscape: 'sphere', steps: 50 })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
