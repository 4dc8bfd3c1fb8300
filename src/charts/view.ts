// What part of a plane is seen, moved and scaled about its middle.
import type { Range } from '../catalog/types.ts'

export type Rect = readonly [x: Range, y: Range]

const scaled = ([low, high]: Range, factor: number): Range => {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor]
  return [middle - half, middle + half]
}

const moved = ([low, high]: Range, share: number): Range => [low + share * (high - low), high + share * (high - low)]

/** A factor below 1 shows less, that is larger. */
export const zoomed = ([x, y]: Rect, factor: number): Rect => [scaled(x, factor), scaled(y, factor)]

/** Moves by shares of what is seen, to the right and up. */
export const panned = ([x, y]: Rect, right: number, up: number): Rect => [moved(x, right), moved(y, up)]
