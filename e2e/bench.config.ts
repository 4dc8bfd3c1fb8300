/** The page's benchmark: the same server and browser as end to end, other files, and time enough. */
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testDir: './bench', testIgnore: [], timeout: 600_000, use: { ...base.use, trace: 'off' } })
