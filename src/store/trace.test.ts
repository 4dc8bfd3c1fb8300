import { describe, expect, test } from 'vitest'
import type { RolloutAnswer, RunFact, TraceFrame } from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { createTraceBuilder } from './trace.ts'

const scenario: LandscapeScenario = {
  version: 1, kind: 'landscape', landscape: 'sphere', start: [1, 1], steps: 3, seed: 1, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-6,
  runs: [{ optimizer: 'sgd' }, { optimizer: 'adam' }, { optimizer: 'sgd' }],
}

/** A frame in which a value tells its run and entry: run 2, entry 3 is 23. */
function frame(runs: number[], first: number, count: number, stopped: number[] = runs.map(() => -1)): TraceFrame {
  const column = (): Float64Array => Float64Array.from(runs.flatMap((run) => Array.from({ length: count }, (_, k) => run * 10 + first + k)))
  const columns = { x: column(), y: column(), loss: column(), gradNorm: column(), lr: column() }
  return { runs, first, count, ...columns, slots: { m: column() }, stoppedAt: Int32Array.from(stopped) }
}
const fact = (status: RunFact['status'], stoppedAt: number): RunFact => ({ status, stoppedAt, device: 'cpu', gradientEvaluations: 3, milliseconds: 1 })
const answer = (runs: RunFact[]): RolloutAnswer => ({ device: 'cpu', precision: 'float64', adapter: '', reason: '', runs, milliseconds: 1 })

describe('trace builder', () => {
  test('frames of groups, in pieces, become columns per run', () => {
    const builder = createTraceBuilder(3, 3)
    builder.add(frame([0, 2], 0, 2))
    builder.add(frame([1], 0, 4))
    builder.add(frame([0, 2], 2, 2))
    const trace = builder.snapshot(scenario)
    expect(trace.runs.map((run) => [...run.loss])).toEqual([[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]])
    expect([...(trace.runs[2]?.slots['m'] ?? [])]).toEqual([20, 21, 22, 23])
    expect(trace.runs.map((run) => run.status)).toEqual(['finished', 'finished', 'finished'])
    expect(trace.arrived).toBe(4)
  })

  test('what has not arrived is NaN, and the trace is as long as its slowest run', () => {
    const builder = createTraceBuilder(3, 3)
    builder.add(frame([0, 1], 0, 3))
    builder.add(frame([2], 0, 1))
    const trace = builder.snapshot(scenario)
    expect([...(trace.runs[2]?.x ?? [])]).toEqual([20, Number.NaN, Number.NaN, Number.NaN])
    expect(trace.runs.map((run) => [run.last, run.status])).toEqual([[2, 'running'], [2, 'running'], [0, 'running']])
    expect(trace.arrived).toBe(1)
  })

  test('a diverged run ends before the entry at which it diverged', () => {
    const builder = createTraceBuilder(3, 3)
    builder.add(frame([0, 1, 2], 0, 2, [-1, 1, 0]))
    builder.add(frame([0, 1, 2], 2, 2, [-1, 1, 0]))
    const trace = builder.snapshot(scenario)
    expect(trace.runs.map((run) => [run.status, run.stoppedAt, run.last])).toEqual([['finished', 3, 3], ['diverged', 1, 0], ['diverged', 0, -1]])
    expect([...(trace.runs[1]?.loss ?? [])]).toEqual([10, Number.NaN, Number.NaN, Number.NaN])
  })

  test('the answer settles what the frames leave open', () => {
    const builder = createTraceBuilder(3, 3)
    builder.add(frame([0, 1], 0, 4))
    builder.finish(answer([fact('finished', 3), fact('finished', 3), { ...fact('refused', 0), why: 'needs matrices' }]))
    const trace = builder.snapshot(scenario)
    expect(trace.runs[2]).toMatchObject({ status: 'refused', last: -1, why: 'needs matrices' })
    expect(trace.arrived).toBe(4)
  })

  test.each([
    ['a run that is not there', frame([3], 0, 1), /expected a run below 3, got 3/],
    ['entries past the end', frame([0], 2, 3), /expected entries within 0 … 3, got 2 … 4/],
    ['a short column', { ...frame([0], 0, 2), y: new Float64Array(1) }, /expected a column of \[1, 2\], got 1/],
  ])('refuses %s', (_, bad, message) => expect(() => createTraceBuilder(3, 3).add(bad)).toThrow(message))
})
