/**
 * End to end: the built page in a real Chromium, served under a sub-path as on most hosts. PLAYGROUND_URL names a page that is
 * already hosted; without it, dist/ is served here and the server's own words set PLAYGROUND_URL.
 * Specs go to `./`, never to `/`.
 */
import { defineConfig } from '@playwright/test'
import { launchOptions } from '../scripts/browser.mjs'

const hosted = process.env['PLAYGROUND_URL']
const report = process.env['DESCENT_E2E_REPORT']

export default defineConfig({
  testDir: '.',
  testIgnore: 'bench/**',
  outputDir: '../test-results',
  forbidOnly: true,
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    // An address without its last slash would lose its last folder when `./` is resolved against it.
    ...(hosted ? { baseURL: hosted.replace(/\/?$/, '/') } : {}),
    viewport: { width: 1440, height: 900 },
    launchOptions: await launchOptions(),
    // What a test sees comes from the server, never from an earlier visit; offline.spec.ts allows them.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
  },
  ...(hosted
    ? {}
    : {
        webServer: {
          command: 'node ../scripts/serve.mjs --base /class/descent/ --port 0',
          wait: { stdout: /Descent is at (?<playground_url>\S+)/ },
        },
      }),
})
