// One update rule as a Python function on numpy, from the same text that runs.
import type { FormulaOptimizer, Param } from '../catalog/types.ts'
import { composeStep } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import { expressionToPython, pythonName, ruleToPython } from '../formula/python.ts'

type Rule = Pick<FormulaOptimizer, 'id' | 'name' | 'rule' | 'init' | 'hyper'>

/**
 * `def adam(theta, g, t, T, state, *, lr=0.1, …)`: makes one update, keeps the slots in `state`, returns the new theta.
 * What only the problem can give (`grad`, `hdiag`, `hsolve`, …) is called by name and named in the docstring.
 * @throws FormulaError
 */
export function ruleFunction({ id, name, rule, init = {}, hyper }: Rule): string {
  const params = hyper.map((p) => p.name)
  const given = new Set(params)
  const constant = { rule: 'lr = lr', init: {}, params: [] }
  const { states } = composeStep(new Graph(), { rule: { rule, init, params }, schedule: constant, warmup: null, modifiers: [] })
  const python = (text: string): string => expressionToPython(text, given)
  const slots = states.map((s) => pythonName(s.name))
  const lines = ruleToPython(rule, given)
  const needed = ['grad', 'hdiag', 'hsolve', 'hsolve_abs', 'orthogonalize', 'row_mean', 'col_mean', 'total', 'sigmoid', 'erf'].filter((f) => new RegExp(`\\b${f}\\(`).test(lines.join('\n')))
  const body = [
    `"""${name}: one update; t counts from 1 to T.${needed.length > 0 ? ` Define beside it: ${needed.join(', ')}.` : ''}"""`,
    ...hyper.flatMap((p) => (p.kind === 'number' && p.whenNull !== undefined ? [`if ${pythonName(p.name)} is None: ${pythonName(p.name)} = ${python(p.whenNull)}`] : [])),
    ...states.map((s, i) => `${slots[i]} = state.get("${s.name}", ${init[s.name] === undefined ? '0.0' : python(init[s.name] ?? '')})`),
    ...lines,
    ...(slots.length > 0 ? [`state.update(${states.map((s, i) => `${pythonName(s.name)}=${slots[i]}`).join(', ')})`] : []),
    'return theta',
  ]
  const signature = ['theta', 'g', 't', 'T', 'state', ...(hyper.length > 0 ? ['*'] : []), ...hyper.map((p) => `${pythonName(p.name)}=${literal(p)}`)]
  return ['import numpy as np', '', '', `def ${id.replace(/\W/g, '_')}(${signature.join(', ')}):`, ...body.map((line) => `    ${line}`), ''].join('\n')
}

function literal(param: Param): string {
  if (param.default === null) return 'None'
  if (typeof param.default === 'boolean') return param.default ? 'True' : 'False'
  return typeof param.default === 'string' ? JSON.stringify(param.default) : String(param.default)
}
