// What stands where a scenario says nothing. Links leave out what fillDefaults puts back.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import type { Param } from '../catalog/types.ts'
import type { LandscapeScenario, Noise, OwnOptimizer, RunSpec, ScheduleChoice, SweepAxis, SweepSpec } from './types.ts'
import { filled, hyperOf, numbersIn } from './values.ts'

/** Okabe and Ito's palette, told apart with every common kind of colour blindness; yellow is left out: too pale on white. */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c8c8c'] as const

/** Each run's colour: its own, else the first of the palette that no other run has, else the palette again from the start. */
export function runColors({ runs }: Pick<LandscapeScenario, 'runs'>): string[] {
  const taken = new Set(runs.map((run) => run.color))
  const free = palette.filter((color) => !taken.has(color))
  const order = free.length > 0 ? free : palette
  let next = 0
  return runs.map((run) => run.color ?? order[next++ % order.length] ?? palette[0])
}

export const defaults = { steps: 500, seed: 1, tolerance: 1e-4, cells: 64, basinCells: 128 } as const

type PartialAxis = Omit<SweepAxis, 'scale'> & Partial<SweepAxis>

/** A valid scenario that leaves out what has a default. */
export type PartialScenario = Pick<LandscapeScenario, 'landscape' | 'runs'> &
  Partial<Omit<LandscapeScenario, 'sweep' | 'basins'>> & {
    readonly sweep?: { readonly x: PartialAxis; readonly y: PartialAxis } & Partial<Omit<SweepSpec, 'x' | 'y'>>
    readonly basins?: Partial<NonNullable<LandscapeScenario['basins']>>
  }

/** Makes a valid scenario complete and gives each thing one form, so that equal scenarios are equal as data. */
export function fillDefaults(input: PartialScenario): LandscapeScenario {
  const { landscape } = input
  return {
    version: 1,
    kind: 'landscape',
    landscape,
    constants: fillConstants(landscape, input.constants ?? {}),
    start: input.start ?? defaultStart(landscape),
    steps: input.steps ?? defaults.steps,
    seed: input.seed ?? defaults.seed,
    noise: fillNoise(input.noise ?? { kind: 'none' }),
    device: input.device ?? 'auto',
    tolerance: input.tolerance ?? defaults.tolerance,
    runs: input.runs.map(fillRun),
    ...fillViews(input),
  }
}

/** What is not given stays away: where the view needs it, it is made for the runs as they are (views.ts). */
function fillViews({ view = 'contour', sweep, basins, seeds, runs }: PartialScenario): Pick<LandscapeScenario, 'view' | 'sweep' | 'basins' | 'seeds'> {
  const axis = ({ param, min, max, scale }: PartialAxis): SweepAxis => ({ param, min, max, scale: scale ?? (param === 'lr' && min > 0 ? 'log' : 'linear') })
  return {
    ...(view === 'contour' ? {} : { view }),
    ...(sweep && { sweep: { x: axis(sweep.x), y: axis(sweep.y), colour: sweep.colour ?? 'final', size: sweep.size ?? defaults.cells } }),
    ...(basins && { basins: { run: Math.min(basins.run ?? 0, runs.length - 1), size: basins.size ?? defaults.basinCells } }),
    ...(seeds && { seeds: { count: seeds.count } }),
  }
}

const fillNoise = (noise: Noise): Noise => (noise.kind === 'none' ? noise : { kind: noise.kind, scale: noise.scale ?? 0.1 })

function fillConstants(landscape: LandscapeScenario['landscape'], given: Readonly<Record<string, number>>): Record<string, number> {
  const declared = typeof landscape === 'string' ? (landscapeById.get(landscape)?.constants ?? []) : []
  return { ...Object.fromEntries(declared.map((c) => [c.name, c.default])), ...given }
}

function defaultStart(landscape: LandscapeScenario['landscape']): readonly [number, number] {
  if (typeof landscape === 'string') return landscapeById.get(landscape)?.start ?? [0, 0]
  const [[left, right], [low, high]] = landscape.domain
  return [left + (right - left) / 4, low + (high - low) / 4]
}

/** A run's rule, schedule and modifiers with every number in its place. */
export function fillRun(run: RunSpec): RunSpec {
  const { optimizer, hyper: _, schedule, cautious, hidden, ...rest } = run
  const own = typeof optimizer === 'string' ? null : ownWith(optimizer, run)
  return {
    optimizer: own ?? optimizer,
    ...(own ? {} : { hyper: hyperOf(run) }),
    schedule: fillSchedule(schedule ?? {}),
    ...rest,
    ...(cautious ? { cautious } : {}),
    ...(hidden ? { hidden } : {}),
  }
}

/** An own optimizer keeps its values in its own record, wherever they were given. */
function ownWith(own: OwnOptimizer, run: RunSpec): OwnOptimizer {
  const { name, rule, hyper, init } = own
  return { name, rule, hyper: { ...hyper, ...numbersIn(run.hyper ?? {}) }, ...(init && Object.keys(init).length > 0 ? { init } : {}) }
}

function fillSchedule({ id, formula, params = {}, warmup = 0 }: ScheduleChoice): ScheduleChoice {
  const given = formula === undefined ? { id: id ?? 'constant', params: filledNumbers(scheduleById.get(id ?? 'constant')?.params ?? [], params) } : { formula, params }
  return { ...given, ...(warmup > 0 ? { warmup } : {}) }
}

/** Every parameter's number; one whose value is null, and so not a number, is left away. */
export function filledNumbers(params: readonly Param[], given: Readonly<Record<string, number>>): Record<string, number> {
  return numbersIn(filled(params, given))
}

/** The first visit: five ways down the same curved valley. The two of the same rate differ in momentum alone. */
export const defaultScenario: LandscapeScenario = fillDefaults({
  landscape: 'rosenbrock',
  start: [-1.2, 1],
  steps: 500,
  runs: [
    { optimizer: 'adam', hyper: { lr: 0.1 } },
    { optimizer: 'momentum', hyper: { lr: 0.001 } },
    { optimizer: 'sgd', hyper: { lr: 0.001 } },
    { optimizer: 'rmsprop', hyper: { lr: 0.01 } },
    { optimizer: 'lion', hyper: { lr: 0.007 } },
  ],
})
