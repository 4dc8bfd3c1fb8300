// What growing batches show: the same losses against samples, updates and time; and what stopping early saves.
import type { Label, Series } from '../../protocol/strategy-messages.ts'
import type { StrategyTools } from './contract.ts'
import { line } from './series.ts'

export type Kind = 'fixed' | 'decaying' | 'growing' | 'large'

/** By epoch, entry 0 being the start. Modelled time in seconds, measured in milliseconds. */
export interface Course {
  readonly kind: Kind
  readonly updates: number[]
  readonly samples: number[]
  readonly modelled: number[]
  readonly measured: number[]
  readonly train: number[]
  readonly validation: number[]
  readonly accuracy: number[]
}

/** The epoch at which a run is stopped, and the one that it goes back to. */
export interface Stop {
  readonly at: number
  readonly best: number
}

const labels: Readonly<Record<Kind, Label>> = {
  fixed: { key: 'strategies.adaptive_batch.fixed' },
  decaying: { key: 'strategies.adaptive_batch.decaying' },
  growing: { key: 'strategies.adaptive_batch.growing' },
  large: { key: 'strategies.adaptive_batch.large' },
}

/** The first epoch by which the loss has not become better for so many; the last where that never happens. */
export function stopOf(validation: readonly number[], patience: number): Stop {
  let best = 0
  for (let epoch = 1; epoch < validation.length; epoch++) {
    if ((validation[epoch] ?? Infinity) < (validation[best] ?? Infinity)) best = epoch
    else if (epoch - best >= patience) return { at: epoch, best }
  }
  return { at: validation.length - 1, best }
}

/** The losses as far as they go. */
export async function showLosses(tools: StrategyTools, courses: readonly Course[]): Promise<void> {
  const train = { key: 'strategies.adaptive_batch.trainLoss' }
  await showCurves(tools, 'samples', { key: 'strategies.adaptive_batch.samplesTitle' }, { key: 'strategies.adaptive_batch.samples' }, train, courses.map((c) => line(labels[c.kind], c.samples, c.train)))
  await showCurves(tools, 'updates', { key: 'strategies.adaptive_batch.updatesTitle' }, { key: 'strategies.adaptive_batch.updates' }, train, courses.map((c) => line(labels[c.kind], c.updates, c.train)))
  await showCurves(tools, 'time', { key: 'strategies.adaptive_batch.timeTitle' }, { key: 'strategies.adaptive_batch.modelled' }, train, courses.map((c) => line(labels[c.kind], c.modelled, c.train)))
}

/** Shows all that finished runs tell; answers with the facts. `patience` is null where nobody is to be stopped. */
export async function showAdaptive(tools: StrategyTools, courses: readonly Course[], patience: number | null): Promise<Record<string, number>> {
  await showLosses(tools, courses)
  await showCosts(tools, courses)
  if (patience !== null) await showStops(tools, courses, patience)
  return showClaims(tools, courses, patience)
}

async function showCurves(tools: StrategyTools, id: string, title: Label, x: Label, y: Label, series: readonly Series[]): Promise<void> {
  await tools.show(id, { kind: 'curves', title, x, y, logY: true, series })
}

const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN

async function showCosts(tools: StrategyTools, courses: readonly Course[]): Promise<void> {
  await tools.show('costs', {
    kind: 'table', title: { key: 'strategies.adaptive_batch.costsTitle' },
    columns: [
      { key: 'strategies.adaptive_batch.run' }, { key: 'strategies.adaptive_batch.updates' }, { key: 'strategies.adaptive_batch.samples' },
      { key: 'strategies.adaptive_batch.modelled' }, { key: 'strategies.adaptive_batch.measured' }, { key: 'strategies.adaptive_batch.trainLoss' },
      { key: 'strategies.adaptive_batch.validationLoss' }, { key: 'strategies.adaptive_batch.accuracy' },
    ],
    rows: courses.map((c) => [labels[c.kind], last(c.updates), last(c.samples), last(c.modelled), Math.round(last(c.measured)), last(c.train), last(c.validation), last(c.accuracy)]),
  })
}

async function showStops(tools: StrategyTools, courses: readonly Course[], patience: number): Promise<void> {
  const stops = courses.map((course) => ({ course, stop: stopOf(course.validation, patience) }))
  const marks = stops.filter(({ course, stop }) => stop.at < course.validation.length - 1).toSorted((a, b) => (a.course.samples[a.stop.at] ?? 0) - (b.course.samples[b.stop.at] ?? 0))
  const mark = line({ key: 'strategies.adaptive_batch.stoppedHere' }, marks.map(({ course, stop }) => course.samples[stop.at] ?? 0), marks.map(({ course, stop }) => course.validation[stop.at] ?? 0), 'dots')
  const series = [...courses.map((c) => line(labels[c.kind], c.samples, c.validation)), mark]
  await showCurves(tools, 'validation', { key: 'strategies.adaptive_batch.validationTitle' }, { key: 'strategies.adaptive_batch.samples' }, { key: 'strategies.adaptive_batch.validationLoss' }, series)
  await tools.show('stops', {
    kind: 'table', title: { key: 'strategies.adaptive_batch.stopsTitle', values: { patience } },
    columns: [
      { key: 'strategies.adaptive_batch.run' }, { key: 'strategies.adaptive_batch.stoppedAt' }, { key: 'strategies.adaptive_batch.savedSamples' },
      { key: 'strategies.adaptive_batch.savedTime' }, { key: 'strategies.adaptive_batch.bestLoss' }, { key: 'strategies.adaptive_batch.endLoss' },
    ],
    rows: stops.map(({ course, stop }) => [
      labels[course.kind], stop.at, last(course.samples) - (course.samples[stop.at] ?? 0), last(course.modelled) - (course.modelled[stop.at] ?? 0),
      course.validation[stop.best] ?? Number.NaN, last(course.validation),
    ]),
  })
}

async function showClaims(tools: StrategyTools, courses: readonly Course[], patience: number | null): Promise<Record<string, number>> {
  const [fixed, decaying, growing] = (['fixed', 'decaying', 'growing'] as const).map((kind) => courses.find((c) => c.kind === kind))
  if (!fixed || !decaying || !growing) return {}
  const facts: Record<string, number> = {}
  for (const { kind, updates, samples, modelled, train, validation } of courses) {
    Object.assign(facts, { [`updates_${kind}`]: last(updates), [`samples_${kind}`]: last(samples), [`seconds_${kind}`]: last(modelled), [`trainLoss_${kind}`]: last(train), [`validationLoss_${kind}`]: last(validation) })
  }
  const claim = (id: string, title: Label, found: number, against: number): Promise<void> => tools.show(id, { kind: 'claim', title, found, against, holds: found <= against })
  await claim('sameLoss', { key: 'strategies.adaptive_batch.sameClaim' }, last(growing.train), 1.25 * last(decaying.train))
  await claim('fewerUpdates', { key: 'strategies.adaptive_batch.fewerClaim' }, last(growing.updates), 0.6 * last(decaying.updates))
  if (patience === null) return facts
  const stop = stopOf(fixed.validation, patience)
  await claim('earlyLoss', { key: 'strategies.adaptive_batch.earlyClaim' }, fixed.validation[stop.best] ?? Number.NaN, last(fixed.validation))
  return { ...facts, stoppedAt: stop.at, savedSamples: last(fixed.samples) - (fixed.samples[stop.at] ?? 0), savedSeconds: last(fixed.modelled) - (fixed.modelled[stop.at] ?? 0) }
}
