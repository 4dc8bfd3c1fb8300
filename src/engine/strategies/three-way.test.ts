import { describe, expect, it } from 'vitest'
import type { Table } from '../../catalog/network-types.ts'
import { threeWay } from './three-way.ts'

const table: Table = {
  rows: 50, columns: ['a'], features: Float32Array.from({ length: 50 }, (_, i) => i), classes: ['even', 'odd'], targetNames: ['class'],
  targets: Float32Array.from({ length: 50 }, (_, i) => i % 2),
}
const { choosing, testing } = threeWay(table, 1)
const values = ({ features }: Table, from: number, to?: number): number[] => [...features.subarray(from, to)]

describe('rows in three parts', () => {
  it('are all there, each once', () => {
    expect([choosing.heldOut, testing.heldOut]).toEqual([30, 30])
    const all = [...values(choosing, 0), ...values(testing, 30)].toSorted((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect([choosing.rows, testing.rows]).toEqual([40, 40])
  })

  it('share the training rows, and keep their targets', () => {
    expect(values(testing, 0, 30)).toEqual(values(choosing, 0, 30))
    for (const part of [choosing, testing]) part.features.forEach((v, i) => expect(part.targets[i]).toBe(v % 2))
  })

  it('have each class in proportion, and are the same for the same seed alone', () => {
    expect([choosing.targets.subarray(0, 30), choosing.targets.subarray(30), testing.targets.subarray(30)].map((t) => t.reduce((a, b) => a + b, 0))).toEqual([15, 5, 5])
    expect(threeWay(table, 1)).toEqual({ choosing, testing })
    expect(threeWay(table, 2).testing.features).not.toEqual(testing.features)
  })
})
