// The settings of several scenarios side by side, as rows of a table: each field that one of them has, and whether it differs.
import { datasets } from '../catalog/datasets/registry.ts'
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { strategyById } from '../catalog/strategies/registry.ts'
import type { Scenario } from '../scenario/network/types.ts'
import { shortNumber } from './format.ts'

export interface SettingRow {
  /** Index of the run that it belongs to, or null where it is the scenario's. */
  readonly run: number | null
  /** As in `hyper.lr`. */
  readonly field: string
  /** One for each scenario; null where it has no such field. */
  readonly values: readonly (string | null)[]
  readonly differs: boolean
}

/** Lists of more numbers than this are told by their length. */
const fewNumbers = 6
/** The form it is written in, and where the person looked. */
const untold: ReadonlySet<string> = new Set(['version', 'view', 'plane'])
const longestText = 80

export function settingRows(scenarios: readonly Scenario[]): readonly SettingRow[] {
  const settings = scenarios.map((scenario) => new Map(fieldsOf(scenario, [])))
  const names = inOrder(settings.map((map) => [...map.keys()]))
  return names.map((name) => {
    const values = settings.map((map) => map.get(name) ?? null)
    const match = /^runs\.(\d+)\.(.*)$/.exec(name)
    const place = match ? { run: Number(match[1]), field: match[2] ?? '' } : { run: null, field: name }
    return { ...place, values, differs: new Set(values).size > 1 }
  })
}

function fieldsOf(value: unknown, path: readonly string[]): readonly (readonly [string, string])[] {
  const name = path.join('.')
  if (value === undefined || untold.has(name)) return []
  if (typeof value !== 'object' || value === null) return [[name, shown(value, path)]]
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return [[name, listText(value, path)]]
  // Rows of data: nobody reads them here.
  if (Array.isArray(value) && name !== 'runs') return [[name, `[${value.length}]`]]
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, [...path, key]))
}

function listText(list: readonly unknown[], path: readonly string[]): string {
  return list.length > fewNumbers ? `[${list.length}]` : list.map((item) => shown(item, path)).join(', ')
}

function shown(value: unknown, path: readonly string[]): string {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : shortNumber(value, 6)
  if (typeof value !== 'string') return String(value)
  const text = catalogueName(value, path) ?? value
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** What the page calls a thing of the catalogue. */
function catalogueName(id: string, path: readonly string[]): string | undefined {
  const last = path.at(-1)
  if (last === 'optimizer') return optimizerById.get(id)?.name
  if (last === 'landscape') return landscapeById.get(id)?.name
  if (last === 'strategy') return strategyById.get(id)?.name
  return path.join('.') === 'dataset.id' ? datasets.find((dataset) => dataset.id === id)?.name : undefined
}

/** Every name once, each after those that stand before it in its own list. */
function inOrder(lists: readonly (readonly string[])[]): readonly string[] {
  const names: string[] = []
  for (const list of lists) {
    let at = 0
    for (const name of list) {
      const known = names.indexOf(name)
      if (known >= 0) at = known + 1
      else names.splice(at++, 0, name)
    }
  }
  return names
}
