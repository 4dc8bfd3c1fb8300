// What the history keeps of a trace, a training's trace, or the blocks of an experiment: pure, and without the picture.
import { datasets } from '../../catalog/datasets/registry.ts'
import { landscapeById } from '../../catalog/landscapes/registry.ts'
import { strategyById } from '../../catalog/strategies/registry.ts'
import { keptCurve } from '../../charts/history.ts'
import { runLabels } from '../../charts/style.ts'
import type { DeviceId } from '../../protocol/messages.ts'
import type { CurvesBlock } from '../../protocol/strategy-messages.ts'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'
import { printOf } from '../../store/history-print.ts'
import { mostPoints } from '../../store/history-types.ts'
import type { HistoryCurve, HistoryDraft, HistoryRun, HistoryStatus } from '../../store/history-types.ts'
import type { TrainRun, TrainTrace } from '../../store/network-types.ts'
import { summarize } from '../../store/selectors.ts'
import type { Shown, StrategyState } from '../../store/strategy-types.ts'
import type { Trace } from '../../store/types.ts'

export type Draft = Omit<HistoryDraft, 'picture'>

const deviceNames: Readonly<Record<DeviceId, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'CPU' }
const longest = 120
const mostSeries = 32

/** By characters, so that none is cut in half. */
const clipped = (text: string): string => Array.from(text).slice(0, longest).join('')
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Null before the race has come to its end. */
export function raceDraft(trace: Trace): Draft | null {
  const { scenario, answer } = trace
  if (answer === null) return null
  const names = runLabels(scenario.runs)
  const runs = summarize(trace).map(({ run, finalLoss, bestLoss, stepsToTolerance, status }): HistoryRun => ({
    name: clipped(names[run] ?? ''),
    status: status.code === 'running' ? 'stopped' : status.code,
    step: Math.max(0, status.step),
    final: finite(finalLoss),
    best: finite(bestLoss),
    steps: stepsToTolerance,
  }))
  const curves = trace.runs.flatMap((run, i) => (run.last < 0 || run.status === 'refused' ? [] : [keptCurve(i, run.loss.subarray(0, run.last + 1), indices(run.last + 1), mostPoints)]))
  return {
    kind: 'landscape',
    subject: clipped(landscapeName(scenario)),
    print: printOf(scenario),
    measure: 'loss',
    runs,
    claims: null,
    device: `${deviceNames[answer.device]} · ${answer.precision}`,
    milliseconds: answer.milliseconds,
    changed: false,
    scenario,
    curves,
  }
}

const indices = (length: number): Uint32Array => Uint32Array.from({ length }, (_, i) => i)

function landscapeName({ landscape }: LandscapeScenario): string {
  return typeof landscape === 'string' ? (landscapeById.get(landscape)?.name ?? landscape) : landscape.formula.replace(/\s+/g, ' ')
}

/** Null where no update was made. */
export function trainingDraft(trace: TrainTrace): Draft | null {
  const { scenario, built } = trace
  if (built === null || !trace.runs.some((run) => (run.steps.at(-1) ?? 0) > 0)) return null
  const names = runLabels(scenario.runs)
  const measure = trace.runs.some((run) => run.validationLoss.some(Number.isFinite)) ? 'validation' : 'training'
  const columnOf = (run: TrainRun): Float64Array => (measure === 'validation' ? run.validationLoss : run.trainLoss)
  return {
    kind: 'network',
    subject: clipped(datasetName(scenario)),
    print: printOf(scenario),
    measure,
    runs: trace.runs.map((run, i) => trainedRun(clipped(names[i] ?? ''), run, columnOf(run))),
    claims: null,
    device: `${deviceNames[built.device]} · ${built.precision}`,
    milliseconds: Math.round(trace.seconds * 1000),
    changed: trace.changes.length > 0,
    scenario,
    curves: trace.runs.flatMap((run, i) => (run.steps.length === 0 ? [] : [keptCurve(i, columnOf(run), run.steps, mostPoints)])),
  }
}

function trainedRun(name: string, { status, stoppedAt }: TrainRun, column: Float64Array): HistoryRun {
  const values = column.filter(Number.isFinite)
  const ended: HistoryStatus = status === 'waiting' || status === 'running' ? 'stopped' : status
  return { name, status: ended, step: Math.max(0, stoppedAt), final: finite(column.at(-1) ?? Number.NaN), best: finite(Math.min(...values)), steps: null }
}

function datasetName({ dataset }: NetworkScenario): string {
  return dataset.own?.name ?? datasets.find(({ id }) => id === dataset.id)?.name ?? dataset.id ?? ''
}

type Label = CurvesBlock['title']

/** Null before the experiment is done. `say` puts a label into the words of the page. */
export function experimentDraft({ scenario, answer }: Pick<StrategyState, 'scenario' | 'answer'>, shown: readonly Shown[], say: (label: Label) => string): Draft | null {
  if (answer === null) return null
  const blocks = shown.flatMap(({ block, stale }) => (stale ? [] : [block]))
  const curves = blocks.find((block): block is CurvesBlock => block.kind === 'curves')
  const series = (curves?.series ?? []).filter(({ style, x }) => style !== 'reference' && isAscending(x)).slice(0, mostSeries)
  const claims = blocks.flatMap((block) => (block.kind === 'claim' ? [block] : []))
  return {
    kind: 'strategy',
    subject: clipped(strategyById.get(scenario.strategy)?.name ?? scenario.strategy),
    print: printOf(scenario),
    measure: 'series',
    runs: series.map(({ name, y }) => ({ name: clipped(say(name)), status: 'finished', step: Math.max(0, y.length - 1), final: finite(y.at(-1) ?? Number.NaN), best: null, steps: null })),
    claims: claims.length === 0 ? null : { held: claims.filter(({ holds }) => holds).length, of: claims.length },
    device: `${deviceNames.cpu} · float64`,
    milliseconds: Math.round(answer.seconds * 1000),
    changed: false,
    scenario,
    curves: series.map(({ x, y }, run): HistoryCurve => keptCurve(run, y, x, mostPoints)),
  }
}

const isAscending = (x: Float64Array): boolean => x.every((value, i) => i === 0 || value >= (x[i - 1] ?? value))
