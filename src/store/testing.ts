// An engine for tests: each rollout waits until the test says what comes of it.
import type { RolloutAnswer, TraceFrame } from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { Engine } from './engine-port.ts'

export interface FakeRollout {
  readonly scenario: LandscapeScenario
  readonly signal: AbortSignal
  /** Sends entries first … first+count-1 of all runs; every value is the scenario's seed. */
  readonly send: (first: number, count: number) => void
  readonly finish: () => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

/** Aborted rollouts reject by themselves, as the port's do. */
export function fakeEngine(): { engine: Engine; rollouts: FakeRollout[] } {
  const rollouts: FakeRollout[] = []
  const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'))
  const engine: Engine = {
    devices: () => Promise.resolve({ devices: [{ device: 'cpu', available: true, detail: 'float64', software: false }] }),
    surface: refuse,
    probe: refuse,
    summary: refuse,
    band: refuse,
    rollout: (scenario, { signal, onFrame }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        rollouts.push({
          scenario,
          signal,
          send: (first, count) => onFrame(frameOf(scenario, first, count)),
          finish: () => (resolve(answerOf(scenario)), settled()),
          fail: (error) => (reject(error), settled()),
        })
      }),
  }
  return { engine, rollouts }
}

/** Lets promises that are already settled do their work. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve()
}

function frameOf({ runs, seed }: LandscapeScenario, first: number, count: number): TraceFrame {
  const column = (): Float64Array => new Float64Array(runs.length * count).fill(seed)
  const columns = { x: column(), y: column(), loss: column(), gradNorm: column(), lr: column() }
  return { runs: runs.map((_, i) => i), first, count, ...columns, slots: {}, stoppedAt: new Int32Array(runs.length).fill(-1) }
}

function answerOf({ runs, steps }: LandscapeScenario): RolloutAnswer {
  const facts = runs.map(() => ({ status: 'finished', stoppedAt: steps, device: 'cpu', gradientEvaluations: steps }) as const)
  return { device: 'cpu', precision: 'float64', adapter: 'none', reason: 'a test', runs: facts, milliseconds: 1 }
}
