import { describe, expect, test } from 'vitest'
import { defaultScenario, runColors } from '../scenario/defaults.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { validateScenario } from '../scenario/validate.ts'
import { addRun, duplicateRun, moveRun, removeRun, setHyper, setPart, setRunField } from './edits.ts'
import type { Change } from './edits.ts'
import { palette } from './run-palette.ts'

function after(...changes: readonly Change[]): LandscapeScenario {
  return changes.reduce<LandscapeScenario>((scenario, change) => {
    const { scenario: next, problems } = validateScenario(change(scenario))
    if (next === null) throw new Error(problems.map((problem) => problem.message).join(' '))
    return next
  }, defaultScenario)
}

const colors = runColors(defaultScenario)
const names = (scenario: LandscapeScenario): unknown[] => scenario.runs.map((run) => run.optimizer)

describe('when runs change their places', () => {
  test.each<[string, Change, number[]]>([
    ['removing one', removeRun(1), [0, 2, 3, 4]],
    ['moving one up', moveRun(2, -1), [0, 2, 1, 3, 4]],
    ['moving one down', moveRun(0, 1), [1, 0, 2, 3, 4]],
  ])('%s leaves every run its colour', (_, change, order) => {
    expect(runColors(after(change))).toEqual(order.map((i) => colors[i]))
    expect(names(after(change))).toEqual(order.map((i) => defaultScenario.runs[i]?.optimizer))
  })

  test('a copy stands below its original in a colour that no other has', () => {
    const scenario = after(duplicateRun(1))
    expect(names(scenario).slice(0, 3)).toEqual(['adam', 'momentum', 'momentum'])
    expect(new Set(runColors(scenario)).size).toBe(6)
  })

  test('further runs use the colours evenly', () => {
    const scenario = after(...Array.from({ length: 9 }, () => duplicateRun(0)), addRun({ optimizer: 'yogi' }))
    const uses = palette.map((color) => scenario.runs.filter((run) => run.color === color).length)
    expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1)
  })
})

describe('a field of a run', () => {
  test('is removed by undefined, not set to it', () => {
    const scenario = after(setRunField(0, 'label', 'a'), setRunField(0, 'label', undefined))
    expect(scenario.runs[0]).toEqual(defaultScenario.runs[0])
  })

  test('leaves the other runs as they are', () => {
    const scenario = after(setHyper(1, 'lr', 0.5), setPart(1, 'schedule', { warmup: 5 }))
    expect(scenario.runs[1]).toMatchObject({ hyper: { lr: 0.5 }, schedule: { id: 'constant', warmup: 5 } })
    expect(scenario.runs.toSpliced(1, 1)).toEqual(defaultScenario.runs.toSpliced(1, 1))
  })
})
