import { expect, test } from 'vitest'
import type { LandscapeScenario } from '../scenario/types.ts'
import { changedPlace, createUndoStack } from './undo.ts'

const scenario = (seed: number, lr = 0.1): LandscapeScenario => ({
  version: 1, kind: 'landscape', landscape: 'sphere', start: [1, 1], steps: 10, seed, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-6,
  runs: [{ optimizer: 'sgd', hyper: { lr } }],
})

function stack() {
  const clock = { ms: 0 }
  return { clock, undo: createUndoStack<LandscapeScenario>(() => clock.ms) }
}

test('undo brings back what was before, redo what was after', () => {
  const { undo } = stack()
  undo.push(scenario(1), scenario(2))
  expect(undo.undo(scenario(2))?.seed).toBe(1)
  expect(undo.canUndo).toBe(false)
  expect(undo.redo(scenario(1))?.seed).toBe(2)
  expect(undo.canRedo).toBe(false)
  expect(undo.redo(scenario(2))).toBeNull()
})

test('edits of one place within 400 ms are one entry', () => {
  const { clock, undo } = stack()
  for (let i = 1; i <= 5; i++, clock.ms += 300) undo.push(scenario(i), scenario(i + 1))
  expect(undo.undo(scenario(6))?.seed).toBe(1)
})

test('a pause of more than 400 ms begins a new entry', () => {
  const { clock, undo } = stack()
  undo.push(scenario(1), scenario(2))
  clock.ms = 401
  undo.push(scenario(2), scenario(3))
  expect(undo.undo(scenario(3))?.seed).toBe(2)
})

test('another place begins a new entry, however quickly', () => {
  const { undo } = stack()
  undo.push(scenario(1), scenario(2))
  undo.push(scenario(2), scenario(2, 0.2))
  expect(undo.undo(scenario(2, 0.2))).toEqual(scenario(2))
})

test('a tag joins edits that touch several fields', () => {
  const { undo } = stack()
  undo.push(scenario(1), scenario(2, 0.2), 'tune')
  undo.push(scenario(2, 0.2), scenario(3, 0.3), 'tune')
  expect(undo.undo(scenario(3, 0.3))).toEqual(scenario(1))
})

test('an edit forgets what could be redone', () => {
  const { undo } = stack()
  undo.push(scenario(1), scenario(2))
  undo.undo(scenario(2))
  undo.push(scenario(1), scenario(3))
  expect(undo.canRedo).toBe(false)
})

test('after an undo the next edit of the same place is an entry of its own', () => {
  const { undo } = stack()
  undo.push(scenario(1), scenario(2))
  undo.push(scenario(2), scenario(2, 0.2))
  undo.undo(scenario(2, 0.2))
  undo.push(scenario(2), scenario(5))
  expect(undo.undo(scenario(5))).toEqual(scenario(2))
})

test('at most 200 entries are kept', () => {
  const { clock, undo } = stack()
  for (let i = 0; i < 250; i++, clock.ms += 1000) undo.push(scenario(i), scenario(i + 1))
  let count = 0
  for (let present = undo.undo(scenario(250)); present; present = undo.undo(present)) count++
  expect(count).toBe(200)
})

test.each([
  ['a point', { start: [1, 2] }, { start: [2, 3] }, '.start'],
  ['a hyper-parameter', { runs: [{ hyper: { lr: 1 } }] }, { runs: [{ hyper: { lr: 2 } }] }, '.runs.0.hyper.lr'],
  ['an added run', { runs: [{}] }, { runs: [{}, {}] }, null],
  ['two fields', { a: 1, b: 1 }, { a: 2, b: 2 }, null],
])('changedPlace: %s', (_, a, b, place) => expect(changedPlace(a, b, '')).toBe(place))
