/** The engine's benchmark: modules of src in a real Chromium, one file, nothing beside it. */
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig } from 'vitest/config'
import { launchOptions } from '../../scripts/browser.mjs'
import viteConfig from '../../vite.config.ts'

export default mergeConfig(
  viteConfig,
  defineConfig({
    root: new URL('../../', import.meta.url).pathname,
    optimizeDeps: { entries: ['src/**/*.{ts,tsx}'] },
    test: {
      include: ['e2e/bench/*.bench.ts'],
        testTimeout: 600_000,
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: await launchOptions() }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }),
)
