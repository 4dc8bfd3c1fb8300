// The lines of a training's curves. Runs with other batch sizes make other numbers of updates, so what is common to all runs,
// and stands on the axis unless steps are asked for, is the epoch.
import type { TrainRun, TrainTrace } from '../store/network-types.ts'
import { createDigest } from './network-digest.ts'
import type { Digest, DigestView } from './network-digest.ts'
import type { Series } from './series.ts'
import type { RunStyle } from './style.ts'

export const trainCurves = ['metric', 'gradient', 'lr', 'layers'] as const
export type TrainCurve = 'loss' | (typeof trainCurves)[number]

/** What a line is of: every batch as it came, the same smoothed, or evaluations over all rows of one part. */
export type LinePart = 'batch' | 'smooth' | 'train' | 'validation' | 'layer'

export interface Line extends Series {
  readonly part: LinePart
  /** Where each value stands on the axis, ascending: [values.length]. */
  readonly at: Float64Array
  readonly width: number
  readonly alpha: number
}

export interface LineContext {
  readonly styles: readonly RunStyle[]
  readonly axis: 'epoch' | 'step'
  readonly parts: Readonly<Record<'batch' | 'train' | 'validation', boolean>>
  readonly selectedRun: number
  readonly layerColor: (index: number) => string
  readonly digests: Digests
}

/** One digest for each column on screen, kept from frame to frame. */
export interface Digests {
  of(name: string): Digest
}

export function createDigests(): Digests {
  const kept = new Map<string, Digest>()
  return {
    of(name) {
      const known = kept.get(name) ?? createDigest()
      kept.set(name, known)
      return known
    },
  }
}

export function linesOf(kind: TrainCurve, trace: TrainTrace, context: LineContext): readonly Line[] {
  if (kind === 'layers') return layerLines(trace, context)
  return trace.runs.flatMap((run, index) => {
    const style = context.styles[index]
    if (style === undefined || style.hidden || run.status === 'refused') return []
    return runLines(kind, run, trace, { ...context, style })
  })
}

type RunContext = LineContext & { readonly style: RunStyle }

function runLines(kind: Exclude<TrainCurve, 'layers'>, run: TrainRun, trace: TrainTrace, context: RunContext): readonly Line[] {
  const { parts } = context
  switch (kind) {
    case 'loss':
      return [
        ...(parts.batch ? columnLines('loss', run, trace, context) : []),
        ...(parts.train ? [evaluated('train', run.trainLoss, run, context)] : []),
        ...(parts.validation ? [evaluated('validation', run.validationLoss, run, context)] : []),
      ]
    case 'metric':
      return [evaluated('train', run.trainMetric, run, context), evaluated('validation', run.validationMetric, run, context)]
    case 'gradient':
      return columnLines('gradNorm', run, trace, context)
    case 'lr':
      return columnLines('lr', run, trace, context).filter(({ part }) => part === 'batch').map((line) => ({ ...line, alpha: 1, width: 1.9 }))
  }
}

function partsOf(style: RunStyle, run: TrainRun): Pick<Line, 'label' | 'color' | 'dash' | 'run' | 'diverged'> {
  const { label, color, dash, index } = style
  return { label, color, dash, run: index, diverged: run.status === 'diverged' }
}

function evaluated(part: 'train' | 'validation', column: Float64Array, run: TrainRun, { style, axis }: RunContext): Line {
  const kept = thinned(column)
  const places = axis === 'epoch' ? run.epochs : run.steps
  const values = Float64Array.from(kept, (i) => column[i] ?? Number.NaN)
  const at = Float64Array.from(kept, (i) => places[i] ?? Number.NaN)
  const strong = part === 'validation'
  return { ...partsOf(style, run), part, values, at, last: values.length - 1, width: strong ? 2.3 : 1.3, alpha: strong ? 1 : 0.6 }
}

/** A plot is some hundreds of pixels wide; more points than this cost time at every frame and show no more. */
const mostPoints = 400

/** Indices of a column that are drawn: of each bucket the lowest and the highest, in their order, and the last of all. At most `most` + 1. */
export function thinned(column: Float64Array, most = mostPoints): readonly number[] {
  const width = Math.ceil(column.length / (most / 2))
  if (width <= 2) return Array.from(column, (_, i) => i)
  const kept: number[] = []
  for (let from = 0; from < column.length; from += width) {
    let [low, high] = [from, from]
    for (let i = from + 1; i < Math.min(column.length, from + width); i += 1) {
      if ((column[i] ?? 0) < (column[low] ?? 0)) low = i
      if ((column[i] ?? 0) > (column[high] ?? 0)) high = i
    }
    kept.push(Math.min(low, high), ...(low === high ? [] : [Math.max(low, high)]))
  }
  if (kept.at(-1) !== column.length - 1) kept.push(column.length - 1)
  return kept
}

/** Every entry as a band of its lowest and highest, faint; over it the running mean. */
function columnLines(name: 'loss' | 'gradNorm' | 'lr', run: TrainRun, trace: TrainTrace, context: RunContext): readonly Line[] {
  const { style, axis, digests } = context
  const view = digests.of(`${name} ${style.index}`).update(run[name], trace.built ?? trace.scenario)
  const place = axis === 'epoch' ? epochPlace(trace.built, style.index) : (step: number): number => step
  const common = partsOf(style, run)
  const band = zigzag(view, place)
  const at = Float64Array.from({ length: view.count }, (_, b) => place(middleOf(view, b, run[name].length)))
  return [
    { ...common, ...band, part: 'batch', dash: [], last: band.values.length - 1, width: 1, alpha: 0.28 },
    { ...common, part: 'smooth', values: view.smooth.slice(), at, last: view.count - 1, width: 1.7, alpha: 1 },
  ]
}

function middleOf({ width }: DigestView, bucket: number, entries: number): number {
  return Math.min(bucket * width + (width - 1) / 2, entries - 1)
}

function zigzag({ width, count, low, high }: DigestView, place: (step: number) => number): { readonly values: Float64Array; readonly at: Float64Array } {
  if (width === 1) return { values: low.slice(), at: Float64Array.from({ length: count }, (_, b) => place(b)) }
  const values = new Float64Array(2 * count)
  const at = new Float64Array(2 * count)
  for (let b = 0; b < count; b += 1) {
    values[2 * b] = low[b] ?? Number.NaN
    values[2 * b + 1] = high[b] ?? Number.NaN
    at[2 * b] = place(b * width)
    at[2 * b + 1] = place((b + 0.5) * width)
  }
  return { values, at }
}

/** From an entry to its epoch; within an epoch batches are evenly spaced. */
export function epochPlace(built: TrainTrace['built'], run: number): (step: number) => number {
  const steps = built?.groups.find(({ runs }) => runs.includes(run))?.epochSteps ?? []
  const ends = new Float64Array(steps.length + 1)
  for (const [epoch, count] of steps.entries()) ends[epoch + 1] = (ends[epoch] ?? 0) + count
  return (step) => {
    let [low, high] = [0, ends.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) <= step) low = middle
      else high = middle
    }
    const width = (ends[low + 1] ?? 0) - (ends[low] ?? 0)
    return width > 0 ? low + Math.min(1, (step - (ends[low] ?? 0)) / width) : 0
  }
}

/** Gradient norm of each tensor of one run. */
function layerLines(trace: TrainTrace, context: LineContext): readonly Line[] {
  const run = trace.runs[context.selectedRun]
  const style = context.styles[context.selectedRun]
  if (run === undefined || style === undefined || run.status === 'refused') return []
  return run.tensorNorms.map((column, index) => ({
    ...evaluated('validation', column, run, { ...context, style }),
    part: 'layer',
    label: run.tensorNames[index] ?? `${index + 1}`,
    color: context.layerColor(index),
    dash: (run.tensorNames[index] ?? '').startsWith('b') ? [4, 3] : [],
    width: 1.8,
  }))
}

/** The end of the axis: all epochs, or the most updates that a run makes. */
export function axisEnd(trace: TrainTrace, axis: 'epoch' | 'step'): number {
  if (axis === 'epoch') return Math.max(1, trace.scenario.epochs)
  return Math.max(1, ...trace.runs.map((run) => run.total))
}

/** The value of a line at a place of the axis: that of the nearest entry at or before it; NaN before the first. */
export function valueAt({ at, values, last }: Line, place: number): number {
  let [low, high] = [-1, last]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((at[middle] ?? Number.POSITIVE_INFINITY) <= place) low = middle
    else high = middle - 1
  }
  return low < 0 ? Number.NaN : (values[low] ?? Number.NaN)
}
