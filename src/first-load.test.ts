// The first picture is one race: what networks, strategies, lessons, exports and the history need comes later, by dynamic import.
// One static import in the wrong place would bring all of it back; here it is named, with the way by which it came.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = dirname(fileURLToPath(import.meta.url))

/** Values that a file asks for before it runs, relative to src/ or by the name of a package. */
function staticImports(file: string): string[] {
  const code = readFileSync(`${src}/${file}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const found = [...code.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)].map(([, target = '']) => target)
  return found.map((target) => (target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), target)) : target))
}

/** All that a file needs, each with the file that asks for it. */
function closure(entry: string): ReadonlyMap<string, string> {
  const from = new Map([[entry, '']])
  for (const file of from.keys()) {
    if (!/\.tsx?$/.test(file)) continue
    if (!existsSync(`${src}/${file}`)) throw new Error(`${file}: there is no such file, asked for by ${from.get(file)}`)
    for (const target of staticImports(file)) if (!from.has(target)) from.set(target, file)
  }
  return from
}

const later = [
  /^catalog\/(activations|datasets|inits|lessons|losses|models|strategies)\//,
  /^scenario\/(network|strategies)\//,
  /^scenario\/(lessons\/read|examples|validate)\.ts/,
  /^store\/(network-|strategy-|trainings|share-link|history-)/,
  /^ui\/(network\/(?!network-context)|strategies\/(?!strategy-context))/,
  /^golden\//,
  /^(fflate|gifenc|idb|katex|marked|papaparse|plotly\.js|uqr|@tensorflow)/,
]

const way = (from: ReadonlyMap<string, string>, file: string): string => (file === '' ? '' : `${way(from, from.get(file) ?? '')} > ${file}`)

test('the first picture waits for nothing that it does not show', () => {
  const from = closure('app/page.tsx')
  expect(from.size).toBeGreaterThan(150)
  expect([...from.keys()].filter((file) => later.some((pattern) => pattern.test(file))).map((file) => way(from, file))).toEqual([])
})

test('the worker\'s first answer waits for no network and no tfjs', () => {
  const from = closure('engine/worker.ts')
  expect(from.size).toBeGreaterThan(30)
  const kinds = [/^engine\/(network|strategies|tfjs|fused)\//, /^catalog\/(datasets|models|strategies)\//, /^@tensorflow/]
  expect([...from.keys()].filter((file) => kinds.some((pattern) => pattern.test(file))).map((file) => way(from, file))).toEqual([])
})

test('the check itself follows imports of every form', () => {
  expect(staticImports('app/page.tsx')).toEqual(expect.arrayContaining(['react-dom/client', 'store/hash.ts', 'ui/App.tsx']))
  expect(closure('app/other-tabs.ts').get('catalog/strategies/registry.ts')).toBe('scenario/strategies/defaults.ts')
})
