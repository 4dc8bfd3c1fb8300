// The data of a link: `data=moons(points=256,noise=0.1)&split=0.5`, or a person's own rows,
// `data=own(name=mine,columns=height:weight,class=kind)&rows=1.7:60:cat,0.4:5:dog` (`number=` for a target that is a number).
import { datasetById } from '../../catalog/datasets/registry.ts'
import { escapeText, LinkError, numberText, read, readCall, readNumber, readValue, unescapeText } from '../link-text.ts'
import { networkDefaults } from './defaults.ts'
import type { DatasetChoice, OwnData } from './types.ts'

export const dataKeys = ['data', 'rows', 'split', 'standardize', 'jitter', 'shift']

export function encodeData({ id = '', own, params = {}, split, standardize, jitter, shift }: DatasetChoice): string[] {
  const known = own ? undefined : datasetById.get(id)
  const usual = new Map(known?.params.map((p) => [p.name, p.default]))
  const changed = Object.entries(params).filter(([name, value]) => !Object.is(usual.get(name), value))
  const inside = changed.map(([name, value]) => `${escapeText(name)}=${numberText(value)}`)
  return [
    ...(own ? encodeOwn(own) : [`data=${escapeText(id)}${inside.length > 0 ? `(${inside.join(',')})` : ''}`]),
    ...(split === (known?.split ?? networkDefaults.split) ? [] : [`split=${numberText(split)}`]),
    ...(standardize === (known?.standardize ?? true) ? [] : [`standardize=${standardize}`]),
    ...(jitter === undefined ? [] : [`jitter=${numberText(jitter)}`]),
    ...(shift === undefined ? [] : [`shift=${shift}`]),
  ]
}

function encodeOwn({ name, columns, rows, target, targets }: OwnData): string[] {
  const kind = typeof targets[0] === 'string' ? 'class' : 'number'
  const cell = (value: string | number | undefined): string => (typeof value === 'number' ? numberText(value) : escapeText(value ?? ''))
  return [
    `data=own(name=${escapeText(name)},columns=${columns.map(escapeText).join(':')},${kind}=${escapeText(target)})`,
    `rows=${rows.map((row, i) => [...row.map(numberText), cell(targets[i])].join(':')).join(',')}`,
  ]
}

/** @throws LinkError */
export function readData(single: ReadonlyMap<string, string>): Record<string, unknown> {
  const { head, items } = readCall(single.get('data') ?? '')
  const rows = single.get('rows')
  const own = head === 'own'
  if (own !== (rows !== undefined)) throw new LinkError(`the link gives ${own ? 'own data without "rows"' : '"rows" without own data'}`)
  return {
    ...(own ? { own: readOwn(new Map(items), rows ?? '') } : { id: head, params: Object.fromEntries(items.map(([name, value]) => [name, readNumber(value ?? '')])) }),
    ...read(single, 'split', readNumber),
    ...read(single, 'standardize', readValue),
    ...read(single, 'jitter', readNumber),
    ...read(single, 'shift', readNumber),
  }
}

function readOwn(fields: ReadonlyMap<string, string | null>, text: string): unknown {
  const classes = fields.get('class')
  const target = classes ?? fields.get('number') ?? ''
  const cells = text === '' ? [] : text.split(',').map((row) => row.split(':'))
  const answer = typeof classes === 'string' ? unescapeText : readNumber
  return {
    name: unescapeText(fields.get('name') ?? ''),
    columns: (fields.get('columns') ?? '').split(':').map(unescapeText),
    rows: cells.map((row) => row.slice(0, -1).map(readNumber)),
    target: unescapeText(target),
    targets: cells.map((row) => answer(row.at(-1) ?? '')),
  }
}
