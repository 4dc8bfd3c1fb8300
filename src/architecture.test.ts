/**
 * Holds the layer table (`scripts/layers.mjs`) over every file of src/, and checks that it saw every file: a check that looks at
 * nothing would pass for ever. Test files and what they share (`testing.ts`) may import any folder; src/golden/ is test data, for tests and the self-test.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allows, exceptions, layers, lintOverrides, onePlace } from '../scripts/layers.mjs'

const src = fileURLToPath(new URL('.', import.meta.url))
const root = dirname(dirname(`${src}x`))
const builtIn = /^node:/

interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

/** Paths relative to src/, with forward slashes. */
function filesOnDisk(folder = ''): string[] {
  return readdirSync(`${src}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? filesOnDisk(path) : [path]
  })
}

function gitList(...flags: string[]): string[] {
  const answer = execFileSync('git', ['ls-files', '-z', ...flags, '--', 'src'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  return answer.split('\0').filter((path) => path !== '')
}

/** Text without comments, strings kept. A pattern of one place inside a comment is no use of it. */
function withoutComments(text: string): string {
  const token = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return text.replace(token, (found) => (found.startsWith('//') || found.startsWith('/*') ? ' ' : found))
}

/** Every import that a file makes: static, re-export, type, dynamic, and the module of a worker. */
function importsOf(text: string): Import[] {
  const code = withoutComments(text)
  const found: Import[] = []
  const statement = /(?:^|[;\n}])\s*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s*from\s*)?(["'])([^"'\n]+)\2/g
  for (const match of code.matchAll(statement)) found.push({ target: match[3] ?? '', typeOnly: match[1] !== undefined })
  // `import('x')` as a type (`typeof import('x')`, `import('x').T`) is taken for a value: stricter, and nothing here needs it.
  for (const match of code.matchAll(/\bimport\s*\(\s*(["'`])([^"'`\n]+)\1/g)) found.push({ target: match[2] ?? '', typeOnly: false })
  for (const match of code.matchAll(/\bnew\s+URL\s*\(\s*(["'`])(\.[^"'`\n]+)\1\s*,\s*import\.meta\.url/g)) {
    found.push({ target: match[2] ?? '', typeOnly: false })
  }
  return found
}

function packageOf(target: string): string {
  const [first = '', second = ''] = target.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

function isException(file: string, target: { folder?: string; package?: string; path: string }): boolean {
  return exceptions.some((exception) => {
    const covers = exception.file.endsWith('/*') ? file.startsWith(exception.file.slice(0, -1)) : exception.file === file
    if (!covers) return false
    if (exception.package !== undefined) return exception.package === target.package
    return exception.folder === target.folder && exception.only === target.path
  })
}

/** The sentence about a forbidden import, or undefined. */
function complaint(file: string, { target, typeOnly }: Import): string | undefined {
  const folder = file.includes('/') ? (file.split('/')[0] ?? '') : ''
  const layer = layers[folder]
  if (layer === undefined) return `${file}: expected to lie in one of the folders ${Object.keys(layers).join(', ')}`
  if (target.startsWith('.')) {
    const path = posix.normalize(posix.join(posix.dirname(file), target.replace(/\?.*$/, '')))
    const other = path.split('/')[0] ?? ''
    if (other === folder || isException(file, { folder: other, path })) return undefined
    if (layer.imports.includes(other) || (typeOnly && layer.types.includes(other))) return undefined
    const how = layer.types.includes(other) ? 'may import only types of' : 'may not import'
    return `${file}: ${folder}/ ${how} ${path}`
  }
  const name = packageOf(target)
  if (allows(layer.npm, name) || (typeOnly && allows(layer.npmTypes, name))) return undefined
  if (isException(file, { package: name, path: target })) return undefined
  return `${file}: ${folder}/ may not import ${builtIn.test(target) ? target : `the package ${name}`}${typeOnly ? ' (types)' : ''}`
}

const all = filesOnDisk()
/** Tests, and what they share. */
const isTest = (file: string) => /(\.test\.tsx?|(^|\/)testing\.tsx?)$/.test(file)
const isGolden = (file: string) => file.startsWith('golden/')
const sources = all.filter((file) => /\.(ts|tsx|mts|js|jsx|mjs)$/.test(file))
const texts = new Map(sources.map((file) => [file, readFileSync(`${src}${file}`, 'utf8')]))
const productive = sources.filter((file) => !isTest(file) && !isGolden(file))

describe('the files of src/', () => {
  test('are there', () => {
    expect(all.length).toBeGreaterThanOrEqual(20)
    expect(productive.length).toBeGreaterThanOrEqual(20)
  })

  // A downloaded archive has no repository to compare with.
  test.runIf(existsSync(`${root}/.git`))('are all seen: as many as git lists', () => {
    const deleted = new Set(gitList('--deleted'))
    const listed = gitList('--cached', '--others', '--exclude-standard').filter((path) => !deleted.has(path))
    expect(all.map((file) => `src/${file}`).toSorted()).toEqual([...new Set(listed)].toSorted())
  })

  test('import what their layer may import', () => {
    const complaints = productive.flatMap((file) =>
      importsOf(texts.get(file) ?? '').flatMap((one) => complaint(file, one) ?? []),
    )
    expect(complaints).toEqual([])
  })

  test('are parsed: no line that ends an import is missed', () => {
    const seen = productive.reduce((sum, file) => sum + importsOf(texts.get(file) ?? '').length, 0)
    const lines = productive.reduce((sum, file) => sum + ((texts.get(file) ?? '').match(/^(?:import|export|\})[^'"\n]*\bfrom\s+['"]/gm)?.length ?? 0), 0)
    expect(seen).toBeGreaterThanOrEqual(lines)
  })

  test('use golden data in tests alone, and in the self-test', () => {
    const users = productive.filter((file) => importsOf(texts.get(file) ?? '').some((one) => one.target.includes('golden/')))
    expect(users).toEqual(['app/self-test.ts'])
  })

  test('ship nothing that tests share', () => {
    const users = productive.filter((file) => importsOf(texts.get(file) ?? '').some((one) => /(^|\/)testing\.tsx?$/.test(one.target)))
    expect(users).toEqual([])
  })

  test.each(onePlace)('keep $what in its place', ({ pattern, file: place }) => {
    const users = productive.filter((file) => !place?.test(file) && pattern.test(withoutComments(texts.get(file) ?? '')))
    expect(users).toEqual([])
  })
})

test('the lint rules say the same as the table (`npm run fix:layers` writes them)', () => {
  const expected = lintOverrides()
  const settings: unknown = JSON.parse(readFileSync(`${root}/.oxlintrc.json`, 'utf8'))
  const overrides: unknown = typeof settings === 'object' && settings !== null && 'overrides' in settings ? settings.overrides : undefined
  expect(Array.isArray(overrides) && overrides.slice(-expected.length)).toEqual(expected)
})

describe('the check itself', () => {
  test.each([
    ["import { a } from '../engine/rollout.ts';", '../engine/rollout.ts', false],
    ["import type { A } from '../store/types.ts';", '../store/types.ts', true],
    ["import {\n  type A,\n  b,\n} from 'mathjs';", 'mathjs', false],
    ["import 'katex/dist/katex.min.css';", 'katex/dist/katex.min.css', false],
    ["export { a } from './a.ts';", './a.ts', false],
    ["export type * from './b.ts';", './b.ts', true],
    ["const late = await import('@tensorflow/tfjs');", '@tensorflow/tfjs', false],
    ["new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });", './worker.ts', false],
    ["import React, * as all from 'react'", 'react', false],
  ])('reads %s', (text, target, typeOnly) => {
    expect(importsOf(text)).toEqual([{ target, typeOnly }])
  })

  test('does not read comments', () => {
    expect(importsOf("// import 'a'\n/* import 'b' */\nconst x = 'http://c';")).toEqual([])
  })

  test.each([
    ['formula/parse.ts', 'katex', false],
    ['catalog/types.ts', 'mathjs', false],
    ['catalog/types.ts', '../scenario/types.ts', true],
    ['charts/curves.ts', '../store/trace.ts', false],
    ['charts/curves.ts', 'plotly.js', false],
    ['ui/Runs.tsx', 'plotly.js/lib/core', false],
    ['ui/Runs.tsx', '../engine/client.ts', false],
    ['app/main.tsx', '../engine/worker.ts', false],
    ['store/state.ts', '../protocol/port.ts', false],
    ['lost.ts', 'mathjs', false],
  ])('refuses that %s imports %s', (file, target, typeOnly) => {
    expect(complaint(file, { target, typeOnly })).toBeDefined()
  })

  test.each([
    ['formula/parse.ts', 'mathjs', false],
    ['charts/curves.ts', '../store/types.ts', true],
    ['charts/curves.ts', 'plotly.js', true],
    ['ui/Chart.tsx', 'plotly.js/lib/core', false],
    ['app/main.tsx', '../engine/client.ts', false],
    ['engine/tf.ts', '@tensorflow/tfjs', false],
    ['catalog/optimizers/adam.ts', '../types.ts', true],
  ])('lets %s import %s', (file, target, typeOnly) => {
    expect(complaint(file, { target, typeOnly })).toBeUndefined()
  })
})
