// What a view shows where the scenario does not say: ranges that are instructive for the runs as they are.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import type { NumberParam, Range } from '../catalog/types.ts'
import { defaults, fillDefaults } from './defaults.ts'
import type { LandscapeScenario, PlotView, RunSpec, SweepAxis, SweepSpec } from './types.ts'
import { hyperOf } from './values.ts'

/** How much a rule remembers, under the names it goes by: what a sweep sets against the rate. */
const memories = ['momentum', 'beta1', 'beta', 'rho', 'alpha', 'beta2']

export function sweepOf(scenario: LandscapeScenario): SweepSpec {
  return scenario.sweep ?? defaultSweep(scenario, 0)
}

export function basinsOf({ basins, runs }: LandscapeScenario): NonNullable<LandscapeScenario['basins']> {
  const { run = 0, size = defaults.basinCells } = basins ?? {}
  return { run: Math.min(run, runs.length - 1), size }
}

/** The box that is drawn. @throws for a landscape that validation would refuse. */
export function domainOf({ landscape }: Pick<LandscapeScenario, 'landscape'>): readonly [Range, Range] {
  if (typeof landscape !== 'string') return landscape.domain
  const known = landscapeById.get(landscape)
  if (known === undefined) throw new Error(`invalid landscape: ${landscape}`)
  return known.domain
}

/** Rate against memory, for the rule of one run; where it remembers nothing, for the first rule that does. */
export function defaultSweep({ runs }: Pick<LandscapeScenario, 'runs'>, index: number): SweepSpec {
  const order = [...runs.slice(index, index + 1), ...runs]
  const x = order.flatMap(numberNames).includes('lr') ? 'lr' : (order.flatMap(numberNames)[0] ?? 'lr')
  const y = order.map((run) => secondParam(run, x)).find((name) => name !== null) ?? 'momentum'
  return { x: axisFor(x, order), y: axisFor(y, order), colour: 'final', size: defaults.cells }
}

/** What a run's rate is swept against: its memory, else whatever other number it has that is not a safeguard. */
export function secondParam(run: RunSpec, first: string): string | null {
  const names = numberNames(run).filter((name) => name !== first)
  return memories.find((name) => names.includes(name)) ?? names.find((name) => name !== 'eps' && name !== 'weight_decay') ?? null
}

/** Every number that the rules of some runs have, in the order of the rules. */
export function sweepParams(runs: readonly RunSpec[]): readonly string[] {
  return [...new Set(runs.flatMap(numberNames))]
}

function numberNames(run: RunSpec): string[] {
  if (typeof run.optimizer !== 'string') return Object.keys(run.optimizer.hyper)
  return (optimizerById.get(run.optimizer)?.hyper ?? []).filter((param) => param.kind === 'number').map((param) => param.name)
}

export function numberParam(run: RunSpec, name: string): NumberParam | null {
  const params = typeof run.optimizer === 'string' ? (optimizerById.get(run.optimizer)?.hyper ?? []) : []
  return params.filter((param): param is NumberParam => param.kind === 'number').find((param) => param.name === name) ?? null
}

/** The rate that a rule starts with: the one that behaves well, for an own rule the one it has. */
export function usualRate(run: RunSpec): number {
  const listed = typeof run.optimizer === 'string' ? optimizerById.get(run.optimizer) : undefined
  const rate = typeof run.optimizer === 'string' ? (listed?.goodLr ?? numberParam(run, 'lr')?.default) : run.optimizer.hyper['lr']
  return typeof rate === 'number' && rate > 0 ? rate : 0.01
}

/** A range for a parameter that shows what it does to the first of these runs that has it. */
export function axisFor(name: string, runs: readonly RunSpec[]): SweepAxis {
  const run = runs.find((one) => numberNames(one).includes(name))
  const value = run === undefined ? undefined : hyperOf(run)[name]
  const own = typeof value === 'number' && Number.isFinite(value) ? value : null
  if (name === 'lr') return rateAxis(own)
  const param = run === undefined ? null : numberParam(run, name)
  return param === null ? guessedAxis(name, own) : sliderAxis(param)
}

/** Four decades, and as many more as it takes to hold the run's own rate. */
function rateAxis(own: number | null): SweepAxis {
  const at = own !== null && own > 0 ? own : 0.01
  return { param: 'lr', min: Math.min(1e-4, decade(Math.floor(Math.log10(at)))), max: Math.max(1, decade(Math.ceil(Math.log10(at)))), scale: 'log' }
}

const decade = (exponent: number): number => Number(`1e${exponent}`)

function sliderAxis({ name, slider, valid }: NumberParam): SweepAxis {
  const { min, max, scale } = slider
  return { param: name, min, max: scale === 'linear' && valid.below !== undefined ? valid.below : max, scale }
}

/** An own rule says nothing of its parameters' ranges. */
function guessedAxis(name: string, own: number | null): SweepAxis {
  if (own === null || (own >= 0 && own < 1)) return { param: name, min: 0, max: 1, scale: 'linear' }
  return own > 0 ? { param: name, min: own / 100, max: own * 100, scale: 'log' } : { param: name, min: 2 * own, max: -2 * own, scale: 'linear' }
}

/** The same race seen another way; what the view needs is written down, so that a link shows the same. */
export function withView(scenario: LandscapeScenario, view: PlotView, selectedRun: number): LandscapeScenario {
  return fillDefaults({
    ...scenario,
    view,
    ...(view === 'sweep' && !scenario.sweep ? { sweep: defaultSweep(scenario, selectedRun) } : {}),
    ...(view === 'basins' && !scenario.basins ? { basins: { run: selectedRun } } : {}),
  })
}

/** What the trials of a search depend on, beside the run itself. */
export function problemKey({ landscape, constants, start, steps, seed, noise, tolerance }: LandscapeScenario): string {
  return JSON.stringify([landscape, constants, start, steps, seed, noise, tolerance])
}
