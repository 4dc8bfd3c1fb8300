// Which rows each update is made with: epochs in a seeded order that all runs share, in batches that may grow.
import { epochOrder } from '../../formula/random.ts'

export interface BatchPlan {
  /** Updates in all. */
  readonly steps: number
  /** Updates of each epoch, [epochs]. */
  readonly epochSteps: readonly number[]
  /** Rows of update `step` (1 for the first); past the last epoch it goes on as in the last. */
  readonly rowsOf: (step: number) => Uint32Array
  /** Epochs made after so many updates, with fractions; and back, rounded down. */
  readonly epochAt: (updates: number) => number
  readonly updatesAt: (epoch: number) => number
  /** Samples seen after so many updates. */
  readonly samplesAt: (updates: number) => number
}

export interface BatchSetup {
  /** Training rows. */
  readonly count: number
  readonly batch: number | 'all'
  readonly epochs: number
  readonly growth: { readonly factor: number; readonly every: number } | null
  readonly seed: number
}

export function planBatches({ count, batch, epochs, growth, seed }: BatchSetup): BatchPlan {
  const sizeIn = (epoch: number): number => {
    const grown = (batch === 'all' ? count : batch) * (growth ? growth.factor ** Math.floor(epoch / growth.every) : 1)
    return Math.max(1, Math.min(count, Math.round(grown)))
  }
  const epochSteps = Array.from({ length: epochs }, (_, e) => Math.ceil(count / sizeIn(e)))
  const begins = [0]
  for (const steps of epochSteps) begins.push((begins.at(-1) ?? 0) + steps)
  const steps = begins.at(-1) ?? 0
  /** Epoch of an update, 0 for the first of both. */
  const epochOf = (update: number): number => {
    let [low, high] = [0, epochs]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((begins[middle + 1] ?? Infinity) <= update) low = middle + 1
      else high = middle
    }
    return low
  }
  let known: { readonly epoch: number; readonly order: Uint32Array } = { epoch: -1, order: new Uint32Array() }
  return {
    steps,
    epochSteps,
    rowsOf(step) {
      const epoch = epochOf(step - 1)
      if (known.epoch !== epoch) known = { epoch, order: epochOrder(seed, epoch, count) }
      const size = sizeIn(Math.min(epoch, epochs - 1))
      const from = (step - 1 - (begins[epoch] ?? steps)) * size
      return known.order.subarray(from, from + size)
    },
    epochAt(updates) {
      const epoch = epochOf(updates)
      return epoch >= epochs ? epochs : epoch + (updates - (begins[epoch] ?? 0)) / (epochSteps[epoch] ?? 1)
    },
    updatesAt(epoch) {
      const whole = Math.min(Math.floor(epoch), epochs)
      return Math.min(steps, (begins[whole] ?? steps) + Math.floor((epoch - whole) * (epochSteps[whole] ?? 0) + 1e-9))
    },
    samplesAt(updates) {
      const epoch = epochOf(updates)
      if (epoch >= epochs) return epochs * count
      return epoch * count + Math.min(count, (updates - (begins[epoch] ?? 0)) * sizeIn(epoch))
    },
  }
}
