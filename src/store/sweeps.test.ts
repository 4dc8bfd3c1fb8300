import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Progress, SummaryAnswer, SummaryRequest } from '../protocol/messages.ts'
import { fillDefaults } from '../scenario/defaults.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { createAppStore } from './app-store.ts'
import { createSweeps } from './sweeps.ts'
import { fakeEngine, settled } from './testing.ts'

interface Asked {
  readonly request: SummaryRequest
  readonly signal: AbortSignal
  readonly tell: (progress: Progress) => void
  readonly answer: (value?: number) => Promise<void>
  readonly fail: (message: string) => Promise<void>
}

const cells = ({ axes }: SummaryRequest): number => axes.reduce((n, axis) => n * axis.values.length, 1)

function answerOf(request: SummaryRequest, value: number): SummaryAnswer {
  const column = (): Float32Array => new Float32Array(cells(request)).fill(value)
  const none = (): Int32Array => new Int32Array(cells(request)).fill(-1)
  return { device: 'cpu', precision: 'float64', adapter: '', reason: '', milliseconds: 1, x: column(), y: column(), final: column(), best: column(), reached: none(), stopped: none() }
}

/** A grid engine whose answers wait for the test; `open` counts what is neither answered nor aborted. */
function gridEngine() {
  const asked: Asked[] = []
  let open = 0
  const engine = {
    ...fakeEngine().engine,
    summary: (request: SummaryRequest, { signal, onFrame }: { readonly signal: AbortSignal; readonly onFrame: (progress: Progress) => void }) =>
      new Promise<SummaryAnswer>((resolve, reject) => {
        open += 1
        signal.addEventListener('abort', () => {
          open -= 1
          reject(new DOMException('aborted', 'AbortError'))
        })
        const end = (act: () => void): Promise<void> => {
          if (!signal.aborted) open -= 1
          act()
          return settled()
        }
        asked.push({ request, signal, tell: onFrame, answer: (value = 1) => end(() => resolve(answerOf(request, value))), fail: (message) => end(() => reject(new Error(message))) })
      }),
  }
  return { engine, asked, open: () => open }
}

const race = (extra: Partial<LandscapeScenario> = {}, runs: readonly RunSpec[] = [{ optimizer: 'adam' }, { optimizer: 'lion' }, { optimizer: 'sgd' }]): LandscapeScenario =>
  fillDefaults({
    landscape: 'himmelblau', view: 'sweep', runs,
    sweep: { x: { param: 'lr', min: 1e-3, max: 1 }, y: { param: 'beta1', min: 0, max: 1 }, size: 8 },
    ...extra,
  })

function bench() {
  const grids = gridEngine()
  let changes = 0
  const sweeps = createSweeps(grids.engine, () => (changes += 1))
  const states = (): (string | number)[] => sweeps.board()?.panels.map((panel) => (panel.answer === null ? panel.state : (panel.answer.final[0] ?? -1))) ?? []
  return { ...grids, sweeps, states, changes: () => changes }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a sweep', () => {
  test('asks for one run after the other, and shows each as it comes', async () => {
    const { sweeps, asked, states } = bench()
    sweeps.want(race())
    expect(states()).toEqual(['running', 'waiting', 'lacks'])
    expect(asked).toHaveLength(1)
    await asked[0]?.answer(5)
    expect(states()).toEqual([5, 'running', 'lacks'])
    await asked[1]?.answer(6)
    expect(states()).toEqual([5, 6, 'lacks'])
    expect(sweeps.board()).toMatchObject({ progress: 1, busy: false })
    expect(sweeps.board()?.panels[2]?.lacks).toEqual(['beta1'])
  })

  test('tells how far it is', () => {
    const { sweeps, asked } = bench()
    sweeps.want(race())
    asked[0]?.tell({ done: 1, total: 2 })
    expect(sweeps.board()?.progress).toBeCloseTo(0.25)
  })

  test('shows the sentence of a run that fails, and goes on', async () => {
    const { sweeps, asked, states } = bench()
    sweeps.want(race())
    await asked[0]?.fail('no such thing')
    expect(states()).toEqual(['failed', 'running', 'lacks'])
    expect(sweeps.board()?.panels[0]?.why).toBe('no such thing')
  })

  test.each<[string, Partial<LandscapeScenario>, readonly RunSpec[]]>([
    ['the value of a parameter that it varies', {}, [{ optimizer: 'adam', hyper: { lr: 0.7, beta1: 0.1 } }, { optimizer: 'lion' }]],
    ['a label or a colour', {}, [{ optimizer: 'adam', label: 'a', color: '#000000' }, { optimizer: 'lion' }]],
    ['the colour of the map', { sweep: { ...race().sweep, colour: 'steps' } as never }, [{ optimizer: 'adam' }, { optimizer: 'lion' }]],
    ['a seed that nothing is drawn with', { seed: 9 }, [{ optimizer: 'adam' }, { optimizer: 'lion' }]],
  ])('is not asked again for %s', (_, extra, runs) => {
    const { sweeps, asked } = bench()
    sweeps.want(race({}, [{ optimizer: 'adam' }, { optimizer: 'lion' }]))
    sweeps.want(race(extra, runs))
    vi.advanceTimersByTime(1000)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.signal.aborted).toBe(false)
  })

  test('is asked anew for another number of steps, and the old question is aborted at once', () => {
    const { sweeps, asked, states } = bench()
    sweeps.want(race())
    sweeps.want(race({ steps: 7 }))
    expect(asked[0]?.signal.aborted).toBe(true)
    expect(states()).toEqual(['waiting', 'waiting', 'lacks'])
  })

  test('is remembered', async () => {
    const { sweeps, asked, states } = bench()
    sweeps.want(race({}, [{ optimizer: 'adam' }]))
    await asked[0]?.answer(5)
    sweeps.want(race({ steps: 7 }, [{ optimizer: 'adam' }]))
    sweeps.want(race({}, [{ optimizer: 'adam' }]))
    expect(states()).toEqual([5])
  })
})

describe('cancel', () => {
  test('stops, keeps what is finished, and goes on when asked', async () => {
    const { sweeps, asked, states } = bench()
    sweeps.want(race())
    await asked[0]?.answer(5)
    sweeps.cancel()
    await settled()
    expect(asked[1]?.signal.aborted).toBe(true)
    expect(states()).toEqual([5, 'waiting', 'lacks'])
    expect(sweeps.board()).toMatchObject({ cancelled: true, busy: false })
    sweeps.resume()
    expect(asked).toHaveLength(3)
    await asked[2]?.answer(6)
    expect(states()).toEqual([5, 6, 'lacks'])
    expect(sweeps.board()).toMatchObject({ cancelled: false, progress: 1 })
  })

  test('holds until something changes', async () => {
    const { sweeps, asked } = bench()
    sweeps.want(race())
    sweeps.cancel()
    sweeps.want(race())
    vi.advanceTimersByTime(1000)
    await settled()
    expect(asked).toHaveLength(1)
    sweeps.want(race({ steps: 7 }))
    vi.advanceTimersByTime(1000)
    await settled()
    expect(asked).toHaveLength(2)
  })
})

test('512 x 512, cancelled half-way, then changed, fifty times in a row: nothing stays open, nothing stale is drawn', async () => {
  const { sweeps, asked, states, open } = bench()
  const at = (steps: number): LandscapeScenario => {
    const { sweep } = race()
    return race({ steps, ...(sweep ? { sweep: { ...sweep, size: 512 } } : {}) }, [{ optimizer: 'adam' }])
  }
  for (let k = 1; k <= 50; k += 1) {
    sweeps.want(at(k))
    vi.advanceTimersByTime(k % 3 === 0 ? 1000 : 20)
    asked.at(-1)?.tell({ done: 1, total: 2 })
    if (k % 2 === 0) sweeps.cancel()
    await settled()
    expect(states().every((state) => typeof state === 'string')).toBe(true)
    expect(open()).toBeLessThanOrEqual(1)
  }
  sweeps.want(at(51))
  vi.advanceTimersByTime(1000)
  await settled()
  // Answers of aborted questions come late, or not at all.
  for (const one of asked.slice(0, -1)) await one.answer(-99)
  expect(states()).toEqual(['running'])
  expect(asked.at(-1)?.request.plan.steps).toBe(51)
  await asked.at(-1)?.answer(51)
  expect(states()).toEqual([51])
  expect(open()).toBe(0)
})

describe('basins', () => {
  test('ask for every start of one run', async () => {
    const { sweeps, asked } = bench()
    sweeps.want(race({ view: 'basins', basins: { run: 1, size: 16 } }))
    expect(asked.map(({ request }) => request.axes.map((axis) => axis.column))).toEqual([['start.x', 'start.y']])
    sweeps.want(race({ view: 'basins', basins: { run: 1, size: 16 }, start: [2, 2] }))
    vi.advanceTimersByTime(1000)
    expect(asked).toHaveLength(1)
    await asked[0]?.answer()
    expect(sweeps.board()).toMatchObject({ kind: 'basins', size: 16, progress: 1 })
  })
})

test('nothing is asked while the contour is in view', () => {
  const { sweeps, asked } = bench()
  sweeps.want(race({ view: 'contour' }))
  expect(asked).toHaveLength(0)
  expect(sweeps.board()).toBeNull()
})

describe('tuning', () => {
  const start = () => {
    const grids = gridEngine()
    const store = createAppStore({ engine: grids.engine, initial: race({ view: 'contour' }) })
    return { ...grids, store, runs: () => store.getState().scenario.runs }
  }

  test('gives each run the same budget and writes what it finds, with the trials', async () => {
    const { store, asked, runs } = start()
    const done = store.actions.tune([0, 1], false)
    expect(cells(asked[0]?.request as SummaryRequest)).toBe(64)
    expect(store.getState().tuning).toMatchObject({ of: 2 })
    await asked[0]?.answer(1)
    expect(cells(asked[1]?.request as SummaryRequest)).toBe(64)
    await asked[1]?.answer(1)
    await done
    expect(runs().map((run) => run.tuned)).toEqual([{ trials: 64, over: ['lr'] }, { trials: 64, over: ['lr'] }, undefined])
    // All trials were alike: the middle one is as far from any edge as can be.
    expect(runs()[0]?.hyper?.['lr']).toBeCloseTo(0.2, 1)
    expect(store.getState().tuning).toBeNull()
    store.actions.undo()
    expect(runs()[0]?.tuned).toBeUndefined()
  })

  test('takes the memory as well when asked', async () => {
    const { store, asked, runs } = start()
    const done = store.actions.tune([0], true)
    expect(asked[0]?.request.axes.map(({ column, values }) => [column, values.length])).toEqual([['lr', 24], ['beta1', 24]])
    await asked[0]?.answer(1)
    await done
    expect(runs()[0]?.tuned).toEqual({ trials: 576, over: ['lr', 'beta1'] })
  })

  test('is void when the problem changes, and when it is cancelled', async () => {
    for (const stop of ['change', 'cancel'] as const) {
      const { store, asked, runs } = start()
      const done = store.actions.tune([0], false)
      if (stop === 'change') store.actions.edit((scenario) => ({ ...scenario, steps: 3 }))
      else store.actions.cancelTune()
      expect(asked[0]?.signal.aborted).toBe(true)
      await done
      expect(runs()[0]?.tuned).toBeUndefined()
      expect(store.getState()).toMatchObject({ tuning: null, engineError: null })
    }
  })

  test('leaves alone a run that was changed meanwhile', async () => {
    const { store, asked, runs } = start()
    const done = store.actions.tune([0], false)
    store.actions.edit((scenario) => ({ ...scenario, runs: scenario.runs.map((run, i) => (i === 0 ? { ...run, cautious: true } : run)) }))
    await asked[0]?.answer(1)
    await done
    expect(runs()[0]?.tuned).toBeUndefined()
  })
})

describe('the view', () => {
  test('is part of the scenario, with what it needs, and no edit', () => {
    const store = createAppStore({ engine: gridEngine().engine, initial: fillDefaults({ landscape: 'sphere', runs: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }] }) })
    store.actions.selectRun(1)
    store.actions.setView('sweep')
    expect(store.getState().scenario).toMatchObject({ view: 'sweep', sweep: { y: { param: 'momentum' } } })
    expect(store.getState().canUndo).toBe(false)
    store.actions.setView('basins')
    expect(store.getState().scenario).toMatchObject({ view: 'basins', basins: { run: 1 } })
    store.actions.edit((scenario) => ({ ...scenario, steps: 7 }))
    store.actions.setView('contour')
    store.actions.undo()
    expect(store.getState().scenario.view).toBeUndefined()
    expect(store.getState().scenario.steps).not.toBe(7)
  })
})
