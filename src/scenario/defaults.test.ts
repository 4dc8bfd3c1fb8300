import { describe, expect, test } from 'vitest'
import { defaultScenario, fillDefaults, palette, runColors } from './defaults.ts'
import { validateScenario } from './validate.ts'

describe('the default scenario', () => {
  test('is valid and complete', () => expect(validateScenario(defaultScenario)).toEqual({ scenario: defaultScenario, problems: [] }))
})

describe('fillDefaults', () => {
  test('fills hyper-parameters, schedule and constants from the catalogue', () => {
    const { constants, start, runs } = fillDefaults({ landscape: 'rosenbrock', constants: { b: 5 }, runs: [{ optimizer: 'adam', hyper: { lr: 1 } }] })
    expect({ constants, start }).toEqual({ constants: { a: 1, b: 5 }, start: [-1.2, 1] })
    expect(runs).toEqual([{ optimizer: 'adam', hyper: { lr: 1, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0 }, schedule: { id: 'constant', params: {} } }])
  })

  test('keeps a null that was chosen', () => {
    const { runs } = fillDefaults({ landscape: 'sphere', runs: [{ optimizer: 'lbfgs', hyper: { line_search: null } }] })
    expect(runs[0]?.hyper?.['line_search']).toBeNull()
  })

  test('gathers the values of an own rule in its own record', () => {
    const optimizer = { name: 'mine', rule: 'theta = theta - lr*g', hyper: { lr: 1 } }
    const { runs } = fillDefaults({ landscape: 'sphere', runs: [{ optimizer, hyper: { lr: 2 } }] })
    expect(runs).toEqual([{ optimizer: { ...optimizer, hyper: { lr: 2 } }, schedule: { id: 'constant', params: {} } }])
  })

  test('gives what is off one form: absent', () => {
    const { runs } = fillDefaults({ landscape: 'sphere', runs: [{ optimizer: 'sgd', cautious: false, hidden: false, schedule: { warmup: 0 } }] })
    expect(Object.keys(runs[0] ?? {})).toEqual(['optimizer', 'hyper', 'schedule'])
    expect(runs[0]?.schedule).toEqual({ id: 'constant', params: {} })
  })
})

describe('runColors', () => {
  const run = (color?: string) => ({ optimizer: 'sgd', ...(color === undefined ? {} : { color }) })

  test('are all different as long as the palette lasts, then begin anew', () => {
    const colors = runColors({ runs: Array.from({ length: palette.length + 1 }, () => run()) })
    expect(new Set(colors).size).toBe(palette.length)
    expect(colors.at(-1)).toBe(colors[0])
  })

  test('leave a colour that a run has chosen to that run', () => {
    expect(runColors({ runs: [run(), run(palette[0])] })).toEqual([palette[1], palette[0]])
  })
})
