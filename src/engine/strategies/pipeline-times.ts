// What the stages of a pipeline report of a step, measured: who was busy when, and how much of the time nobody was.
import type { StageReport } from './stage-messages.ts'

export interface StepTimes {
  /** From the first piece's first forward to the last one's last backward, in milliseconds. */
  readonly span: number
  /** Share of all stages' time between the two in which they did neither. */
  readonly idle: number
  /** Milliseconds of each stage, [stages]. */
  readonly forward: readonly number[]
  readonly backward: readonly number[]
}

/** Idle share when all stages take equally long and messages no time: S stages, M pieces (Huang et al. 2019). */
export const idleShare = (stages: number, pieces: number): number => (stages - 1) / (pieces + stages - 1)

export function timesOf(reports: readonly StageReport[]): StepTimes {
  const spans = reports.flatMap((report) => report.spans).filter(({ tone }) => tone === 'forward' || tone === 'backward')
  const span = Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from))
  const spent = (tone: 'forward' | 'backward'): number[] =>
    reports.map((report) => report.spans.reduce((sum, s) => sum + (s.tone === tone ? s.to - s.from : 0), 0))
  const [forward, backward] = [spent('forward'), spent('backward')]
  const busy = [...forward, ...backward].reduce((a, b) => a + b, 0)
  return { span, idle: 1 - busy / (reports.length * span), forward, backward }
}

export interface Bar {
  readonly lane: number
  readonly from: number
  readonly to: number
  readonly tone: 'forward' | 'backward' | 'update' | 'wait' | 'send'
  /** -1 where none is meant. */
  readonly piece: number
}

/** Too short to be seen, and to be told from a clock's rounding. */
const shortest = 0.1

/** What each stage did, in milliseconds from the step's beginning; what is left of its time it waited. */
export function barsOf(reports: readonly StageReport[]): Bar[] {
  const spans = reports.flatMap((report) => report.spans)
  const [begin, end] = [Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to))]
  return reports.flatMap(({ spans: own }, lane) => {
    const bars: Bar[] = []
    let at = begin
    const wait = (until: number): void => {
      if (until - at > shortest) bars.push({ lane, from: at - begin, to: until - begin, tone: 'wait', piece: -1 })
    }
    for (const { tone, piece, from, to } of own) {
      wait(from)
      bars.push({ lane, from: from - begin, to: to - begin, tone, piece })
      at = Math.max(at, to)
    }
    wait(end)
    return bars
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}
