// How fast it goes, by the clock on the wall: over the last seconds of playing, so that a pause or a slow start is soon
// forgotten.

export interface Reading {
  /** Milliseconds of the page's clock. */
  readonly time: number
  readonly epoch: number
  readonly steps: number
  readonly samples: number
}

export interface Rate {
  readonly stepsPerSecond: number
  readonly samplesPerSecond: number
  /** Seconds until the last epoch, or null while that cannot be known. */
  readonly left: number | null
}

const memory = 4000

/** The readings that still count, the new one among them. A training that began anew begins a new list. */
export function remember(readings: readonly Reading[], now: Reading): readonly Reading[] {
  const last = readings.at(-1)
  const goesOn = last !== undefined && now.steps >= last.steps && now.samples >= last.samples
  return goesOn ? [...readings.filter(({ time }) => now.time - time <= memory), now] : [now]
}

export function rateOf(readings: readonly Reading[], epochs: number): Rate | null {
  const [first] = readings
  const last = readings.at(-1)
  if (first === undefined || last === undefined) return null
  const seconds = (last.time - first.time) / 1000
  if (seconds < 0.2) return null
  const epochsPerSecond = (last.epoch - first.epoch) / seconds
  return {
    stepsPerSecond: (last.steps - first.steps) / seconds,
    samplesPerSecond: (last.samples - first.samples) / seconds,
    left: epochsPerSecond > 0 ? Math.max(0, epochs - last.epoch) / epochsPerSecond : null,
  }
}
