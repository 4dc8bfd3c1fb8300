/**
 * Two projects: `node` for what is pure, `browser` for what needs a real Chromium (WebGPU, WebGL, workers, the DOM).
 */
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig, mergeConfig } from 'vitest/config'
import { launchOptions } from './scripts/browser.mjs'
import viteConfig from './vite.config.ts'

const browserTests = 'src/**/*.browser.test.{ts,tsx}'

export default mergeConfig(
  viteConfig,
  defineConfig({
    // Find every package before the first test: one found later would reload the page in the middle of a run.
    optimizeDeps: { entries: ['src/**/*.{ts,tsx}'] },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            environment: 'node',
            // A property test on a busy machine may take its time; a hanging one is still caught.
            testTimeout: 60_000,
            include: ['src/**/*.test.{ts,tsx}'],
            exclude: [...configDefaults.exclude, browserTests],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: [browserTests],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            fileParallelism: false,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({ launchOptions: await launchOptions() }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
)
