// Pairs of tasks, A and B, of one kind: as tables, pure.
import type { Table } from '../../catalog/network-types.ts'
import type { StrategyTools } from './contract.ts'

export interface TaskPair {
  readonly a: Table
  readonly b: Table
  /** Id of a loss for both. */
  readonly loss: string
  readonly hidden: readonly number[]
  /** On task A. */
  readonly epochs: number
  /** Rows of each class by which it is told how little data B needs, fewest first. */
  readonly needed: readonly number[]
  /** The classes of B are others, so the last layer of A says nothing of them. */
  readonly newHead: boolean
}

const turnedBy = Math.PI / 6

export async function taskPair(id: string, { table }: StrategyTools): Promise<TaskPair> {
  const digits = { loss: 'cce_logits', hidden: [32, 16], epochs: 10, needed: [1, 3, 10] }
  switch (id) {
    case 'moons_turned': {
      const moons = await table({ id: 'moons', split: 0.7, standardize: false })
      return { a: moons, b: turned(moons, turnedBy), loss: 'bce_logits', hidden: [16, 16], epochs: 60, needed: [1, 2, 5, 10, 20], newHead: false }
    }
    case 'digits_moved': {
      const all = await table({ id: 'digits_8x8', split: 0.7, standardize: false })
      return { a: all, b: moved(all), ...digits, newHead: false }
    }
    case 'digits_others': {
      const all = await table({ id: 'digits_8x8', split: 0.7, standardize: false })
      return { a: classesOf(all, 0, 5), b: classesOf(all, 5, 10), ...digits, newHead: true }
    }
    default:
      throw new Error(`tasks: expected moons_turned, digits_moved or digits_others, got ${id}`)
  }
}

/** Points of the plane turned about the middle of the two moons. */
function turned(table: Table, angle: number): Table {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const features = new Float32Array(table.features.length)
  for (let i = 0; i < features.length; i += 2) {
    const [x, y] = [(table.features[i] ?? 0) - 0.5, (table.features[i + 1] ?? 0) - 0.25]
    features[i] = 0.5 + x * cos - y * sin
    features[i + 1] = 0.25 + x * sin + y * cos
  }
  return { ...table, features }
}

/** Pictures moved by one pixel to the right; what comes in is black. */
function moved(table: Table): Table {
  const width = table.image?.width ?? Number.NaN
  return { ...table, features: table.features.map((_, i) => (i % width === 0 ? 0 : (table.features[i - 1] ?? 0))) }
}

/** The rows of classes `from` to before `to`, which become classes 0, 1, … */
function classesOf(table: Table, from: number, to: number): Table {
  const width = table.columns.length
  const rows = [...table.targets.keys()].filter((row) => (table.targets[row] ?? -1) >= from && (table.targets[row] ?? -1) < to)
  const features = new Float32Array(rows.length * width)
  rows.forEach((row, i) => features.set(table.features.subarray(row * width, (row + 1) * width), i * width))
  return {
    ...table, rows: rows.length, features,
    classes: table.classes?.slice(from, to) ?? null,
    targets: Float32Array.from(rows, (row) => (table.targets[row] ?? 0) - from),
  }
}
