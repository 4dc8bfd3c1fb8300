// How generated sets are written: seeded draws by row, and a table from one function per row.
import { hash, normal, stream, uniform } from '../../formula/random.ts'
import { count, onLine } from '../params.ts'
import type { Table } from '../network-types.ts'
import type { NumberParam } from '../types.ts'

/** The draws of one row, numbered; `spread` adds a normal one. */
export interface Draws {
  /** In (0, 1). */
  readonly uniform: (index: number) => number
  /** Standard normal. */
  readonly normal: (index: number) => number
}

export function drawsOf(seed: number, row: number): Draws {
  return {
    uniform: (index) => uniform(hash(seed, stream.data, 0, row, index)),
    normal: (index) => normal(seed, stream.data, 1, row, index),
  }
}

export interface Row {
  readonly features: readonly number[]
  /** A class index, or the numbers to be predicted. */
  readonly target: number | readonly number[]
}

type Shape = Pick<Table, 'columns' | 'classes' | 'targetNames' | 'heldOut'>

/** @throws Error when a row is not as wide as its columns. */
export function tableOf(shape: Shape, count: number, row: (index: number) => Row): Table {
  const width = shape.columns.length
  const outputs = shape.targetNames.length
  const features = new Float32Array(count * width)
  const targets = new Float32Array(count * outputs)
  for (let i = 0; i < count; i++) {
    const made = row(i)
    const target = typeof made.target === 'number' ? [made.target] : made.target
    if (made.features.length !== width || target.length !== outputs) {
      throw new Error(`row ${i}: expected [${width}] features and [${outputs}] targets, got [${made.features.length}] and [${target.length}]`)
    }
    features.set(made.features, i * width)
    targets.set(target, i * outputs)
  }
  return { ...shape, rows: count, features, targets }
}

/** Points of the plane in classes. */
export const planeClasses = (classes: number): Shape => ({ columns: ['x1', 'x2'], classes: numbered((k) => `class ${k}`, classes), targetNames: ['class'] })

/** `class 1` … */
export const numbered = (name: (k: number) => string, count: number): string[] => Array.from({ length: count }, (_, i) => name(i + 1))

/** One part of a whole number of points between 0 and 1, ends included. */
export const along = (index: number, points: number): number => (points > 1 ? index / (points - 1) : 0)

export const pointCount = (value: number, max = 5000): NumberParam =>
  count('points', value, [10, max], 'How many points are made: more make the gradient of all of them surer, and an epoch longer.')

export const spread = (value: number, max: number): NumberParam =>
  onLine('noise', value, [0, max, 0.01], { min: 0 }, 'How far points scatter (standard deviation): more makes the classes overlap, and perfect accuracy impossible.')

/** The same for numbers to be predicted. */
export const targetNoise = (value: number, max: number): NumberParam =>
  onLine('noise', value, [0, max, 0.01], { min: 0 }, 'Scatter of the target (standard deviation): the loss cannot fall below its square, except by learning it by heart.')

/** A parameter that is sure to be there: `generate` is given every one. */
export function need(params: Readonly<Record<string, number>>, name: string): number {
  const value = params[name]
  if (value === undefined) throw new Error(`expected the parameter ${name}, got ${Object.keys(params).join(', ')}`)
  return value
}
