// What the page shows of a pipeline: pure but for showing.
import type { Label, TimelineBlock } from '../../protocol/strategy-messages.ts'
import type { StrategyTools } from './contract.ts'
import { barsOf, idleShare, median } from './pipeline-times.ts'
import type { Bar, StepTimes } from './pipeline-times.ts'
import { line } from './series.ts'
import type { Part } from './split-network.ts'
import type { StageReport } from './stage-messages.ts'
import type { StagePlace } from './stage-pool.ts'

type Show = Pick<StrategyTools, 'show'>

/** Largest relative differences between the pipeline and one device. */
export interface Difference {
  loss: number
  parameters: number
}

export interface Course {
  /** After so many updates, [points]. */
  readonly steps: number[]
  readonly pipeline: number[]
  readonly device: number[]
}

/** The idle share measured with so many pieces. */
export interface Idle {
  readonly pieces: number
  readonly share: number
}

/** The most that a relative difference may be for two trainings to be the same. */
const same = 1e-4

const pipelineName: Label = { key: 'strategies.model_parallel.pipeline' }
const deviceName: Label = { key: 'strategies.model_parallel.device' }
const stageName = (stage: number): Label => ({ key: 'strategies.model_parallel.stage', values: { stage: stage + 1 } })

export async function showCourse({ show }: Show, { steps, pipeline, device }: Course): Promise<void> {
  await show('loss', {
    kind: 'curves', title: { key: 'strategies.model_parallel.lossTitle' }, x: { key: 'strategies.model_parallel.steps' }, y: { key: 'strategies.model_parallel.loss' }, logY: true,
    series: [line(deviceName, steps, device, 'dots'), line(pipelineName, steps, pipeline)],
  })
}

export async function showTimeline({ show }: Show, reports: readonly StageReport[], step: number, place: StagePlace): Promise<void> {
  const stages = reports.length
  const bars = barsOf(reports).map(({ piece, ...bar }): TimelineBlock['bars'][number] => ({ ...bar, name: barName(bar.tone, piece) }))
  await show('timeline', { kind: 'timeline', title: timelineTitle(step, stages, place), lanes: reports.map((_, stage) => stageName(stage)), bars })
}

/** Fewer cores than stages: then some of the waiting is for a core. */
function timelineTitle(step: number, stages: number, { workers, cores }: StagePlace): Label {
  if (!workers) return { key: 'strategies.model_parallel.timelineShared', values: { step } }
  if (cores < stages) return { key: 'strategies.model_parallel.timelineCrowded', values: { step, cores, stages } }
  return { key: 'strategies.model_parallel.timeline', values: { step } }
}

function barName(tone: Bar['tone'], piece: number): Label {
  const values = { piece: piece + 1 }
  switch (tone) {
    case 'forward':
      return { key: 'strategies.model_parallel.forward', values }
    case 'backward':
      return { key: 'strategies.model_parallel.backward', values }
    case 'send':
      return { key: 'strategies.model_parallel.send', values }
    case 'update':
      return { key: 'strategies.model_parallel.update' }
    case 'wait':
      return { key: 'strategies.model_parallel.wait' }
  }
}

export async function showClaims({ show }: Show, difference: Difference, steps: number): Promise<void> {
  const claim = (key: string, found: number) => ({ kind: 'claim', title: { key, values: { steps } }, found, against: same, holds: found <= same }) as const
  await show('sameLoss', claim('strategies.model_parallel.sameLoss', difference.loss))
  await show('sameParameters', claim('strategies.model_parallel.sameParameters', difference.parameters))
}

/** The formula against the number of pieces, and what was measured. */
export async function showIdle({ show }: Show, stages: number, measured: readonly Idle[]): Promise<void> {
  const counts = Array.from({ length: 32 }, (_, i) => i + 1)
  const sorted = measured.toSorted((a, b) => a.pieces - b.pieces)
  await show('idle', {
    kind: 'curves', title: { key: 'strategies.model_parallel.idleTitle', values: { stages } }, x: { key: 'strategies.model_parallel.pieces' }, y: { key: 'strategies.model_parallel.idle' },
    series: [
      line({ key: 'strategies.model_parallel.formula' }, counts, counts.map((pieces) => idleShare(stages, pieces)), 'reference'),
      line({ key: 'strategies.model_parallel.measured' }, sorted.map(({ pieces }) => pieces), sorted.map(({ share }) => share), 'dots'),
    ],
  })
}

export async function showStages({ show }: Show, parts: readonly Part[], times: readonly StepTimes[]): Promise<void> {
  const span = median(times.map((step) => step.span))
  await show('stages', {
    kind: 'table', title: { key: 'strategies.model_parallel.stagesTitle' },
    columns: [
      { key: 'strategies.model_parallel.stageColumn' }, { key: 'strategies.model_parallel.layers' }, { key: 'strategies.model_parallel.weights' },
      { key: 'strategies.model_parallel.forwardTime' }, { key: 'strategies.model_parallel.backwardTime' }, { key: 'strategies.model_parallel.idle' },
    ],
    rows: parts.map(({ network }, stage) => {
      const [forward, backward] = [median(times.map((step) => step.forward[stage] ?? Number.NaN)), median(times.map((step) => step.backward[stage] ?? Number.NaN))]
      return [stageName(stage), network.layers.filter(({ kind }) => kind === 'dense').length, network.params, forward, backward, 1 - (forward + backward) / span]
    }),
  })
}

export async function showTimes({ show }: Show, device: number, pipeline: number, best: number): Promise<void> {
  await show('times', {
    kind: 'table', title: { key: 'strategies.model_parallel.timesTitle' },
    columns: [{ key: 'strategies.model_parallel.way' }, { key: 'strategies.model_parallel.milliseconds' }, { key: 'strategies.model_parallel.speedup' }],
    rows: [
      [deviceName, device, 1],
      [pipelineName, pipeline, device / pipeline],
      [{ key: 'strategies.model_parallel.best' }, device / best, best],
    ],
  })
}
