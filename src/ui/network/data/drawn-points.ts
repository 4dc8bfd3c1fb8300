// Points drawn by hand as rows of a scenario, and back. Pure.
import type { OwnData } from '../../../scenario/network/types.ts'

export interface DrawnPoint {
  readonly x: number
  readonly y: number
  readonly label: string
}

/** Both sides of the field run from -1 to 1. */
export const reach = 1
export const labels = ['A', 'B', 'C', 'D', 'E'] as const

/** Known by its shape, not by its name: a link may call it what it likes. */
export function isDrawn({ columns, targets }: OwnData): boolean {
  return columns.length === 2 && columns[0] === 'x' && columns[1] === 'y' && targets.every((target) => labels.some((label) => label === target))
}

export function drawnData(points: readonly DrawnPoint[], name: string): OwnData {
  return { name, columns: ['x', 'y'], rows: points.map(({ x, y }) => [x, y]), target: 'class', targets: points.map(({ label }) => label) }
}

export function drawnPoints({ rows, targets }: OwnData): readonly DrawnPoint[] {
  return rows.map(([x = 0, y = 0], i) => ({ x, y, label: String(targets[i] ?? '') }))
}

/** Two rows of each of two classes at least: some to train on, some for validation. */
export function isEnough(points: readonly DrawnPoint[]): boolean {
  const counts = labels.map((label) => points.filter((point) => point.label === label).length).filter((count) => count > 0)
  return counts.length >= 2 && counts.every((count) => count >= 2)
}

/** Within the field, and with no more digits than a hand has. */
export function placed(x: number, y: number, label: string): DrawnPoint {
  const inside = (value: number): number => Math.round(Math.max(-reach, Math.min(reach, value)) * 1000) / 1000
  return { x: inside(x), y: inside(y), label }
}
