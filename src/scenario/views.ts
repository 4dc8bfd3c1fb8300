// What a view shows where the scenario does not say: ranges that are instructive for the runs as they are.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import type { NumberParam, Range } from '../catalog/types.ts'
import { defaults, fillDefaults } from './defaults.ts'
import { ruleNumbers, runNumber, runNumbers } from './run-numbers.ts'
import type { LandscapeScenario, PlotView, RunSpec, SweepAxis, SweepSpec } from './types.ts'

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

/** What a run's rate is swept against: its memory, else whatever other number its rule has that is not a safeguard. */
export function secondParam(run: RunSpec, first: string): string | null {
  const names = ruleNumbers(run).map(({ name }) => name).filter((name) => name !== first)
  return memories.find((name) => names.includes(name)) ?? names.find((name) => name !== 'eps' && name !== 'weight_decay') ?? null
}

/** Every number that some runs have: of their rules, schedules and modifiers. */
export function sweepParams(runs: readonly RunSpec[]): readonly string[] {
  return [...new Set(runs.flatMap(numberNames))]
}

const numberNames = (run: RunSpec): string[] => runNumbers(run).map(({ name }) => name)

/** The rate that a rule starts with: the one that behaves well, for an own rule the one it has. */
export function usualRate(run: RunSpec): number {
  const listed = typeof run.optimizer === 'string' ? optimizerById.get(run.optimizer) : undefined
  const rate = typeof run.optimizer === 'string' ? (listed?.goodLr ?? runNumber(run, 'lr')?.param?.default) : run.optimizer.hyper['lr']
  return typeof rate === 'number' && rate > 0 ? rate : 0.01
}

/** A range for a parameter that shows what it does to the first of these runs that has it. */
export function axisFor(name: string, runs: readonly RunSpec[]): SweepAxis {
  const found = runs.flatMap((run) => runNumber(run, name) ?? [])[0]
  const own = found !== undefined && Number.isFinite(found.value) ? found.value : null
  if (name === 'lr') return rateAxis(own)
  return found?.param ? sliderAxis(name, found.param) : guessedAxis(name, own)
}

/** Four decades, and as many more as it takes to hold the run's own rate. */
function rateAxis(own: number | null): SweepAxis {
  const at = own !== null && own > 0 ? own : 0.01
  return { param: 'lr', min: Math.min(1e-4, decade(Math.floor(Math.log10(at)))), max: Math.max(1, decade(Math.ceil(Math.log10(at)))), scale: 'log' }
}

const decade = (exponent: number): number => Number(`1e${exponent}`)

function sliderAxis(name: string, { slider, valid }: NumberParam): SweepAxis {
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
