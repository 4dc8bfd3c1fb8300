/** Where the browser gives less, the page races all the same and says why in the chip's menu. */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { launchOptions } from '../scripts/browser.mjs'
import { complaintsOf, inkOf, openPage, plot, resultOf, saved, scenarioOf, scrubber } from './descent.ts'
import { inOwnBrowser } from './own-browser.ts'

/** A browser of its own with other flags; `address` changes how the page is reached. */
async function withBrowser(options: Parameters<typeof launchOptions>, address: string, look: (page: Page) => Promise<void>): Promise<void> {
  const watched = async (page: Page): Promise<void> => {
    const complaints = complaintsOf(page)
    await openPage(page)
    await expect.poll(() => inkOf(page)).toBeGreaterThan(200)
    await look(page)
    expect(complaints).toEqual([])
  }
  await inOwnBrowser(address, watched, ...options)
}

async function openChip(page: Page, now: RegExp): Promise<void> {
  await page.getByRole('button', { name: now }).click()
  await expect(page.getByRole('radio', { name: 'Automatic' })).toBeChecked()
}

const chip = /^Device: CPU · float64/

test('without a WebGPU adapter', async ({ baseURL }) => {
  const missing = 'This browser has WebGPU but found no adapter for it.'
  await withBrowser(['no-webgpu'], baseURL ?? '', async (page) => {
    await openChip(page, chip)
    const menu = page.getByRole('dialog')
    await expect(menu.getByText(missing).first()).toBeVisible()
    await expect(menu.getByRole('radio', { name: 'WebGPU', exact: true })).toBeDisabled()
    await expect(menu.getByRole('radio', { name: 'WebGL' })).toBeEnabled()
  })
})

test('a link that asks for WebGPU where there is none falls back with a sentence', async ({ baseURL }) => {
  await withBrowser(['no-webgpu'], baseURL ?? '', async (page) => {
    await page.evaluate(() => window.playground.open({ ...window.playground.scenario(), device: 'webgpu' }))
    await page.getByRole('button', { name: chip }).click()
    await expect(page.getByRole('dialog').getByText('WebGPU was asked for. This browser has WebGPU but found no adapter for it. The float64 reference runs instead.')).toBeVisible()
    await expect(page.getByRole('radio', { name: 'WebGPU', exact: true })).toBeChecked()
    expect(await inkOf(page)).toBeGreaterThan(200)
  })
})

test('without a WebGPU adapter a race on WebGL, chosen by hand, agrees with the reference, and goes out as link and as CSV', async ({ baseURL }) => {
  test.setTimeout(120_000)
  await withBrowser(['no-webgpu'], baseURL ?? '', async (page) => {
    await page.evaluate(() => window.playground.open({ version: 1, kind: 'landscape', landscape: 'beale', steps: 120, runs: [{ optimizer: 'adam', hyper: { lr: 0.05 } }, { optimizer: 'momentum', hyper: { lr: 0.005 } }] }))
    await openChip(page, chip)
    await page.getByRole('radio', { name: 'WebGL' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Device: WebGL · float32. Choose another.' })).toBeVisible({ timeout: 60_000 })
    const scenario = await scenarioOf(page)
    expect(scenario.device).toBe('webgl')
    await expect.poll(async () => (await resultOf(page, 'Adam')).at(-1)).toBe('120')
    const reference = await page.evaluate(async () => window.playground.rollout({ ...window.playground.scenario(), device: 'cpu' }))
    expect(reference.device).toBe('cpu')

    await page.getByRole('button', { name: 'Export: files to take away, and files to open' }).click()
    const { bytes } = await saved(page, () => page.getByRole('button', { name: 'Race as CSV', exact: true }).click())
    const [head, ...rows] = bytes.toString().trim().split('\r\n').map((row) => row.split(','))
    expect(head).toEqual(['run', 'name', 'step', 'x', 'y', 'loss', 'gradient_norm', 'lr'])
    const expected = reference.runs.flatMap(({ loss }) => loss)
    expect(rows).toHaveLength(expected.length)
    for (const [k, row] of rows.entries()) expect(Math.abs(Number(row[5]) - (expected[k] ?? Number.NaN)), `row ${k}`).toBeLessThan(1e-3 * ((expected[k] ?? 0) + 1e-3))
    // They are WebGL's own, not the reference's under another name.
    expect(rows.map((row) => Number(row[5]))).not.toEqual(expected)

    await expect.poll(() => page.url()).toContain('device=webgl')
    const { hash } = new URL(page.url())
    await page.goto('about:blank')
    expect((await openPage(page, hash)).device).toBe('webgl')
    await expect(page.getByRole('button', { name: 'Device: WebGL · float32. Choose another.' })).toBeVisible()
    expect(await scenarioOf(page)).toEqual(scenario)
    await expect(scrubber(page)).toHaveAttribute('max', '120')
  })
})

test('with neither WebGPU nor WebGL', async ({ baseURL }) => {
  await withBrowser(['no-gpu'], baseURL ?? '', async (page) => {
    await openChip(page, chip)
    const menu = page.getByRole('dialog')
    await expect(menu.getByText(/This browser has no WebGL 2\./).first()).toBeVisible()
    await expect(menu.getByRole('radio', { name: 'WebGPU', exact: true })).toBeDisabled()
    await expect(menu.getByRole('radio', { name: 'WebGL' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await plot(page).getByText('3-D', { exact: true }).click()
    await expect(plot(page).getByText(/^The 3-D view needs WebGL/)).toBeVisible()
    await plot(page).getByText('Contour', { exact: true }).click()
    await expect.poll(() => inkOf(page)).toBeGreaterThan(200)
  })
})

test('on an insecure origin, as http on a class network', async ({ baseURL }) => {
  const address = new URL(baseURL ?? '')
  test.skip(address.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(address.hostname), 'needs the page on this machine')
  address.hostname = 'class.test'
  await withBrowser(['all', ['--host-resolver-rules=MAP class.test 127.0.0.1']], address.href, async (page) => {
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await openChip(page, chip)
    const menu = page.getByRole('dialog')
    await expect(menu.getByText(/Browsers hide WebGPU on insecure pages: open this page over https, or from localhost\./).first()).toBeVisible()
    await expect(menu.getByRole('radio', { name: 'WebGL' })).toBeEnabled()
    await page.keyboard.press('Escape')
    // The clipboard is hidden, too: the link is marked, to be copied by hand.
    await page.getByRole('button', { name: 'Share: link, QR code, embed' }).click()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.getByText(/copy it with Ctrl\+C/)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/^http:\/\/class\.test.*#v1&landscape=rosenbrock/)
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeFocused()
  })
})
