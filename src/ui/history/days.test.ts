import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../store/history-types.ts'
import { byDay, inWords, startOfDay } from './days.ts'

const at = (...[year, month, day, hour, minute = 0]: [number, number, number, number, number?]): number => new Date(year, month - 1, day, hour, minute).getTime()
const entry = (time: number): HistoryEntry => ({
  id: String(time), time, kind: 'landscape', subject: '', name: '', pinned: false, print: '0'.repeat(16), measure: 'loss', runs: [], claims: null, device: '', milliseconds: null, changed: false, picture: null,
})

describe('days', () => {
  test('begin and end at midnight where the person is', () => {
    const times = [at(2026, 3, 2, 0), at(2026, 3, 1, 23, 59), at(2026, 3, 1, 0), at(2026, 2, 28, 23, 59)]
    expect(byDay(times.map(entry)).map(({ start, entries }) => [start, entries.length])).toEqual([[at(2026, 3, 2, 0), 1], [at(2026, 3, 1, 0), 2], [at(2026, 2, 28, 0), 1]])
  })

  test('count back over months and the change of the clocks', () => {
    for (const day of [at(2026, 3, 1, 12), at(2026, 3, 30, 1), at(2026, 10, 26, 1), at(2026, 1, 1, 5)]) {
      const before = new Date(startOfDay(day, 1))
      expect([before.getHours(), startOfDay(before.getTime())]).toEqual([0, before.getTime()])
      expect(startOfDay(startOfDay(day) - 1)).toBe(before.getTime())
    }
  })

  test('and times are said in the language of the page', () => {
    expect(inWords(at(2026, 3, 1, 15, 4), 'day')).toBe('Sunday, March 1, 2026')
    expect(inWords(at(2026, 3, 1, 15, 4), 'time')).toMatch(/^3:04\sPM$/)
  })
})
