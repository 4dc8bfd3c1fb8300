import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Snapshots } from './snapshots.ts'

const whole = { run: 0, until: null, diverged: false }
const [runs, params] = [2, 3]
/** Parameters that say what they are: run, place and entry. */
const at = (entry: number): Float64Array => Float64Array.from({ length: runs * params }, (_, i) => 100 * i + entry)

function filled(count: number, capacity: number, every = 1): Snapshots {
  const snapshots = new Snapshots(runs, params, capacity * runs * params)
  for (let i = 0; i < count; i++) snapshots.add(i * every, at(i * every))
  return snapshots
}

describe('snapshots', () => {
  it('are all kept while there is room, each run its own', () => {
    const { entries, points, run } = filled(5, 8, 10).track(1, { ...whole, run: 7 })
    expect(run).toBe(7)
    expect(entries).toEqual([0, 10, 20, 30, 40])
    expect(points.map((p) => [...p])).toEqual([0, 10, 20, 30, 40].map((e) => [300 + e, 400 + e, 500 + e]))
  })

  it('drop every second when there is no more room', () => {
    expect(filled(8, 8).track(0, whole).entries).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(filled(9, 8).track(0, whole).entries).toEqual([0, 2, 4, 6, 8])
    expect(filled(10, 8).track(0, whole).entries).toEqual([0, 2, 4, 6, 8, 9])
    expect(filled(20, 8).track(0, whole).entries).toEqual([0, 4, 8, 12, 16, 19])
  })

  it('stay within the budget, evenly, with the first and the newest, however many there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 4, max: 40 }), (count, capacity) => {
        const snapshots = filled(count, capacity)
        const { entries, points } = snapshots.track(0, whole)
        expect(snapshots.count).toBeLessThanOrEqual(capacity)
        expect(snapshots.count).toBeGreaterThanOrEqual(Math.min(count, Math.floor(capacity / 2)))
        expect([entries[0], entries.at(-1)]).toEqual([0, count - 1])
        const gaps = entries.slice(1, -1).map((entry, i) => entry - (entries[i] ?? 0))
        expect(new Set(gaps).size).toBeLessThanOrEqual(1)
        points.forEach((point, i) => expect(point[0]).toBe(entries[i]))
      }),
    )
  })

  it('keep four of a network that is larger than the budget', () => {
    const snapshots = new Snapshots(runs, params, 1)
    for (let i = 0; i < 30; i++) snapshots.add(i, at(i))
    const { entries } = snapshots.track(0, whole)
    expect(entries.length).toBeGreaterThan(2)
    expect(entries.length).toBeLessThanOrEqual(4)
    expect([entries[0], entries.at(-1)]).toEqual([0, 29])
  })

  it('take the newest entry once more, and drop one that comes late', () => {
    const snapshots = filled(3, 8)
    snapshots.add(2, at(50))
    expect(snapshots.track(0, whole).entries).toEqual([0, 1, 2])
    expect(snapshots.track(0, whole).points[2]?.[0]).toBe(50)
    snapshots.add(1, at(70))
    expect(snapshots.track(0, whole).entries).toEqual([0, 1, 2])
    expect(snapshots.track(0, whole).points[1]?.[0]).toBe(1)
    expect(() => snapshots.add(3, new Float64Array(5))).toThrow('parameters: expected [2, 3], got 5 values')
  })

  it('end where a run was ended, and before a number that is not finite', () => {
    const snapshots = filled(4, 8)
    snapshots.add(4, Float64Array.of(1, 1e300, 1, 1, 1, 1))
    snapshots.add(5, at(5))
    expect(snapshots.track(0, whole).entries).toEqual([0, 1, 2, 3])
    expect(snapshots.track(1, whole).entries).toEqual([0, 1, 2, 3, 4, 5])
    expect(snapshots.track(1, { ...whole, until: 2 }).entries).toEqual([0, 1, 2])
  })
})
