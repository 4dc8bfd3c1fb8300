import { describe, expect, test } from 'vitest'
import { fillDefaults } from '../scenario/defaults.ts'
import type { PartialScenario } from '../scenario/defaults.ts'
import type { RunFact } from '../protocol/messages.ts'
import { distancesToMinimum, fairness, stepLengths, summarize, targetOf } from './selectors.ts'
import { createTraceBuilder } from './trace.ts'
import type { Trace } from './types.ts'

const own = { formula: 'x^2 + y^2 + 1', domain: [[-1, 1], [-1, 1]] } as const
const two: PartialScenario = { landscape: 'sphere', tolerance: 0.5, runs: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }

/** One run per row of losses; x is the loss, y is 0. */
function traceOf(losses: number[][], partial: PartialScenario = two, facts?: RunFact[]): Trace {
  const steps = (losses[0]?.length ?? 1) - 1
  const builder = createTraceBuilder(steps, losses.length)
  losses.forEach((row, run) => {
    const column = (): Float64Array => Float64Array.from(row)
    const end = row.findIndex((v) => !Number.isFinite(v))
    const columns = { x: column(), y: new Float64Array(row.length), loss: column(), gradNorm: column(), lr: column(), slots: {} }
    builder.add({ runs: [run], first: 0, count: row.length, ...columns, stoppedAt: Int32Array.of(end) })
  })
  if (facts) builder.finish({ device: 'cpu', precision: 'float64', adapter: '', reason: '', runs: facts, milliseconds: 1 })
  return builder.snapshot(fillDefaults({ ...partial, steps }))
}
const fact = (status: RunFact['status'], stoppedAt: number, gradientEvaluations: number): RunFact => ({ status, stoppedAt, device: 'cpu', gradientEvaluations, milliseconds: 2 })

describe('target', () => {
  test('is the known minimum of the landscape', () => expect(targetOf(traceOf([[3, 2], [3, 1]]))).toEqual({ value: 0, from: 'known' }))
  test('is the best that any run has seen where none is known', () => {
    expect(targetOf(traceOf([[3, 2, 4], [3, Number.NaN, Number.NaN]], { ...two, landscape: own }))).toEqual({ value: 2, from: 'best-seen' })
  })
  test('is nothing where no run has a loss', () => expect(targetOf(traceOf([[Infinity]], { ...two, landscape: own, runs: [{ optimizer: 'sgd' }] }))).toBeNull())
})

describe('summary', () => {
  test('final, best, and the first step within the tolerance', () => {
    const [a, b] = summarize(traceOf([[3, 0.5, 0.25, 1], [3, 2, 2, 2]], two, [fact('finished', 3, 3), fact('finished', 3, 6)]))
    expect(a).toEqual({ run: 0, finalLoss: 1, bestLoss: 0.25, stepsToTolerance: 1, gradientEvaluations: 3, milliseconds: 2, status: { code: 'finished', step: 3 } })
    expect(b).toMatchObject({ stepsToTolerance: null, gradientEvaluations: 6 })
  })

  test('of a diverged run: what it had before', () => {
    const [, run] = summarize(traceOf([[3, 2, 1], [3, 9, Infinity]]))
    expect(run).toMatchObject({ finalLoss: 9, bestLoss: 3, status: { code: 'diverged', step: 2 }, gradientEvaluations: null, milliseconds: null })
  })

  test('of a run that diverged at the start: nothing', () => {
    const [run] = summarize(traceOf([[Infinity, 1]], { ...two, runs: [{ optimizer: 'sgd' }] }))
    expect(run).toMatchObject({ finalLoss: Number.NaN, bestLoss: Number.NaN, stepsToTolerance: null, status: { code: 'diverged', step: 0 } })
  })
})

describe('curves', () => {
  const trace = traceOf([[3, 1, -1, Number.NaN]], { ...two, runs: [{ optimizer: 'sgd' }] })
  const [run] = trace.runs

  test('distance to the nearest minimum', () => {
    expect(run && [...(distancesToMinimum(trace, run) ?? [])]).toEqual([3, 1, 1, Number.NaN])
    expect(run && distancesToMinimum({ ...trace, scenario: { ...trace.scenario, landscape: own } }, run)).toBeNull()
  })

  test('step lengths', () => expect(run && [...stepLengths(run)]).toEqual([Number.NaN, 2, 2, Number.NaN]))
})

describe('fairness', () => {
  test('of a race with everything held equal', () => {
    expect(fairness(traceOf([[3, 2], [3, 1]], two, [fact('finished', 1, 1), fact('finished', 1, 2)]))).toEqual({
      steps: 1, evaluations: { least: 1, most: 2 }, sameStart: true, noise: { kind: 'none', scale: 0 }, sameSeed: true, tuned: null,
      ended: { finished: 2, diverged: 0, refused: 0 },
    })
  })

  test('sees another start, another seed, noise, and runs that did not end', () => {
    const partial: PartialScenario = { ...two, noise: { kind: 'gaussian', scale: 2 }, runs: [{ optimizer: 'sgd', start: [1, 1], seed: 5 }, { optimizer: 'sgd' }] }
    const trace = traceOf([[3, 2], [3, Infinity]], { ...partial, start: [0, 0] })
    expect(fairness(trace)).toMatchObject({ sameStart: false, sameSeed: false, noise: { kind: 'gaussian', scale: 2 }, evaluations: null, ended: { finished: 1, diverged: 1 } })
  })
})
