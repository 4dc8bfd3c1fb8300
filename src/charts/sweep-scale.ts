// What the colours of a sweep stand for. One scale for all panels, so that side by side the same colour is the same loss;
// logarithmic, because losses span decades, and counted from the known minimum where there is one.
import type { SweepColour } from '../scenario/types.ts'
import { shortNumber } from './format.ts'

/** Per cell, as a summary tells it. */
export interface SweepOutcome {
  readonly final: Float32Array
  readonly best: Float32Array
  /** Steps to tolerance, or -1. */
  readonly reached: Int32Array
  /** Step at which the run diverged, or -1. */
  readonly stopped: Int32Array
}

export interface SweepScale {
  readonly colour: SweepColour
  /** Taken from each loss before its logarithm. */
  readonly offset: number
  /** log10 of the values at the two ends of the ramp. */
  readonly low: number
  readonly high: number
}

/** A cell's place on the ramp, 0 … 1, or why it has none. */
export const divergedCell = -1
export const neverCell = -2

/** Decades from the top of the scale that are told apart; float32 knows no more of a loss near its minimum. */
const mostDecades = 16

/** `start` is the loss where the runs began: what ends above it has gained nothing, and all of it looks alike. */
export function sweepScale(outcomes: readonly SweepOutcome[], colour: SweepColour, known: number | null, start = Number.NaN): SweepScale {
  const values = outcomes.map((outcome) => sample(outcome, colour))
  const all = values.flat().toSorted((a, b) => a - b)
  const lowest = all[0] ?? 0
  const offset = colour === 'steps' ? 0 : (known ?? (lowest > 0 ? 0 : lowest))
  const logs = all.filter((value) => value > offset).map((value) => Math.log10(value - offset))
  const top = logs.at(-1) ?? 0
  const high = colour === 'steps' || !(start > offset) ? top : Math.min(top, Math.log10(start - offset))
  const low = Math.max(high - mostDecades, logs[0] ?? 0)
  return { colour, offset, low: low < high ? low : high - 1, high }
}

/** At most some thousand values of cells that came through. */
function sample(outcome: SweepOutcome, colour: SweepColour): number[] {
  const { stopped, reached } = outcome
  const stride = Math.max(1, Math.floor(stopped.length / 8192))
  const found: number[] = []
  for (let i = 0; i < stopped.length; i += stride) {
    if (colour === 'steps') {
      const steps = reached[i] ?? -1
      if (steps >= 0) found.push(Math.max(1, steps))
    } else if ((stopped[i] ?? -1) < 0) {
      const value = outcome[colour][i] ?? Number.NaN
      if (Number.isFinite(value)) found.push(value)
    }
  }
  return found
}

export function placeOf(outcome: SweepOutcome, { colour, offset, low, high }: SweepScale, cell: number): number {
  const gone = (outcome.stopped[cell] ?? -1) >= 0
  if (colour === 'steps') {
    const steps = outcome.reached[cell] ?? -1
    if (steps < 0) return gone ? divergedCell : neverCell
    return part(Math.log10(Math.max(1, steps)), low, high)
  }
  const value = outcome[colour][cell] ?? Number.NaN
  if (gone || Number.isNaN(value)) return divergedCell
  return part(Math.log10(Math.max(Number.MIN_VALUE, value - offset)), low, high)
}

const part = (at: number, low: number, high: number): number => Math.max(0, Math.min(1, (at - low) / (high - low)))

/** Values for the legend, from one end of the ramp to the other. */
export function scaleTicks({ low, high, offset, colour }: SweepScale, count = 3): readonly { readonly place: number; readonly text: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const place = i / (count - 1)
    const value = 10 ** (low + (high - low) * place)
    return { place, text: colour === 'steps' ? String(Math.round(value)) : shortNumber(value + (Math.abs(offset) < 1e-6 ? 0 : offset), 2) }
  })
}
