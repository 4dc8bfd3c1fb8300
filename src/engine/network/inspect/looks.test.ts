// All looks into one real training: they are of the same networks, so they must agree with each other.
import { beforeAll, describe, expect, it } from 'vitest'
import type { BuiltFrame, EvaluationFrame, TrainFrame } from '../../../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../../../scenario/network/defaults.ts'
import { planTraining } from '../../../scenario/network/plan.ts'
import { createNetworkHandlers } from '../handlers.ts'

const scenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons', params: { points: 200, noise: 0.1 }, split: 0.5 },
  model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' },
  batch: 20,
  epochs: 60,
  runs: [{ optimizer: 'adam', hyper: { lr: 0.03 } }, { optimizer: 'momentum', hyper: { lr: 0.1 } }],
})

const handlers = createNetworkHandlers(async () => [])
const frames: TrainFrame[] = []
const ignored = { signal: new AbortController().signal, send: async () => undefined }
const session = 0

beforeAll(async () => {
  await handlers.train(
    { session, plan: planTraining(scenario), device: 'cpu', base: 'http://nowhere/', paused: false, pace: null },
    { signal: ignored.signal, send: async (frame) => void frames.push(frame) },
  )
})

/** What was last found of a run, and its row there. */
function last(run: number): { frame: EvaluationFrame; row: number } {
  const frame = frames.filter((f) => f.kind === 'evaluation').findLast((f) => f.runs.includes(run))
  if (!frame) throw new Error(`run ${run} was never judged`)
  return { frame, row: frame.runs.indexOf(run) }
}
const built = (): BuiltFrame => {
  const [frame] = frames.filter((f) => f.kind === 'built')
  if (!frame) throw new Error('nothing was built')
  return frame
}

describe.each([0, 1])('run %i', (run) => {
  it('has a confusion matrix and samples that agree with its validation metric', async () => {
    const { frame, row } = last(run)
    const metric = frame.validationMetric[row] ?? Number.NaN
    const { counts, entry } = await handlers.confusion({ session, run }, ignored)
    expect(entry).toBe(frame.step)
    expect(counts.reduce((a, b) => a + b, 0)).toBe(built().validation)
    expect(((counts[0] ?? 0) + (counts[3] ?? 0)) / built().validation).toBe(metric)
    const { truth, predicted, probability } = await handlers.samples({ session, run }, ignored)
    expect(truth.filter((t, i) => t === predicted[i]).length / truth.length).toBe(metric)
    for (const p of probability) expect(p).toBeGreaterThanOrEqual(0.5)
    expect(metric).toBeGreaterThan(0.9)
  })

  it('has a decision picture with both classes where the moons lie', async () => {
    const { chosen, value } = await handlers.decision({ session, runs: [run], features: [0, 1], box: [[-1, 2], [-0.5, 1]], size: 31 }, ignored)
    // The tip of the upper moon at (0, 1) is class 0, the bottom of the lower one at (1, -0.5) class 1.
    expect([chosen[0]?.[30 * 31 + 10], chosen[0]?.[20]]).toEqual([0, 1])
    expect(value[0]?.every((p, i) => p > 0.5 === (chosen[0]?.[i] === 1))).toBe(true)
  })

  it('has decision pictures of the past: at the start as the initial weights say, at the end as now', async () => {
    const ask = { session, runs: [run], features: [0, 1], box: [[-1, 2], [-0.5, 1]], size: 9 } as const
    const [now, start, end] = [await handlers.decision(ask, ignored), await handlers.decision({ ...ask, entry: 0 }, ignored), await handlers.decision({ ...ask, entry: 1e9 }, ignored)]
    expect([start.entry, end.entry]).toEqual([0, now.entry])
    expect(end.value).toEqual(now.value)
    expect(start.value[0]?.some((p, i) => Math.abs(p - (now.value[0]?.[i] ?? 0)) > 0.2)).toBe(true)
    const middle = await handlers.decision({ ...ask, entry: Math.floor(now.entry / 2) }, ignored)
    expect(middle.entry > 0 && middle.entry <= now.entry / 2).toBe(true)
  })

  it('has histograms of all its weights', async () => {
    const { weights, activations } = await handlers.histograms({ session, run }, ignored)
    expect(weights.map(({ name, counts }) => [name, counts.reduce((a, b) => a + b, 0)])).toEqual(built().groups[0]?.tensors.map(({ name, size }) => [name, size]))
    expect(activations.map(({ name }) => name)).toEqual(['a1', 'a2'])
    for (const { low, high } of activations) expect([low >= -1, high <= 1]).toEqual([true, true])
  })

  it('lies on the loss surface of its plane where its training loss says', async () => {
    const { paths, runs, centre, axes } = await handlers.paths({ session, plane: { kind: 'weights', x: 0, y: 20 } }, ignored)
    const path = paths[runs.indexOf(run)]
    // The plane goes through the first run alone: the other's other weights are elsewhere.
    if (run > 0) return expect(path?.distance.at(-1)).toBeGreaterThan(0.1)
    const [x, y] = [path?.x.at(-1) ?? Number.NaN, path?.y.at(-1) ?? Number.NaN]
    const box = [[x - 1, x + 1], [y - 1, y + 1]] as const
    const { z, size, rows } = await handlers.planeSurface({ session, run, centre, axes, box, size: 17 }, ignored)
    expect([size, rows]).toEqual([17, built().train])
    const { frame, row } = last(run)
    // Paths are kept as float32.
    expect(Math.abs((z[8 * 17 + 8] ?? Number.NaN) - (frame.trainLoss[row] ?? Number.NaN))).toBeLessThan(1e-5)
  })
})

describe('the principal plane', () => {
  it('is shared by both runs, which begin at one point of it', async () => {
    const { paths, variance, names } = await handlers.paths({ session, plane: { kind: 'pca' } }, ignored)
    expect(names).toEqual(['PC1', 'PC2'])
    expect([paths[0]?.x[0], paths[0]?.y[0]]).toEqual([paths[1]?.x[0], paths[1]?.y[0]])
    const [first, second] = variance ?? [0, 0]
    expect(first).toBeGreaterThanOrEqual(second)
    // Two paths from one start: most of what they do is seen.
    expect(first + second).toBeGreaterThan(0.7)
    expect(first + second).toBeLessThanOrEqual(1 + 1e-12)
  })
})
