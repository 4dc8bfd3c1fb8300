// What a run takes to compute. The first time the browser still compiles, and any time the machine may be busy with something else.
import { Cache } from './cache.ts'

interface Measured {
  times: number
  least: number
}

const kept = new Cache<Measured>(256)

/** Milliseconds, the quickest of all that were measured for this kind of work; null the first time. */
export function quickest(work: string, milliseconds: number): number | null {
  const measured = kept.get(work, () => ({ times: 0, least: Infinity }))
  measured.times += 1
  // The first is not a measure of the work.
  if (measured.times > 1) measured.least = Math.min(measured.least, milliseconds)
  return measured.times > 1 ? measured.least : null
}
