// The little linear algebra that native rules need: pairs, and symmetric 2x2 matrices through their eigenvectors.
import type { ParamValue } from '../../types.ts'

export type Vector = readonly [number, number]
/** [a, b, c] stands for [[a, b], [b, c]]. */
export type Symmetric = readonly [number, number, number]

export const dot = (p: Vector, q: Vector): number => p[0] * q[0] + p[1] * q[1]
export const plus = (p: Vector, q: Vector): Vector => [p[0] + q[0], p[1] + q[1]]
export const minus = (p: Vector, q: Vector): Vector => [p[0] - q[0], p[1] - q[1]]
export const times = (k: number, p: Vector): Vector => [k * p[0], k * p[1]]
export const sumOfSizes = (p: Vector): number => Math.abs(p[0]) + Math.abs(p[1])
export const largest = (p: Vector): number => Math.max(Math.abs(p[0]), Math.abs(p[1]))

export const apply = ([a, b, c]: Symmetric, [x, y]: Vector): Vector => [a * x + b * y, b * x + c * y]

/** Angle of the eigenvector of the larger eigenvalue; the other one is a quarter turn further. */
export const eigenAngle = ([a, b, c]: Symmetric): number => 0.5 * Math.atan2(2 * b, a - c)

/** v in the axes turned by `angle`; `turn(v, -angle)` brings it back. */
export function turn([x, y]: Vector, angle: number): Vector {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return [cos * x + sin * y, cos * y - sin * x]
}

/** A hyper-parameter that must be a number. */
export function numberOf(hyper: Readonly<Record<string, ParamValue>>, name: string): number {
  const value = hyper[name]
  if (typeof value !== 'number') throw new Error(`${name}: expected a number, got ${String(value)}`)
  return value
}
