/**
 * `npm start | test | run e2e | run soak | run bench`: what a person types on a fresh machine. Plain Node without packages, because its
 * first stage installs them. Each stage is printed with its time; the first that fails ends the task with its exit code.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'
import { serve } from './serve.mjs'
import { ensureTorch } from './torch.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
process.chdir(root)
const reports = mkdtempSync(join(tmpdir(), 'descent-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const counts = { passed: 0, failed: 0 }

class StageFailed extends Error {
  /** @param {string} name @param {number} code */
  constructor(name, code) {
    super(`${name} failed with exit code ${code}`)
    this.code = code
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * Runs one command; its output goes straight to the terminal.
 * @param {string} name @param {string} command @param {string[]} words @param {Record<string, string>} [env]
 */
function stage(name, command, words, env = {}) {
  console.log(`\n== ${name}`)
  const began = performance.now()
  const answer = spawnSync(command, words, {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
    shell: process.platform === 'win32',
  })
  if (answer.error) console.error(String(answer.error))
  const code = answer.status ?? 1
  console.log(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  if (code !== 0) throw new StageFailed(name, code)
}

/**
 * A stage that counts tests. A stage which ends well without having run a test has checked nothing, so it fails.
 * @param {string} name @param {(report: string) => void} run @param {(report: any) => { passed: number, failed: number }} count
 */
function countedStage(name, run, count) {
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`)
  const tally = () => {
    const seen = existsSync(report) ? count(readJson(report)) : { passed: 0, failed: 0 }
    counts.passed += seen.passed
    counts.failed += seen.failed
    return seen.passed
  }
  try {
    run(report)
  } catch (error) {
    tally()
    throw error
  }
  if (tally() === 0) throw new StageFailed(`${name} (no test was run)`, 1)
}

/** @param {string} name @param {string} project */
function vitest(name, project) {
  countedStage(
    name,
    (report) => stage(name, 'vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]),
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  )
}

/** @param {string} name @param {string[]} words */
function playwright(name, words) {
  countedStage(
    name,
    (report) => stage(name, 'playwright', ['test', '--config', 'e2e/playwright.config.ts', ...words], { DESCENT_E2E_REPORT: report }),
    (report) => ({ passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }),
  )
}

/** Whether node_modules holds exactly what the lock file asks for. */
function isInstalled() {
  const hidden = 'node_modules/.package-lock.json'
  if (!existsSync(hidden)) return false
  const wanted = readJson('package-lock.json').packages
  const present = readJson(hidden).packages
  const missing = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional && wanted[path].version !== present[path]?.version)
  const foreign = Object.keys(present).filter((path) => wanted[path]?.version !== present[path].version)
  return missing.length === 0 && foreign.length === 0
}

function install() {
  if (!isInstalled()) stage('install', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
}

function build() {
  stage('build', 'vite', ['build'])
}

async function browser() {
  const { path, version } = await ensureBrowser()
  process.env['DESCENT_BROWSER'] = path
  console.log(`\n== browser: ${version} (${path})`)
}

function torch() {
  const python = ensureTorch()
  console.log(`\n== PyTorch: ${python ?? 'not here, and not to be installed; exported scripts are compiled or skipped, not run'}`)
}

/** @type {Record<string, (words: string[]) => void | Promise<void>>} */
const tasks = {
  async test() {
    install()
    stage('types', 'tsc', ['--noEmit'])
    stage('lint', 'oxlint', ['--type-aware', '--deny-warnings'])
    stage('dead code', 'knip', [])
    // Without the tests: a file that only its test imports is dead as well.
    stage('dead files', 'knip', ['--production', '--include', 'files,dependencies'])
    torch()
    vitest('unit tests', 'node')
    await browser()
    vitest('browser tests', 'browser')
    build()
    playwright('end to end', [])
  },
  async e2e(words) {
    install()
    await browser()
    if (!process.env['PLAYGROUND_URL']) build()
    playwright('end to end', words)
  },
  /** Minutes may be given: `npm run soak -- 5`. */
  async soak([minutes = '30']) {
    process.env['DESCENT_SOAK_MINUTES'] = minutes
    await tasks['e2e']?.(['soak.spec'])
  },
  async bench(words) {
    install()
    await browser()
    stage('bench of the engine', 'vitest', ['run', '--config', 'e2e/bench/vitest.config.ts'])
    if (!process.env['PLAYGROUND_URL']) build()
    stage('bench of the page', 'playwright', ['test', '--config', 'e2e/bench.config.ts', ...words])
  },
  start(words) {
    install()
    build()
    console.log('')
    serve(words)
  },
}

const [name = '', ...words] = process.argv.slice(2)
const task = tasks[name]
if (!task) throw new Error(`expected one of ${Object.keys(tasks).join(', ')}, got "${name}"`)
const began = performance.now()
try {
  await task(words)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  // A stage that is no test (types, lint, build) counts as one failure, so that the last line never reads as a success.
  if (counts.failed === 0) counts.failed = 1
  process.exitCode = error instanceof StageFailed ? error.code : 1
}
if (name === 'test' || name === 'e2e' || name === 'soak') {
  console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s in all`)
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
}
