import type { GeneratedDataset } from '../network-types.ts'
import { count, onLine } from '../params.ts'
import { orthonormal } from './orthonormal.ts'
import { need, numbered, pointCount, tableOf } from './table.ts'

export const zipfMemory: GeneratedDataset = {
  kind: 'generated',
  id: 'zipf_memory',
  name: 'Associative memory, Zipf frequencies',
  group: 'matrices',
  task: 'classes',
  params: [
    pointCount(512),
    count('size', 8, [2, 32], 'How many items are to be remembered: each has a key of as many numbers.'),
    onLine('exponent', 1, [0, 2, 0.1], { min: 0 }, 'Item number k is seen in proportion to 1/k^exponent: 0 shows all alike, more makes the last ones rare.'),
  ],
  split: 0.5,
  standardize: false,
  generate: (params, seed) => {
    const [points, size] = [need(params, 'points'), need(params, 'size')]
    // A rotation, so that no rule that works coordinate by coordinate has the keys along its axes.
    const keys = orthonormal(size, size, seed, 1)
    const counts = apportion(Math.max(points, size), size, need(params, 'exponent'))
    // Held out is each item once: validation weighs the rare like the common.
    const items = [...counts.flatMap((times, item) => Array.from({ length: times }, () => item)), ...keys.map((_, item) => item)]
    const shape = { columns: keys.map((_, k) => `key ${k + 1}`), classes: numbered((k) => `item ${k}`, size), targetNames: ['item'], heldOut: items.length - size }
    return tableOf(shape, items.length, (i) => ({ features: keys[items[i] ?? 0] ?? [], target: items[i] ?? 0 }))
  },
  idea: 'Keys to be mapped to items, some seen often, some hardly ever: who learns the rare ones in time?',
}

/** Whole numbers in proportion to 1/rank^exponent that add up to `points`: each at least 1, the rest by largest remainder. */
function apportion(points: number, items: number, exponent: number): number[] {
  const weights = Array.from({ length: items }, (_, k) => (k + 1) ** -exponent)
  const total = weights.reduce((sum, w) => sum + w, 0)
  const quotas = weights.map((w) => (points * w) / total)
  const counts = quotas.map((q) => Math.max(1, Math.floor(q)))
  const left = (): number => points - counts.reduce((sum, c) => sum + c, 0)
  const byRemainder = quotas.map((q, k) => ({ k, rest: q - (counts[k] ?? 0) })).toSorted((a, b) => b.rest - a.rest || a.k - b.k)
  for (const { k } of byRemainder) if (left() > 0) counts[k] = (counts[k] ?? 0) + 1
  // The minimum of 1 may have given too many: the commonest pay for it.
  while (left() < 0) counts[counts.indexOf(Math.max(...counts))] = Math.max(...counts) - 1
  return counts
}
