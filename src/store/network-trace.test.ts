import { describe, expect, test } from 'vitest'
import type { EntriesFrame, EvaluationFrame } from '../protocol/network-messages.ts'
import { defaultNetworkScenario as scenario } from '../scenario/network/defaults.ts'
import { createTrainTraceBuilder } from './network-trace.ts'

/** Three runs: 0 and 2 of one group, 1 alone with twice the batch; two epochs. */
function setup() {
  const builder = createTrainTraceBuilder(3)
  const tensors = ['W1', 'b1'].map((name) => ({ name, shape: [1], offset: 0, size: 1, matrix: false }))
  const group = (runs: number[], perEpoch: number, refused: string | null = null) => ({ runs, refused, params: 2, tensors, steps: 2 * perEpoch, epochSteps: [perEpoch, perEpoch] })
  const build = (second: string | null = null): void =>
    builder.add({
      kind: 'built', device: 'cpu', precision: 'float64', adapter: '', reason: '', groups: [group([0, 2], 4), group([1], 2, second)], train: 8, validation: 4, metric: 'accuracy',
    })
  return { builder, build, snapshot: () => builder.snapshot(scenario) }
}
/** Entry k of run r has the loss 10 r + k. */
function entries(runs: number[], first: number, count: number, stops: Partial<Pick<EntriesFrame, 'stoppedAt' | 'earlyAt'>> = {}): EntriesFrame {
  const column = (): Float64Array => Float64Array.from(runs.flatMap((run) => Array.from({ length: count }, (_, i) => 10 * run + first + i)))
  const never = new Int32Array(runs.length).fill(-1)
  return { kind: 'entries', runs, first, count, loss: column(), gradNorm: column(), lr: column(), stoppedAt: never, earlyAt: never, ...stops }
}
function evaluation(runs: number[], step: number, more: Partial<EvaluationFrame> = {}): EvaluationFrame {
  const column = (): Float64Array => Float64Array.from(runs, (run) => 10 * run + step)
  const tensorNorms = Float64Array.from(runs.flatMap((run) => [run, run + 0.5]))
  return {
    kind: 'evaluation', runs, step, epoch: step / 4, trainLoss: column(), validationLoss: column(), trainMetric: column(), validationMetric: column(), tensorNorms, done: false,
    seconds: step, samples: 2 * step, ...more,
  }
}
const losses = (run: { readonly loss: Float64Array } | undefined): number[] => [...(run?.loss ?? [])]

describe('the trace of a training', () => {
  test('frames of groups that take turns come to columns per run', () => {
    const { builder, build, snapshot } = setup()
    expect(snapshot().runs.map((run) => run.status)).toEqual(['waiting', 'waiting', 'waiting'])
    build()
    builder.add(entries([0, 2], 0, 3))
    builder.add(entries([1], 0, 1))
    builder.add(entries([0, 2], 3, 2))
    const { runs } = snapshot()
    expect(runs.map(losses)).toEqual([[0, 1, 2, 3, 4], [10], [20, 21, 22, 23, 24]])
    expect(runs).toMatchObject([{ status: 'running', stoppedAt: 4, total: 8, params: 2, tensorNames: ['W1', 'b1'] }, { total: 4 }, {}])
  })

  test('more entries than any buffer began with', () => {
    const { builder, build, snapshot } = setup()
    build()
    for (let first = 0; first < 5000; first += 7) builder.add(entries([1], first, 7))
    expect(losses(snapshot().runs[1]).every((loss, k) => loss === 10 + k)).toBe(true)
    expect(losses(snapshot().runs[1])).toHaveLength(5005)
  })

  test('a run that diverged ends before that entry, the one beside it goes on', () => {
    const { builder, build, snapshot } = setup()
    build()
    builder.add(entries([0, 2], 0, 4, { stoppedAt: Int32Array.of(2, -1) }))
    builder.add(entries([0, 2], 4, 1, { stoppedAt: Int32Array.of(2, -1) }))
    builder.add(evaluation([0, 2], 4))
    const [first, , third] = snapshot().runs
    expect(first).toMatchObject({ status: 'diverged', stoppedAt: 2 })
    expect([losses(first), losses(third)]).toEqual([[0, 1], [20, 21, 22, 23, 24]])
    expect([first?.steps, third?.steps]).toEqual([Int32Array.of(), Int32Array.of(4)])
  })

  test('a run that was stopped early ends before that entry, and keeps what it was judged at there', () => {
    const { builder, build, snapshot } = setup()
    build()
    builder.add(entries([0, 2], 0, 2))
    builder.add(evaluation([0, 2], 2))
    builder.add(entries([0, 2], 2, 2, { earlyAt: Int32Array.of(-1, 2) }))
    builder.add(evaluation([0, 2], 4))
    expect(snapshot().runs[2]).toMatchObject({ status: 'stopped-early', stoppedAt: 2, loss: Float64Array.of(20, 21), steps: Int32Array.of(2) })
    expect(snapshot().runs[0]).toMatchObject({ status: 'running', steps: Int32Array.of(2, 4) })
  })

  test('evaluations come to columns; a second one at a step takes the place of the first', () => {
    const { builder, build, snapshot } = setup()
    build()
    builder.add(entries([0, 2], 0, 5))
    builder.add(evaluation([0, 2], 0))
    builder.add(evaluation([0, 2], 4, { trainLoss: Float64Array.of(-1, -1) }))
    builder.add(evaluation([0, 2], 4))
    const { runs, seconds, samples } = snapshot()
    expect(runs[2]).toMatchObject({ steps: Int32Array.of(0, 4), epochs: Float64Array.of(0, 1), trainLoss: Float64Array.of(20, 24), tensorNorms: [Float64Array.of(2, 2), Float64Array.of(2.5, 2.5)] })
    expect({ seconds, samples }).toEqual({ seconds: 4, samples: 8 })
  })

  test('refused runs have a reason and hold nobody up', () => {
    const { builder, build, snapshot } = setup()
    build('needs a Hessian')
    builder.add(entries([0, 2], 0, 3))
    expect(snapshot().runs[1]).toMatchObject({ status: 'refused', why: 'needs a Hessian', loss: new Float64Array(0) })
    expect(snapshot().epoch).toBe(0.75)
  })

  test('the epoch is that of the slowest group, in updates of its own', () => {
    const { builder, build, snapshot } = setup()
    build()
    builder.add(entries([0, 2], 0, 6))
    builder.add(entries([1], 0, 2))
    expect(snapshot().epoch).toBe(1)
    builder.add(entries([1], 2, 3))
    builder.add(evaluation([1], 4, { done: true }))
    expect(snapshot()).toMatchObject({ epoch: 1.5, runs: [{ status: 'running' }, { status: 'finished' }, {}] })
  })

  test('changed numbers are noted as the updates that the first run that trains has made', () => {
    const { builder, build, snapshot } = setup()
    builder.changed()
    build()
    builder.add(entries([0, 2], 0, 6))
    builder.changed()
    expect(snapshot().changes).toEqual([6])
  })

  test('the answer has the last word', () => {
    const { builder, build, snapshot } = setup()
    build()
    builder.add(entries([0, 2], 0, 9))
    builder.add(entries([1], 0, 5))
    builder.finish({ seconds: 7, runs: [{ status: 'finished', stoppedAt: 8 }, { status: 'diverged', stoppedAt: 4, why: 'it left' }, { status: 'finished', stoppedAt: 8 }] })
    expect(snapshot()).toMatchObject({ seconds: 7, epoch: 2, runs: [{ status: 'finished' }, { status: 'diverged', stoppedAt: 4, why: 'it left' }, {}] })
  })
})

describe('frames that do not fit are refused', () => {
  test.each([
    ['a gap', entries([0, 2], 1, 1), 'frame: expected entries of run 0 from 0, got them from 1'],
    ['an unknown run', entries([5], 0, 1), 'frame: expected one of the 3 runs that were built, got run 5'],
    ['a short column', { ...entries([0, 2], 0, 2), loss: new Float64Array(3) }, 'frame: expected loss of [2, 2], got 3 values'],
    ['norms of other tensors', { ...evaluation([1], 0), tensorNorms: new Float64Array(3) }, 'frame: expected tensorNorms of [1, 2], got 3 values'],
  ])('%s', (_, frame, message) => {
    const { builder, build } = setup()
    build()
    expect(() => builder.add(frame)).toThrow(message)
  })

  test('entries before anything was built', () => {
    expect(() => setup().builder.add(entries([0], 0, 1))).toThrow('frame: expected one of the 3 runs that were built, got run 0')
  })

  test('facts of other runs', () => {
    expect(() => setup().builder.finish({ runs: [], seconds: 0 })).toThrow('training: expected facts of 3 runs, got 0')
  })
})
