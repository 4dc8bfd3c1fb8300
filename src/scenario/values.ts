// Values of declared parameters: are they valid, and what stands where none is given.
import type { NumberParam, Optimizer, Param } from '../catalog/types.ts'
import { expected, unknownName } from './problems.ts'
import type { HyperValue, OwnOptimizer, Problem, RunSpec } from './types.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'

export type Values = Readonly<Record<string, HyperValue>>

/** The value with which a parameter starts; the rate of an optimizer is the one that behaves well. */
export function startValue(param: Param, goodLr?: number): HyperValue {
  return param.name === 'lr' && goodLr !== undefined ? goodLr : param.default
}

/** All values of a run's optimizer by name, own or from the catalogue, defaults filled in. */
export function hyperOf(run: RunSpec): Values {
  if (typeof run.optimizer !== 'string') return { ...run.optimizer.hyper, ...run.hyper }
  const optimizer = optimizerById.get(run.optimizer)
  return optimizer ? filled(optimizer.hyper, run.hyper ?? {}, optimizer.goodLr) : (run.hyper ?? {})
}

/** Every parameter's value, in the order of declaration. */
export function filled(params: readonly Param[], given: Values, goodLr?: number): Values {
  return Object.fromEntries(params.map((p) => [p.name, Object.hasOwn(given, p.name) ? (given[p.name] ?? null) : startValue(p, goodLr)]))
}

/** Those of the values that are numbers. */
export const numbersIn = (values: Values): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))

export function checkValues(path: string, params: readonly Param[], given: Values): Problem[] {
  const byName = new Map(params.map((p) => [p.name, p]))
  return Object.entries(given).flatMap(([name, value]) => {
    const param = byName.get(name)
    const message = param ? badValue(param, value) : unknownName('parameter', name, byName.keys())
    return message === null ? [] : [{ path: `${path}.${name}`, message }]
  })
}

/** Own rules say nothing of their parameters' ranges, but a rate is a rate. */
export function checkOwnValues(path: string, given: Values): Problem[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const good = typeof value === 'number' && Number.isFinite(value) && (name !== 'lr' || value > 0)
    return good ? [] : [{ path: `${path}.${name}`, message: expected(name === 'lr' ? 'a number above 0' : 'a number', value) }]
  })
}

function badValue(param: Param, value: HyperValue): string | null {
  switch (param.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : expected('true or false', value)
    case 'choice':
      return param.choices.some((c) => c === value) ? null : expected(param.choices.map((c) => JSON.stringify(c)).join(' or '), value)
    case 'number':
      return isValidNumber(param, value) ? null : expected(rangeText(param), value)
  }
}

export function isValidNumber({ valid, whenNull }: NumberParam, value: HyperValue): boolean {
  if (value === null) return whenNull !== undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || (valid.integer && !Number.isInteger(value))) return false
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = valid
  return value >= min && value <= max && value > above && value < below
}

function rangeText({ valid, whenNull }: NumberParam): string {
  const { min, max, above, below } = valid
  const low = above !== undefined ? `above ${above}` : min !== undefined ? `of at least ${min}` : ''
  const high = below !== undefined ? `below ${below}` : max !== undefined ? `of at most ${max}` : ''
  const both = `${low} and ${below !== undefined ? high : `at most ${max}`}`
  const bounds = low !== '' && high !== '' ? both : low + high
  const noun = valid.integer ? 'a whole number' : 'a number'
  const bounded = valid.integer ? `a whole number ${bounds}` : `a number ${bounds}`
  const range = bounds === '' ? noun : bounded
  return whenNull === undefined ? range : `${range}, or null`
}

/** Does this rule decay the weights by itself? Then the modifier is not offered a second time. */
export function decaysItself(optimizer: Optimizer | OwnOptimizer | undefined): boolean {
  if (!optimizer) return false
  return Array.isArray(optimizer.hyper) ? optimizer.hyper.some((p: Param) => p.name === 'weight_decay') : Object.hasOwn(optimizer.hyper, 'weight_decay')
}
