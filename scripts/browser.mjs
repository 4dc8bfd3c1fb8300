/**
 * The one place that knows which browser the tests drive and with which flags.
 * In this order: DESCENT_BROWSER, Playwright's own Chromium, a Chromium or Chrome of the system; `ensureBrowser` goes on to
 * install one. Playwright's headless shell is never used: it has no WebGPU. Imports Playwright only when asked, so that this
 * file loads before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installPackage } from './apt.mjs'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const systemPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * A program by its names, as a shell finds it, or by one of its usual places.
 * @param {readonly string[]} names @param {readonly string[]} [places]
 */
export function programOf(names, places = []) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(isExecutable)
}

const onSystem = () => programOf(systemNames, systemPlaces)

/** Playwright's full Chromium where it was downloaded; undefined otherwise. */
async function ofPlaywright() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return isExecutable(path) ? path : undefined
}

/**
 * The browser that is there now, or undefined. Throws where DESCENT_BROWSER names none.
 * @returns {Promise<string | undefined>}
 */
async function findBrowser() {
  const named = process.env['DESCENT_BROWSER']
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`DESCENT_BROWSER: expected the path of a browser, got ${named}`)
    return named
  }
  return (await ofPlaywright()) ?? onSystem()
}

/** A browser may be there and still lack the libraries it needs; then it cannot even say its version. @param {string} path */
function versionOf(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return answer.status === 0 ? answer.stdout.trim() : undefined
}

function installWithPlaywright() {
  const minutes = 5
  return spawnSync('npx', ['playwright', 'install', '--no-shell', 'chromium'], {
    stdio: 'inherit',
    timeout: minutes * 60_000,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  })
}

/**
 * A browser that starts, installed if need be.
 * @returns {Promise<{ path: string, version: string }>}
 */
export async function ensureBrowser() {
  /** @type {string[]} */
  const tried = []
  /** @param {string | undefined} path */
  const working = (path) => {
    const version = path === undefined || tried.includes(path) ? undefined : versionOf(path)
    if (path !== undefined && version === undefined) tried.push(path)
    return path !== undefined && version !== undefined ? { path, version } : undefined
  }
  const now = working(await findBrowser()) ?? working(onSystem())
  if (now) return now
  console.log('no browser for the tests found; asking Playwright to install Chromium')
  installWithPlaywright()
  const installed = working(await ofPlaywright())
  if (installed) return installed
  console.log('Playwright could not install a Chromium that starts here; asking apt-get')
  installPackage('chromium')
  const packaged = working(onSystem())
  if (packaged) return packaged
  const seen = tried.length === 0 ? 'none was found' : `these do not start: ${[...new Set(tried)].join(', ')}`
  throw new Error(`no browser for the tests: ${seen}. Install Chromium or Chrome, or name one: DESCENT_BROWSER=/path/to/chromium npm test`)
}

/** What the page may find: everything; no WebGPU adapter (as on an old driver); neither WebGPU nor WebGL. */
/** @typedef {'all' | 'no-webgpu' | 'no-gpu'} Devices */

/** SwiftShader gives a real WebGPU and a real WebGL2 on the CPU, in workers too, so that both are tested without a GPU. */
const deviceFlags = {
  all: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'],
  'no-webgpu': ['--enable-unsafe-swiftshader'],
  'no-gpu': ['--disable-gpu', '--disable-software-rasterizer'],
}

const quietFlags = ['--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync']

/**
 * Options for Playwright's `launch`, the same in unit tests in the browser, end to end and in the bench.
 * @param {Devices} [devices]
 * @param {string[]} [more] further flags
 */
export async function launchOptions(devices = 'all', more = []) {
  const executablePath = await findBrowser()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...deviceFlags[devices], ...quietFlags, ...asRoot, ...more]
  return { headless: true, args, ...(executablePath === undefined ? {} : { executablePath }) }
}
