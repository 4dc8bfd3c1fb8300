// How a run looks wherever it is drawn: colour, dash and label at once, so that none of the three carries it alone.
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { runColors } from '../scenario/defaults.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { legible } from './theme.ts'
import type { ChartTheme } from './theme.ts'

export interface RunStyle {
  readonly index: number
  readonly color: string
  /** Lengths of strokes and gaps in pixels at line width 2; [] is solid. */
  readonly dash: readonly number[]
  readonly label: string
  readonly hidden: boolean
}

const asItIs = (name: string): string => name

const dashes: readonly (readonly number[])[] = [[], [9, 4], [2, 4], [10, 4, 2, 4], [5, 3], [14, 4], [10, 3, 2, 3, 2, 3], [1, 3]]

/** The first eight are all different; then the colours have begun anew, and the dashes go on by one. */
export function dashOf(index: number): readonly number[] {
  return dashes[(index + Math.floor(index / dashes.length)) % dashes.length] ?? []
}

/** The nearest of Plotly's named dashes. */
export function plotlyDash(dash: readonly number[]): 'solid' | 'dot' | 'dash' | 'longdash' | 'dashdot' | 'longdashdot' {
  const [stroke = 0] = dash
  if (dash.length === 0) return 'solid'
  if (dash.length > 2) return stroke >= 10 ? 'longdashdot' : 'dashdot'
  if (stroke < 4) return 'dot'
  return stroke >= 10 ? 'longdash' : 'dash'
}

/** `say`: a name of the catalogue in the language of the page. */
export function runStyles(scenario: Pick<LandscapeScenario, 'runs'>, theme: ChartTheme, say = asItIs): readonly RunStyle[] {
  const colors = runColors(scenario)
  const labels = runLabels(scenario.runs, say)
  return scenario.runs.map((run, index) => ({
    index,
    color: legible(colors[index] ?? '#888888', theme),
    dash: dashOf(index),
    label: labels[index] ?? '',
    hidden: run.hidden === true,
  }))
}

/** A run's own label, else its rule's name; where several runs share a name, the rate tells them apart, else the number. */
export function runLabels(runs: readonly RunSpec[], say = asItIs): readonly string[] {
  const names = runs.map((run) => nameOf(run, say))
  const withRate = runs.map((run, i) => (isUnique(names, i) || lrOf(run) === null ? names[i] : `${names[i]}, lr ${lrOf(run)}`) ?? '')
  return withRate.map((label, i) => (isUnique(withRate, i) ? label : `${label} (${i + 1})`))
}

function isUnique(names: readonly string[], index: number): boolean {
  return names.every((name, i) => i === index || name !== names[index])
}

function nameOf(run: RunSpec, say: (name: string) => string): string {
  if (run.label !== undefined && run.label !== '') return run.label
  if (typeof run.optimizer !== 'string') return run.optimizer.name
  return say(optimizerById.get(run.optimizer)?.name ?? run.optimizer)
}

function lrOf(run: RunSpec): string | null {
  const lr = run.hyper?.['lr'] ?? (typeof run.optimizer === 'string' ? undefined : run.optimizer.hyper['lr'])
  return lr === undefined || lr === null ? null : String(lr)
}
