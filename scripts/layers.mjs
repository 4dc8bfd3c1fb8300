/**
 * Who may import whom in src/, and what may stand in one place only: the table of the design as data.
 * `src/architecture.test.ts` holds it over every file, and checks that the lint rules in `.oxlintrc.json` say the same.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {object} Layer
 * @property {string[]} imports folders whose values and types may be imported
 * @property {string[]} types folders of which only types may be imported
 * @property {string[]} npm packages; a trailing `/*` means every package of that scope
 * @property {string[]} npmTypes packages of which only types may be imported
 */

/** @type {Record<string, Layer>} */
export const layers = {
  formula: { imports: [], types: [], npm: ['mathjs'], npmTypes: [] },
  catalog: { imports: ['formula'], types: [], npm: ['marked'], npmTypes: [] },
  scenario: { imports: ['catalog', 'formula'], types: [], npm: ['valibot', 'papaparse', 'fflate'], npmTypes: [] },
  protocol: { imports: [], types: ['scenario'], npm: [], npmTypes: [] },
  engine: { imports: ['formula', 'catalog', 'scenario', 'protocol'], types: [], npm: ['@tensorflow/*'], npmTypes: [] },
  export: { imports: ['formula', 'catalog', 'scenario'], types: [], npm: ['fflate', 'gifenc'], npmTypes: [] },
  store: { imports: ['scenario'], types: ['protocol'], npm: ['zustand', 'valibot', 'idb'], npmTypes: [] },
  charts: { imports: ['catalog', 'scenario'], types: ['store'], npm: [], npmTypes: ['plotly.js'] },
  ui: {
    imports: ['catalog', 'scenario', 'store', 'charts', 'export', 'i18n'],
    types: [],
    npm: ['react', '@mantine/*', 'katex', 'uqr', 'zustand'],
    npmTypes: ['plotly.js'],
  },
  // A translation of the catalogue is found by walking it.
  i18n: { imports: ['catalog', 'scenario'], types: [], npm: ['i18next'], npmTypes: [] },
  app: {
    imports: ['formula', 'catalog', 'scenario', 'protocol', 'export', 'store', 'charts', 'ui', 'i18n'],
    types: [],
    npm: ['react', 'react-dom', 'virtual:pwa-register'],
    npmTypes: [],
  },
}

/** Single files that may import more than their folder. */
/** @type {{ file: string, folder?: string, package?: string, only?: string }[]} */
export const exceptions = [
  { file: 'ui/Chart.tsx', package: 'plotly.js' },
  { file: 'ui/plotly3d.ts', package: 'plotly.js' },
  { file: 'app/*', folder: 'engine', only: 'engine/client.ts' },
  // The page shows every formula set in type, from the text that runs.
  { file: 'ui/fields/formula-tex.ts', folder: 'formula', only: 'formula/tex.ts' },
  // The published runs, for the self-test in the person's own browser.
  { file: 'app/self-test.ts', folder: 'golden', only: 'golden/trajectories.ts' },
  // The hook that redraws when the language changes.
  { file: 'i18n/react.ts', package: 'react' },
]

/** What is dangerous or shared stands in one place; undefined: nowhere. Tests are free of it. */
/** @type {{ what: string, pattern: RegExp, file: RegExp | undefined }[]} */
export const onePlace = [
  { what: 'postMessage', pattern: /\bpostMessage\b/, file: /^protocol\/port\.ts$/ },
  { what: 'location.hash', pattern: /\blocation\s*(\?\.|\.)\s*hash\b/, file: /^store\/hash\.ts$/ },
  // The engine's own worker, and the stages of a pipeline.
  { what: 'new Worker(', pattern: /\bnew\s+Worker\s*\(/, file: /^engine\/(client|strategies\/stage-pool)\.ts$/ },
  { what: 'navigator.gpu', pattern: /\bnavigator\s*(\?\.|\.)\s*gpu\b/, file: /^engine\// },
  { what: 'Math.random', pattern: /\bMath\s*\.\s*random\b/, file: undefined },
  { what: 'eval', pattern: /(?<![.\w])eval\s*\(/, file: undefined },
  { what: 'new Function', pattern: /\bnew\s+Function\s*\(/, file: undefined },
]

/** Every package that the project depends on: what a rule without look-around can forbid by name. */
function allPackages() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'))
}

/** @param {readonly string[]} list @param {string} name */
export function allows(list, name) {
  return list.some((entry) => (entry.endsWith('/*') ? name.startsWith(entry.slice(0, -1)) : entry === name))
}

/** @param {string[]} names */
const packagePattern = (names) => `^(${names.join('|')})(/|$)`
/** @param {string[]} names */
const folderPattern = (names) => `^(\\.\\./)+(${names.join('|')})/`

/** @param {string} folder @param {Layer} layer @param {string[]} [morePackages] @param {string} [only] a file of a forbidden folder */
function restrictions(folder, layer, morePackages = [], only = '') {
  const openTo = only.split('/')[0]
  const folders = [...Object.keys(layers), 'golden'].filter((other) => other !== folder && !layer.imports.includes(other))
  const packages = allPackages().filter((name) => !allows([...layer.npm, ...morePackages], name))
  /** @param {string} name */
  const typesOnly = (name) => layer.types.includes(name) || layer.npmTypes.includes(name)
  const message = `${folder}/ may not import this: see scripts/layers.mjs`
  const typeMessage = `${folder}/ may import only types of this: see scripts/layers.mjs`
  /** @type {object[]} */
  const patterns = [
    { regex: folderPattern(folders.filter((name) => !typesOnly(name) && name !== openTo)), message },
    { regex: packagePattern(['node:.*', ...packages.filter((name) => !typesOnly(name))]), message },
  ]
  const typeFolders = folders.filter(typesOnly)
  const typePackages = packages.filter(typesOnly)
  if (typeFolders.length > 0) patterns.push({ regex: folderPattern(typeFolders), message: typeMessage, allowTypeImports: true })
  if (typePackages.length > 0) patterns.push({ regex: packagePattern(typePackages), message: typeMessage, allowTypeImports: true })
  if (only !== '') patterns.push({ group: [`**/${openTo}/**`, `!**/${only}`], message })
  return { 'no-restricted-imports': ['error', { patterns }] }
}

/** The same table as overrides for `.oxlintrc.json`; `node scripts/layers.mjs` writes them there. */
export function lintOverrides() {
  const perFolder = Object.entries(layers).map(([folder, layer]) => ({ files: [`src/${folder}/**`], rules: restrictions(folder, layer) }))
  const perFile = exceptions.map(({ file, package: name, only }) => {
    const folder = file.split('/')[0] ?? ''
    const layer = layers[folder]
    if (layer === undefined) throw new Error(`exceptions: expected a folder of the table, got ${file}`)
    return { files: [`src/${file.replace('/*', '/**')}`], rules: restrictions(folder, layer, name === undefined ? [] : [name], only) }
  })
  const tests = { files: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/**/testing.ts', 'src/**/testing.tsx'], rules: { 'no-restricted-imports': 'off' } }
  return [...perFolder, ...perFile, tests]
}

/** @typedef {{ files: string[], rules: Record<string, unknown> }} Override */

function writeOverrides() {
  const file = new URL('../.oxlintrc.json', import.meta.url)
  const { overrides, ...settings } = JSON.parse(readFileSync(file, 'utf8'))
  const others = overrides.filter((/** @type {Override} */ { rules }) => !('no-restricted-imports' in rules))
  const lines = [...others, ...lintOverrides()].map((override) => `    ${JSON.stringify(override)}`).join(',\n')
  // One line for each override, so that a change of the table reads as a change of its rows.
  const head = JSON.stringify(settings, null, 2).replace(/\n\}$/, '')
  writeFileSync(file, `${head},\n  "overrides": [\n${lines}\n  ]\n}\n`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeOverrides()
