// Comparing plain data by content, without making text of it: a scenario may carry 200 000 numbers of a person's own.
import type { NetworkScenario } from '../scenario/network/types.ts'

/** Equal as data: same keys, same values; arrays and typed arrays element by element, NaN equal to NaN. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (isNumbers(a) && isNumbers(b)) return a.length === b.length && a.every((value, i) => Object.is(value, b[i]))
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => same(value, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
}

/** Validation copies all it is given: what is long and says the same is held once, not once for every edit that can be undone. */
export function keepLong(before: NetworkScenario, next: NetworkScenario): NetworkScenario {
  const { own } = before.dataset
  const { weights } = before.model
  return {
    ...next,
    dataset: own !== undefined && same(own, next.dataset.own) ? { ...next.dataset, own } : next.dataset,
    model: weights !== undefined && same(weights, next.model.weights) ? { ...next.model, weights } : next.model,
  }
}

const isNumbers = (value: unknown): value is Float64Array | Uint32Array => value instanceof Float64Array || value instanceof Uint32Array

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
