// Races in the code: what a person does, what the engine answers and how time passes, in orders drawn by fast-check's scheduler. At
// every moment what is drawn belongs to the scenario that it says; when all is quiet it is what was asked for last, or an error is said.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BandAnswer, SummaryAnswer } from '../protocol/messages.ts'
import { fillDefaults } from '../scenario/defaults.ts'
import { readLesson } from '../scenario/lessons/read.ts'
import type { Lesson } from '../scenario/lessons/read.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { createAppStore } from './app-store.ts'
import { createLessonStore } from './lesson-store.ts'
import type { LessonLibrary } from './lesson-store.ts'
import { createNetworkStore } from './network-store.ts'
import { createNetworkSweeping } from './network-sweep.ts'
import { createStrategyStore } from './strategy-store.ts'
import { fakeEngine, fakeNetworkEngine, fakeStrategyEngine } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Act = readonly [name: string, value: number]
const actsOf = (...names: readonly string[]): fc.Arbitrary<Act[]> => fc.array(fc.tuple(fc.constantFrom('wait', ...names), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 14 })
/** Which answers are errors: few, and the last ones never. */
const faults = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 2 })
const settings = { numRuns: 150 }

/** The acts one after the other, each when the scheduler says; then everything until nothing is under way. */
async function play(s: fc.Scheduler, acts: readonly Act[], act: (name: string, value: number) => unknown): Promise<void> {
  const perform = ([name, value]: Act) => ({ label: `${name} ${value}`, builder: async (): Promise<void> => void (name === 'wait' ? vi.advanceTimersByTime(value * 90) : act(name, value)) })
  s.scheduleSequence(acts.map(perform))
  do {
    await s.waitIdle()
    await vi.runOnlyPendingTimersAsync()
    await s.waitIdle()
  } while (vi.getTimerCount() > 0)
}

/** Has each of its steps done when the scheduler says. */
async function inTurn(s: fc.Scheduler, label: string, steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    await s.schedule(Promise.resolve(), label)
    step()
  }
}

/** Says which of the questions asked so far is refused. */
function refusals(list: readonly number[]): () => boolean {
  let asked = 0
  return () => list.includes(asked++)
}

const withLabel = <S extends { readonly runs: readonly object[] }>(value: number) => (scenario: S) => ({ ...scenario, runs: scenario.runs.map((run) => ({ ...run, label: `run ${value}` })) })

describe('races on landscapes', () => {
  const initial = fillDefaults({ landscape: 'sphere', steps: 9, noise: { kind: 'gaussian', scale: 0.1 }, seeds: { count: 4 }, runs: [{ optimizer: 'adam' }, { optimizer: 'sgd' }] })
  const views = ['contour', 'sweep', 'basins'] as const

  /** Every number of an answer is the number of steps that it was asked for. */
  function bench(s: fc.Scheduler, faulty: readonly number[]) {
    const { engine, rollouts } = fakeEngine()
    const refused = refusals(faulty)
    let [most, under] = [0, 0]
    const asked = <T>(steps: number, signal: AbortSignal, answer: T, tell: () => void): Promise<T> =>
      new Promise((resolve, reject) => {
        const no = refused()
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        void inTurn(s, `grid of ${steps}`, [tell, () => (no ? reject(new Error('refused')) : resolve(answer))])
      })
    const store = createAppStore({
      initial,
      engine: {
        ...engine,
        async rollout(scenario, options) {
          const answer = engine.rollout(scenario, options)
          const mine = rollouts.at(-1)
          most = Math.max(most, (under += 1))
          const end = refused() ? () => void mine?.fail(new Error('refused')) : () => void mine?.finish()
          void inTurn(s, `race ${scenario.seed}`, [() => mine?.send(0, 5), () => mine?.send(5, scenario.steps - 4), end])
          return answer.finally(() => (under -= 1))
        },
        summary: ({ plan, axes }, { signal, onFrame }) => asked(plan.steps, signal, summaryOf(plan.steps, axes.reduce((n, { values }) => n * values.length, 1)), () => onFrame({ done: 1, total: 2 })),
        band: ({ plan }, { signal, onFrame }) => asked(plan.steps, signal, bandOf(plan.steps), () => onFrame({ done: 1, total: 2 })),
      },
    })
    const check = (): void => {
      const trace = store.trace()
      for (const { loss, last } of trace?.runs ?? []) if (last >= 0) expect(loss[last], 'a race of another seed was drawn').toBe(trace?.scenario.seed)
      const board = store.board()
      for (const { answer } of board?.panels ?? []) if (answer) expect(answer.final[0], 'a grid of other steps was drawn').toBe(board?.scenario.steps)
    }
    store.subscribe(check)
    return { store, most: () => most }
  }
  const summaryOf = (steps: number, cells: number): SummaryAnswer => {
    const column = (): Float32Array => new Float32Array(cells).fill(steps)
    return { device: 'cpu', precision: 'float64', adapter: 'none', reason: 'a test', milliseconds: 1, x: column(), y: column(), final: column(), best: column(), reached: new Int32Array(cells), stopped: new Int32Array(cells).fill(-1) }
  }
  const bandOf = (steps: number): BandAnswer => {
    const column = (): Float64Array => new Float64Array(steps + 1).fill(steps)
    return { runs: 4, mean: column(), low: column(), median: column(), high: column() }
  }
  const acts = actsOf('seed', 'steps', 'label', 'view', 'undo', 'redo', 'cancelSweep', 'resumeSweep', 'tune', 'cancelTune')

  test('changes, sweeps, tuning and aborts in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), acts, faults, async (s, list, faulty) => {
        const { store, most } = bench(s, faulty)
        const { actions } = store
        await play(s, list, (name, value) => {
          if (name === 'seed' || name === 'steps') actions.edit((scenario: LandscapeScenario) => ({ ...scenario, [name]: value + (name === 'steps' ? 8 : 0) }))
          else if (name === 'label') actions.edit(withLabel(value))
          else if (name === 'view') actions.setView(views[value % 3] ?? 'contour')
          else if (name === 'tune') void actions.tune([0, 1], value > 3)
          else if (name === 'undo' || name === 'redo' || name === 'cancelSweep' || name === 'resumeSweep' || name === 'cancelTune') actions[name]()
        })
        const { scenario, busy, engineError, tuning } = store.getState()
        const trace = store.trace()
        expect([busy, tuning, most()]).toEqual([false, null, 1])
        if (engineError === null) expect([trace?.scenario.seed, trace?.steps, trace?.scenario.runs, trace?.answer?.reason]).toEqual([scenario.seed, scenario.steps, scenario.runs, 'a test'])
        expect(store.board()?.busy ?? false).toBe(false)
        if (faulty.length === 0) expect(store.bands().map(({ answer }) => answer?.mean[0])).toEqual(scenario.runs.map(() => scenario.steps))
      }),
      settings,
    )
  })
})

describe('trainings', () => {
  function bench(s: fc.Scheduler, faulty: readonly number[]) {
    const fake = fakeNetworkEngine()
    const { engine } = fake
    const refused = refusals(faulty)
    let [most, under] = [0, 0]
    /** The rates of each training, with what was changed on the way. */
    let trained: NetworkScenario | null = null
    const store = createNetworkStore({
      initial: { ...defaultNetworkScenario, epochs: 3, seed: 1 },
      engine: {
        ...engine,
        data(request, options) {
          const answer = engine.data(request, options)
          const mine = fake.loads.at(-1)
          void inTurn(s, `data ${request.seed}`, [() => mine?.progress(0.5), refused() ? () => mine?.fail(new Error('refused')) : () => mine?.finish()])
          return answer
        },
        async train(scenario, options) {
          const answer = engine.train(scenario, options)
          const mine = fake.trainings.at(-1)
          if (options.signal.aborted) throw new DOMException('aborted', 'AbortError')
          most = Math.max(most, (under += 1))
          trained = scenario
          const pieces = [0, 4, 8].map((first) => () => mine?.send(first, 4))
          const end = refused() ? () => mine?.fail(new Error('refused')) : () => mine?.finish()
          const alive = (step: () => unknown) => () => (options.signal.aborted ? undefined : step())
          void inTurn(s, `training ${scenario.seed}`, [() => mine?.build(), () => mine?.evaluate(0), ...pieces, end].map(alive))
          return answer.finally(() => (under -= 1))
        },
        async retune(session, scenario) {
          const no = refused()
          await s.schedule(Promise.resolve(), 'retune')
          if (no) throw new Error('refused')
          trained = scenario
          return engine.steer(session, { kind: 'play' })
        },
      },
    })
    store.subscribe((state, previous) => {
      if (state.traceVersion === previous.traceVersion) return
      const trace = store.trace()
      for (const { loss } of trace?.runs ?? []) for (const value of loss) expect(value, 'a training of another seed was drawn').toBe(trace?.scenario.seed)
    })
    return { store, most: () => most, trained: () => trained }
  }
  const acts = actsOf('seed', 'lr', 'label', 'undo', 'redo', 'play', 'pause', 'stepBatch', 'stepEpoch', 'reset', 'setPace', 'open')

  test('changes, retuning, steering and aborts in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), acts, faults, async (s, list, faulty) => {
        const { store, most, trained } = bench(s, faulty)
        const { actions } = store
        store.begin()
        await play(s, list, (name, value) => {
          if (name === 'seed') actions.edit((scenario: NetworkScenario) => ({ ...scenario, seed: value }))
          else if (name === 'lr') actions.edit((scenario: NetworkScenario) => ({ ...scenario, runs: scenario.runs.map((run) => ({ ...run, hyper: { ...run.hyper, lr: value / 100 } })) }))
          else if (name === 'label') actions.edit(withLabel(value))
          else if (name === 'setPace') actions.setPace(value)
          else if (name === 'open') actions.open({ ...store.getState().scenario, seed: value })
          else if (name === 'undo' || name === 'redo' || name === 'play' || name === 'pause' || name === 'stepBatch' || name === 'stepEpoch' || name === 'reset') actions[name]()
        })
        const { scenario, status, engineError, data, loading } = store.getState()
        expect(most()).toBeLessThanOrEqual(1)
        expect(loading).toBeNull()
        if (engineError !== null) {
          expect(status).toBe('failed')
          return
        }
        expect([status, data?.train, store.trace()?.scenario]).toEqual(['finished', scenario.seed, scenario])
        const rates = (of: NetworkScenario | null): unknown => of?.runs.map((run) => run.hyper)
        expect(rates(trained())).toEqual(rates(scenario))
      }),
      settings,
    )
  })

  test('after the worker has died a paused training comes to where it was, and rests there', async () => {
    const fake = fakeNetworkEngine()
    const store = createNetworkStore({ initial: defaultNetworkScenario, engine: fake.engine })
    store.begin()
    await vi.advanceTimersByTimeAsync(0)
    await fake.loads[0]?.finish()
    const [training] = fake.trainings
    training?.build()
    training?.send(0, 8)
    store.actions.setPace(2)
    store.actions.pause()
    fake.steered.length = 0
    training?.build()
    training?.send(0, 5)
    expect(fake.steered).toEqual([{ kind: 'pace', pace: null }, { kind: 'play' }])
    training?.send(5, 3)
    expect(fake.steered.slice(2)).toEqual([{ kind: 'pace', pace: 2 }, { kind: 'pause' }])
    expect([store.getState().status, store.trace()?.runs[0]?.loss.length]).toEqual(['paused', 8])
  })

  test('after the worker has died a training whose rates were changed begins again with the new ones', async () => {
    const fake = fakeNetworkEngine()
    const store = createNetworkStore({ initial: defaultNetworkScenario, engine: fake.engine })
    store.begin()
    await vi.advanceTimersByTimeAsync(0)
    await fake.loads[0]?.finish()
    fake.trainings[0]?.build()
    fake.trainings[0]?.send(0, 8)
    await vi.advanceTimersByTimeAsync(1000)
    store.actions.edit((scenario: NetworkScenario) => ({ ...scenario, runs: scenario.runs.map((run) => ({ ...run, hyper: { ...run.hyper, lr: 0.07 } })) }))
    await fake.retuned[0]?.finish()
    fake.trainings[0]?.build()
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.trainings.map(({ signal, scenario }) => [signal.aborted, scenario.runs[0]?.hyper?.['lr']])).toEqual([[true, defaultNetworkScenario.runs[0]?.hyper?.['lr']], [false, 0.07]])
  })
})

describe('sweeps of networks', () => {
  test('begun, begun anew, refused and cancelled in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), actsOf('start', 'many', 'cancel'), faults, async (s, list, faulty) => {
        const fake = fakeNetworkEngine()
        const refused = refusals(faulty)
        const living = new Set<number>()
        const sweeping = createNetworkSweeping({
          ...fake.engine,
          train(scenario, options) {
            const answer = fake.engine.train(scenario, options)
            const mine = fake.trainings.at(-1)
            living.add(options.session)
            const end = refused() ? () => void mine?.fail(new Error('refused')) : () => void mine?.finish()
            void inTurn(s, 'sweep', [() => mine?.build(), end])
            return answer.finally(() => living.delete(options.session))
          },
          close({ session }) {
            expect(living, 'a session was closed under another sweep').not.toContain(session)
            return fake.engine.close({ session })
          },
        })
        let last = ''
        await play(s, list, (name, value) => {
          last = name
          const sweep = { x: { param: 'lr', values: [0.01, 0.02 * value] }, seeds: name === 'many' ? 10_000 : 1 }
          if (name === 'cancel') sweeping.cancel()
          else sweeping.start({ ...defaultNetworkScenario, epochs: 3, seed: value }, 0, sweep)
        })
        const { board, error } = sweeping.getState()
        expect(board?.state).not.toBe('running')
        expect(fake.closed).toHaveLength(fake.trainings.length)
        if (last === 'many') expect(error).toContain('too many')
        if (last === 'start' && faulty.length === 0) expect([board?.state, board?.numbers?.ended.length, error]).toEqual(['done', 2, null])
      }),
      settings,
    )
  })
})

describe('experiments', () => {
  const acts = actsOf('seed', 'undo', 'redo', 'run', 'cancel', 'open')

  test('changes and aborts in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), acts, faults, async (s, list, faulty) => {
        const { engine, experiments } = fakeStrategyEngine()
        const refused = refusals(faulty)
        const store = createStrategyStore({
          initial: { ...defaultStrategyScenario, seed: 1 },
          engine: {
            strategy(scenario, options) {
              const answer = engine.strategy(scenario, options)
              const mine = experiments.at(-1)
              void inTurn(s, `experiment ${scenario.seed}`, [() => mine?.show('a'), () => mine?.show('b'), refused() ? () => mine?.fail(new Error('refused')) : () => mine?.finish()])
              return answer
            },
          },
        })
        const { actions } = store
        const found = (): unknown[] => store.blocks().map(({ block }) => (block.kind === 'claim' ? block.found : null))
        store.subscribe(({ status, scenario }) => {
          if (status === 'finished') expect(found(), 'another experiment was drawn').toEqual([scenario.seed, scenario.seed])
        })
        store.begin()
        await play(s, list, (name, value) => {
          if (name === 'seed') actions.edit((scenario) => ({ ...scenario, seed: value }))
          else if (name === 'open') actions.open({ ...store.getState().scenario, seed: value })
          else if (name === 'undo' || name === 'redo' || name === 'run' || name === 'cancel') actions[name]()
        })
        const stopped = list.some(([name]) => name === 'cancel')
        const { status, engineError, progress, loading } = store.getState()
        expect([progress, loading]).toEqual([null, null])
        if (engineError === null) expect(stopped ? ['finished', 'stopped'] : ['finished']).toContain(status)
        else expect(status).toBe('failed')
        expect(experiments.filter(({ signal }) => !signal.aborted).length).toBeGreaterThan(stopped ? -1 : 0)
      }),
      settings,
    )
  })
})

describe('lessons', () => {
  const text = '---\ntitle: A\nidea: B.\n---\n## one\n```scene\n{ "kind": "landscape", "landscape": "sphere", "runs": [{ "optimizer": "sgd" }] }\n```\n'
  const read = (id: string): Lesson => {
    const { lesson, problem } = readLesson(id, text)
    if (!lesson) throw new Error(problem)
    return lesson
  }
  const ids = ['first', 'second'] as const

  test('what was asked for last is on the screen, in the language that was chosen last, however long the lessons take to load', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), actsOf('open', 'openFile', 'list', 'close', 'retell'), async (s, list) => {
        let word = 'word 0'
        const load = async (): Promise<LessonLibrary> => {
          const lessons = ids.map((id) => ({ ...read(id), idea: word }))
          await s.schedule(Promise.resolve(), 'lessons')
          return { lessons, read: readLesson }
        }
        const { actions, getState } = createLessonStore({ load, show: () => Promise.resolve(), storage: { getItem: () => null, setItem: () => undefined } })
        let wish = 'closed'
        await play(s, list, (name, value) => {
          const id = ids[value % 2] ?? 'first'
          if (name === 'retell') {
            word = `word ${value}`
            void actions.retell()
            return
          }
          wish = { open: id, openFile: 'own:mine.md', list: 'list', close: 'closed' }[name] ?? ''
          if (name === 'open') void actions.open(id)
          else if (name === 'openFile') void actions.openFile('mine.md', text)
          else if (name === 'list') actions.openList()
          else actions.close()
        })
        const { panel, lesson, lessons } = getState()
        if (wish !== 'closed') expect(panel === 'lesson' ? lesson?.id : panel).toBe(wish)
        else expect(panel).toBe('closed')
        for (const one of lessons ?? []) expect(one.idea).toBe(word)
        if (lesson && lesson.id !== 'own:mine.md') expect(lesson.idea).toBe(word)
      }),
      settings,
    )
  })
})
