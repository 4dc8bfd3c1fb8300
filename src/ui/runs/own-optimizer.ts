// A catalogue rule as a rule to edit, with the same numbers. What a formula does not know is put into words it knows:
// switches become 1 and 0, and a parameter that is "none" becomes the line that stands for it.
import type { FormulaOptimizer, Param } from '../../catalog/types.ts'
import type { OwnOptimizer, RunSpec } from '../../scenario/types.ts'
import { without } from '../edits.ts'
import { hyperOf } from './use-run.ts'

export function ownOptimizer(optimizer: FormulaOptimizer, run: RunSpec, name: string): OwnOptimizer {
  const hyper: Record<string, number> = {}
  const lines: string[] = []
  for (const param of optimizer.hyper) {
    const value = hyperOf(run, param)
    if (typeof value === 'number') hyper[param.name] = value
    else if (typeof value === 'boolean') hyper[param.name] = value ? 1 : 0
    else lines.push(`${param.name} = ${standIn(param)}`)
  }
  const rule = [...lines, optimizer.rule].join('\n')
  return { name, rule, hyper, ...(optimizer.init === undefined ? {} : { init: optimizer.init }) }
}

function standIn(param: Param): string {
  return param.kind === 'number' ? (param.whenNull ?? '0') : '0'
}

/** The run with another rule: what belongs to the old rule alone goes, the schedule and the modifiers stay. */
export function withOptimizer(run: RunSpec, optimizer: OwnOptimizer): RunSpec {
  return { ...without(run, 'hyper', 'label'), optimizer }
}

/** Start values as text, one per line, and back. A line without `=` is kept as a name without a value: the validator says so. */
export function initText(init: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(init ?? {})
    .map(([slot, start]) => `${slot} = ${start}`)
    .join('\n')
}

export function readInit(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [slot = '', ...rest] = line.split('=')
      return [slot.trim(), rest.join('=').trim()]
    }),
  )
}
