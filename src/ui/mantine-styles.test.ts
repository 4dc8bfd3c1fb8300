// A component whose styles are not in mantine.css looks broken and fails no other test. What a component needs is read off
// Mantine's own modules: each has its styles beside it, and imports the components that it is made of.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ui = fileURLToPath(new URL('.', import.meta.url))
const mantine = join(ui, '../../node_modules/@mantine/core')
const index = readFileSync(join(mantine, 'esm/index.mjs'), 'utf8')
const listed = [...readFileSync(join(ui, 'mantine.css'), 'utf8').matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g)].map(([, name]) => name ?? '')
/** Of the page as a whole rather than of a component. */
const general = ['baseline', 'default-css-variables', 'global']

function used(): ReadonlySet<string> {
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx') && !path.endsWith('.test.tsx'))
  const lists = files.flatMap((path) => [...readFileSync(join(ui, path), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].map(([, names]) => names ?? ''))
  return new Set(lists.flatMap((names) => names.split(',').map((name) => name.trim().split(' ')[0] ?? '')).filter((name) => name !== ''))
}

function moduleOf(name: string): string {
  const exported = [...index.matchAll(/import \{([^}]*)\} from "([^"]+)"/g)].find(([, names = '']) => names.split(',').some((one) => one.trim() === name))
  if (exported?.[2] === undefined) throw new Error(`@mantine/core: expected an export "${name}"`)
  return join(mantine, 'esm', exported[2])
}

function stylesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return []
  seen.add(file)
  return [...readFileSync(file, 'utf8').matchAll(/ from "(\.[^"]+\.mjs)"/g)].flatMap(([, target = '']) => {
    const name = /(\w+)\.module\.mjs$/.exec(target)?.[1]
    return name === undefined ? stylesOf(join(dirname(file), target), seen) : [name]
  })
}

test('the styles of every component that is used are on the page, and no others', () => {
  const components = [...used()]
  expect(components.length).toBeGreaterThan(15)
  const needed = new Set(components.flatMap((name) => stylesOf(moduleOf(name))))
  const files = [...needed].filter((name) => existsSync(join(mantine, `styles/${name}.css`)))
  expect(listed.toSorted()).toEqual([...general, ...files].toSorted())
})

test('they stand in the order of Mantine\'s own sheet', () => {
  const all = readFileSync(join(mantine, 'styles.css'), 'utf8')
  const places = listed.map((name) => all.indexOf(readFileSync(join(mantine, `styles/${name}.css`), 'utf8').trim()))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
