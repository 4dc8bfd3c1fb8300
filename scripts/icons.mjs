/**
 * Draws the icons for home screens from public/favicon.svg: `node scripts/icons.mjs`. Their files are kept in public/icons/.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { launchOptions } from './browser.mjs'

const open = (/** @type {string} */ path) => fileURLToPath(new URL(`../public/${path}`, import.meta.url))
const drawing = readFileSync(open('favicon.svg'), 'utf8')
const ground = /fill="(#[0-9a-f]{6})"/.exec(drawing)?.[1] ?? ''

/** A mask may cut off a tenth at each side; and a phone that rounds corners itself wants none of ours. */
const icons = [
  { name: 'icon-192', size: 192, inner: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, inner: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, inner: 0.78, ground },
  { name: 'apple-touch-icon', size: 180, inner: 0.9, ground },
]

const browser = await chromium.launch(await launchOptions())
try {
  for (const { name, size, inner, ground: behind } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const side = `${inner * 100}%`
    await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:${behind}">${drawing.replace('<svg ', `<svg style="width:${side};height:${side}" `)}`)
    await page.screenshot({ path: open(`icons/${name}.png`), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
