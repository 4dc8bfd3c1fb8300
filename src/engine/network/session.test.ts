import { afterEach, describe, expect, test, vi } from 'vitest'
import type { EntriesFrame, EvaluationFrame, RaceFrame, Steering, TrainAnswer, TrainFrame } from '../../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import type { PartialNetworkScenario } from '../../scenario/network/defaults.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import { createNetworkHandlers } from './handlers.ts'

const moons: PartialNetworkScenario = {
  kind: 'network',
  dataset: { id: 'moons', params: { points: 60 }, split: 0.5 },
  model: { id: 'mlp', hidden: [4], activation: 'tanh' },
  batch: 8,
  epochs: 5,
  runs: [{ optimizer: 'adam', hyper: { lr: 0.03 } }, { optimizer: 'adam', hyper: { lr: 0.01 } }, { optimizer: 'muon' }, { optimizer: 'sgd', batch: 16 }],
}

interface Told {
  readonly frames: readonly TrainFrame[]
  readonly answer: TrainAnswer
}

interface How {
  readonly paused?: boolean
  readonly pace?: number | null
  /** Called at every frame, to steer by. */
  readonly onFrame?: (frame: TrainFrame, steer: (steering: Steering) => void) => void
  readonly signal?: AbortSignal
  readonly places?: number
}

async function train(scenario: PartialNetworkScenario, { paused = false, pace = null, onFrame, places, signal = new AbortController().signal }: How = {}): Promise<Told & { handlers: ReturnType<typeof createNetworkHandlers> }> {
  const handlers = createNetworkHandlers(async () => [])
  const frames: TrainFrame[] = []
  const none = { signal, send: async () => undefined }
  const steer = (steering: Steering): void => void handlers.steer({ session: 0, steering }, none)
  const send = async (frame: TrainFrame): Promise<void> => {
    frames.push(frame)
    onFrame?.(frame, steer)
  }
  const plan = planTraining(fillNetworkDefaults(scenario))
  const answer = await handlers.train({ session: 0, plan, device: 'auto', base: 'http://nowhere/', paused, pace, ...(places === undefined ? {} : { places }) }, { signal, send })
  return { frames, answer, handlers }
}

/** Every number of one run's trace, by name and step. */
function numbersOf(frames: readonly TrainFrame[], run: number): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const f of frames) {
    if (f.kind !== 'entries' && f.kind !== 'evaluation') continue
    const row = f.runs.indexOf(run)
    if (row < 0) continue
    if (f.kind === 'entries') {
      for (let i = 0; i < f.count; i++) for (const c of ['loss', 'gradNorm', 'lr'] as const) numbers.set(`${c} ${f.first + i}`, f[c][row * f.count + i] ?? Number.NaN)
    } else for (const c of ['trainLoss', 'validationLoss', 'trainMetric', 'validationMetric'] as const) numbers.set(`${c} ${f.step}`, f[c][row] ?? Number.NaN)
  }
  return numbers
}

const evaluations = (frames: readonly TrainFrame[]): EvaluationFrame[] => frames.filter((f) => f.kind === 'evaluation')
const entries = (frames: readonly TrainFrame[]): EntriesFrame[] => frames.filter((f) => f.kind === 'entries')

describe('a training', () => {
  test('tells what was built, every entry once and in order, and how it ended', async () => {
    const { frames, answer } = await train(moons)
    const [built] = frames
    if (built?.kind !== 'built') throw new Error('the first frame should say what was built')
    expect(built).toMatchObject({ device: 'cpu', precision: 'float64', train: 30, validation: 30, metric: 'accuracy' })
    for (const { runs, steps, refused, params } of built.groups) {
      expect(refused).toBeNull()
      expect(params).toBe(2 * 4 + 4 + 4 + 1)
      const own = entries(frames).filter((f) => f.runs[0] === runs[0])
      expect(own.flatMap((f) => Array.from({ length: f.count }, (_, i) => f.first + i))).toEqual(Array.from({ length: steps + 1 }, (_, i) => i))
      expect(evaluations(frames).filter((f) => f.runs[0] === runs[0]).at(-1)).toMatchObject({ step: steps, done: true, epoch: 5, samples: 150 })
    }
    expect(answer.runs.map((r) => r.status)).toEqual(['finished', 'finished', 'finished', 'finished'])
  })

  test('gives the same numbers at full speed, at a pace, batch by batch, and a run alone', async () => {
    const whole = await train(moons)
    const paced = await train(moons, { pace: 40 })
    const byHand = await train(moons, { paused: true, onFrame: (_, steer) => setTimeout(() => steer({ kind: 'batch' }), 0) })
    for (const run of [0, 1, 2, 3]) {
      const wanted = numbersOf(whole.frames, run)
      expect(wanted.size).toBeGreaterThan(40)
      expect(numbersOf(paced.frames, run)).toEqual(wanted)
      expect(numbersOf(byHand.frames, run)).toEqual(wanted)
      const alone = await train({ ...moons, runs: moons.runs.filter((_, i) => i === run) })
      expect(numbersOf(alone.frames, 0)).toEqual(wanted)
    }
  })

  test('at full batch, is gradient descent on one loss', async () => {
    const { frames } = await train({ ...moons, batch: 'all', runs: [{ optimizer: 'sgd', hyper: { lr: 0.1 } }] })
    const numbers = numbersOf(frames, 0)
    const losses = Array.from({ length: 6 }, (_, k) => numbers.get(`loss ${k}`) ?? Number.NaN)
    expect(losses).toHaveLength(6)
    losses.reduce((before, loss) => {
      expect(loss).toBeLessThan(before)
      return loss
    })
    // The rows are summed in another order.
    for (let k = 0; k < 6; k++) expect(numbers.get(`trainLoss ${k}`)).toBeCloseTo(losses[k] ?? 0, 12)
  })

  test('goes one epoch at a time when asked, and rests between', async () => {
    const seen: number[] = []
    await train({ ...moons, batch: 'all' }, {
      paused: true,
      onFrame: (f, steer) => {
        if (f.kind !== 'evaluation' || f.runs[0] !== 0) return
        seen.push(f.epoch)
        setTimeout(() => steer({ kind: 'epoch' }), 0)
      },
    })
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('takes new rates without beginning again', async () => {
    const plan = planTraining(fillNetworkDefaults({ ...moons, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-12 } }] }))
    const { frames } = await train({ ...moons, runs: [{ optimizer: 'sgd', hyper: { lr: 0.5 } }] }, {
      paused: true,
      onFrame: (f, steer) => {
        if (f.kind !== 'evaluation') return
        if (f.epoch >= 2) steer({ kind: 'columns', columns: plan.groups.map((g) => g.columns) })
        setTimeout(() => steer({ kind: 'epoch' }), 0)
      },
    })
    const numbers = numbersOf(frames, 0)
    expect([numbers.get('lr 1'), numbers.get('lr 8'), numbers.get('lr 9'), numbers.get('lr 20')]).toEqual([0.5, 0.5, 1e-12, 1e-12])
    expect(numbers.get('validationLoss 8')).not.toBe(numbers.get('validationLoss 4'))
    expect(numbers.get('validationLoss 20')).toBeCloseTo(numbers.get('validationLoss 8') ?? 0, 9)
  })

  test('a run that leaves the numbers stops there, the others go on', async () => {
    const wild = { optimizer: 'sgd', hyper: { lr: 1e9 } }
    const { frames, answer } = await train({ ...moons, loss: { id: 'mse' }, model: { id: 'mlp', hidden: [4], activation: 'relu' }, runs: [wild, { optimizer: 'sgd', hyper: { lr: 0.01 } }] })
    expect(answer.runs.map((r) => r.status)).toEqual(['diverged', 'finished'])
    const at = answer.runs[0]?.stoppedAt ?? 0
    const numbers = numbersOf(frames, 0)
    expect(numbers.get(`loss ${at - 1}`)).toSatisfy(Number.isFinite)
    expect(numbers.get(`loss ${at}`)).toBeNaN()
    expect(numbersOf(frames, 1).get('loss 20')).toSatisfy(Number.isFinite)
  })

  test('stops a run early when its validation loss gets no better, and its weights stand still from there', async () => {
    const { answer, handlers } = await train({ ...moons, epochs: 200, patience: 3, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-300 } }, { optimizer: 'adam', hyper: { lr: 0.003 } }] })
    expect(answer.runs[0]?.status).toBe('stopped-early')
    expect(answer.runs[0]?.stoppedAt).toBeLessThan(200)
    const start = await train({ ...moons, epochs: 1, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-300 } }] })
    const none = { signal: new AbortController().signal, send: async () => undefined }
    const [ended, begun] = [await handlers.weights({ session: 0, run: 0 }, none), await start.handlers.weights({ session: 0, run: 0 }, none)]
    ended.values.forEach((w, i) => expect(w).toBeCloseTo(begun.values[i] ?? 0, 9))
  })

  test('what cannot be trained is a sentence beside its run', async () => {
    const { answer, frames } = await train({ ...moons, runs: [{ optimizer: 'newton' }, { optimizer: 'bfgs' }, { optimizer: 'adam' }] })
    expect(answer.runs.map((r) => r.status)).toEqual(['refused', 'refused', 'finished'])
    for (const { why } of answer.runs.slice(0, 2)) expect(why).toMatch(/^[A-Z].*\.$/)
    expect(evaluations(frames).at(-1)?.runs).toEqual([2])
    const weights = await train({ ...moons, model: { id: 'mlp', hidden: [4], weights: [1, 2, 3] } })
    expect(weights.answer.runs[0]).toMatchObject({ status: 'refused', why: 'The given weights are 3 numbers; this network has 17.' })
  })

  test('begins with the weights that are given, and reads them out again', async () => {
    const weights = Array.from({ length: 17 }, (_, i) => (i - 8) / 10)
    const { handlers } = await train({ ...moons, epochs: 1, model: { id: 'mlp', hidden: [4], weights }, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-300 } }] })
    const { values } = await handlers.weights({ session: 0, run: 0 }, { signal: new AbortController().signal, send: async () => undefined })
    values.forEach((w, i) => expect(w).toBeCloseTo(weights[i] ?? 0, 12))
  })

  test('is ended by its signal', async () => {
    const controller = new AbortController()
    const training = train({ ...moons, epochs: 1000 }, { signal: controller.signal, onFrame: (f) => void (f.kind === 'evaluation' && f.epoch > 1 && controller.abort()) })
    await expect(training).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a race of many', () => {
  const raced = async (scenario: PartialNetworkScenario): Promise<RaceFrame[]> => {
    const { frames } = await train(scenario, { places: 6 })
    expect(frames.filter(({ kind }) => kind === 'entries' || kind === 'evaluation')).toEqual([])
    return frames.filter((f) => f.kind === 'race')
  }
  const covered = (frames: readonly RaceFrame[], run: number): number[] =>
    frames.filter((f) => f.runs[0] === run).flatMap(({ places: [first, last] }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))

  test('tells of every place once, for every group, with the numbers of a training that is watched', async () => {
    const frames = await raced(moons)
    const watched = await train(moons)
    for (const run of [0, 2, 3]) expect(covered(frames, run), `group of run ${run}`).toEqual([0, 1, 2, 3, 4, 5])
    for (const f of frames) {
      const all = numbersOf(watched.frames, f.runs[0] ?? -1)
      expect(f.validationLoss[0]).toBe(all.get(`validationLoss ${f.step}`))
      expect(f.validationMetric[0]).toBe(all.get(`validationMetric ${f.step}`))
    }
  })

  test('stands still where its runs have ended, and is told of to the last place', async () => {
    const lost = await raced({ ...moons, loss: { id: 'mse' }, runs: [{ optimizer: 'sgd', hyper: { lr: 1e300 } }] })
    expect(covered(lost, 0)).toEqual([0, 1, 2, 3, 4, 5])
    expect(lost.at(-1)?.validationLoss[0]).toBeNaN()
    const early = await raced({ ...moons, epochs: 40, patience: 2, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-12 } }] })
    expect(covered(early, 0)).toEqual([0, 1, 2, 3, 4, 5])
    expect(early.at(-1)?.validationLoss[0]).toBeCloseTo(early[0]?.validationLoss[0] ?? Number.NaN, 6)
  })
})

describe('sleep', () => {
  afterEach(() => void vi.useRealTimers())

  test('a page that takes no frames for an hour finds the training where it was, at its pace, and the hour is no time of training', async () => {
    vi.useFakeTimers()
    const abort = new AbortController()
    const seen: EvaluationFrame[] = []
    let wake = (): void => undefined
    let asleep: Promise<void> | null = null
    const handlers = createNetworkHandlers(async () => [])
    const plan = planTraining(fillNetworkDefaults({ ...moons, epochs: 400, runs: [{ optimizer: 'adam' }] }))
    const send = async (frame: TrainFrame): Promise<void> => {
      if (frame.kind === 'evaluation') seen.push(frame)
      await asleep
    }
    const training = handlers.train({ session: 0, plan, device: 'cpu', base: 'http://nowhere/', paused: false, pace: 20 }, { signal: abort.signal, send })
    const epoch = (): number => seen.at(-1)?.epoch ?? 0
    await vi.advanceTimersByTimeAsync(1000)
    expect(Math.abs(epoch() - 20)).toBeLessThan(3)
    asleep = new Promise((resolve) => {
      wake = resolve
    })
    await vi.advanceTimersByTimeAsync(3_600_000)
    const before = epoch()
    expect(before).toBeLessThan(24)
    asleep = null
    wake()
    await vi.advanceTimersByTimeAsync(1000)
    expect(Math.abs(epoch() - before - 20)).toBeLessThan(3)
    expect(seen.at(-1)?.seconds).toBeLessThan(5)
    abort.abort()
    await expect(training).rejects.toMatchObject({ name: 'AbortError' })
  })
})
