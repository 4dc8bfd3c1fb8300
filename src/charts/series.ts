// The numbers behind the curves: one series per run (or per slot of one run), as columns over the steps.
import type { RunTrace, Trace } from '../store/types.ts'
import type { RunStyle } from './style.ts'

export const curveKinds = ['loss', 'gradient', 'lr', 'step', 'distance', 'slots'] as const
export type CurveKind = (typeof curveKinds)[number]

export interface Series {
  readonly label: string
  readonly color: string
  readonly dash: readonly number[]
  /** The run it belongs to. */
  readonly run: number
  /** [steps + 1], NaN where there is no value. */
  readonly values: Float64Array
  /** Last valid entry; a run that diverged ends there with a mark. */
  readonly last: number
  readonly diverged: boolean
}

export interface SeriesContext {
  readonly styles: readonly RunStyle[]
  /** The length of the step that led to each entry. */
  readonly stepLengths: (run: RunTrace) => Float64Array
  /** From each entry to the nearest minimum; null where none is known. */
  readonly distances: (run: RunTrace) => Float64Array | null
  /** Taken from every loss, so that a log axis shows the way to the lowest value. */
  readonly lossOffset: number
  readonly selectedRun: number
}

export function seriesOf(kind: CurveKind, trace: Trace, context: SeriesContext): readonly Series[] {
  if (kind === 'slots') return slotSeries(trace, context)
  return trace.runs.flatMap((run, index) => {
    const style = context.styles[index]
    if (style === undefined || style.hidden || run.status === 'refused') return []
    const values = column(kind, run, context)
    return values === null ? [] : [{ ...partsOf(style, run), values }]
  })
}

function partsOf(style: RunStyle, run: RunTrace): Omit<Series, 'values'> {
  const { label, color, dash, index } = style
  return { label, color, dash, run: index, last: run.last, diverged: run.status === 'diverged' }
}

/** Every slot of one run: the run's colour, told apart by dash and name. */
function slotSeries(trace: Trace, { styles, selectedRun }: SeriesContext): readonly Series[] {
  const run = trace.runs[selectedRun]
  const style = styles[selectedRun]
  if (run === undefined || style === undefined) return []
  const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [12, 4]]
  return Object.entries(run.slots).map(([name, values], i) => ({
    ...partsOf(style, run),
    label: name,
    dash: dashes[i % dashes.length] ?? [],
    values,
  }))
}

function column(kind: Exclude<CurveKind, 'slots'>, run: RunTrace, context: SeriesContext): Float64Array | null {
  switch (kind) {
    case 'loss':
      return context.lossOffset === 0 ? run.loss : run.loss.map((loss) => loss - context.lossOffset)
    case 'gradient':
      return run.gradNorm
    case 'lr':
      return run.lr
    case 'step':
      return context.stepLengths(run)
    case 'distance':
      return context.distances(run)
  }
}

/**
 * What is taken from the losses on a log axis: the known lowest value where it is not 0; where none is known and a loss
 * is not above 0, the lowest loss on screen.
 */
export function lossOffset(trace: Trace, knownLowest: number | null): number {
  let lowest = Number.POSITIVE_INFINITY
  for (const run of trace.runs) {
    for (let k = 0; k <= run.last; k += 1) {
      const loss = run.loss[k] ?? Number.NaN
      if (loss < lowest) lowest = loss
    }
  }
  if (knownLowest !== null && !(lowest < knownLowest - 1e-9 * Math.max(1, Math.abs(knownLowest)))) return knownLowest
  return lowest > 0 || !Number.isFinite(lowest) ? 0 : lowest
}

/** A moving mean that looks back only, started without bias: raw values stay below it as they were. */
export function smoothed(values: Float64Array, keep: number): Float64Array {
  let sum = 0
  let weight = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return value
    sum = keep * sum + (1 - keep) * value
    weight = keep * weight + (1 - keep)
    return sum / weight
  })
}
