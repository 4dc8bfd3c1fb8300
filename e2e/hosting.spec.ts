/**
 * What a host and a browser may do to the page before any of its own features matter: a sub-path, the content security policy,
 * and the flags that the other specs rely on to take WebGPU and WebGL away.
 */
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Devices } from '../scripts/browser.mjs'
import { inOwnBrowser } from './own-browser.ts'

test('the page opens without a missing file, an error or a violation of its policy', async ({ page }) => {
  const complaints: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto('./')
  await expect(page).toHaveTitle(/Descent/)
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.waitForLoadState('networkidle')
  expect(complaints).toEqual([])
})

test('the policy forbids to make script from text', async ({ page }) => {
  await page.goto('./')
  // Not in the evaluated function itself, which the debugger exempts from the policy, but in a task after it.
  const answer = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(setTimeout.constructor('return 1')()))
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'no error')
          }
        })
      }),
  )
  expect(answer).toBe('EvalError')
})

/** Which devices a page and a worker of it find, seen from inside. */
const devicesUnder = (devices: Devices, baseURL: string | undefined) => {
  const found = async (page: Page) => {
    // The page's policy allows workers from blobs; the probe needs no file of the build.
    await page.goto('./')
    return page.evaluate(async () => {
      const probe = async () => {
        const adapter = await navigator.gpu?.requestAdapter()
        const webgl = new OffscreenCanvas(1, 1).getContext('webgl2')
        return { webgpu: Boolean(adapter), webgl: Boolean(webgl) }
      }
      const text = `(${probe.toString()})().then((found) => postMessage(found))`
      const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
      const inWorker = await new Promise<unknown>((resolve, reject) => {
        worker.addEventListener('message', (event: MessageEvent<unknown>) => resolve(event.data))
        worker.addEventListener('error', () => reject(new Error('the probe did not start')))
      })
      worker.terminate()
      return { page: await probe(), worker: inWorker }
    })
  }
  return inOwnBrowser(baseURL, found, devices)
}

const expected: Record<Devices, { webgpu: boolean; webgl: boolean }> = {
  all: { webgpu: true, webgl: true },
  'no-webgpu': { webgpu: false, webgl: true },
  'no-gpu': { webgpu: false, webgl: false },
}

for (const devices of ['all', 'no-webgpu', 'no-gpu'] as const) {
  test(`the flags "${devices}" give what they say, in the page and in a worker`, async ({ baseURL }) => {
    expect(await devicesUnder(devices, baseURL)).toEqual({ page: expected[devices], worker: expected[devices] })
  })
}
