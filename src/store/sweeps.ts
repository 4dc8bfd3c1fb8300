// Which grids the scenario asks for, and what has come of them.
//
//   scenario -> questions (one per visible run) -> grid queue -> board() and bands()
//
// A panel is looked up under its question's own key, so an answer to an older question can never be drawn. A question does not
// contain what cannot change its answer: looks, and the values of the parameters that the sweep itself varies.
import type { BandAnswer, SummaryAnswer } from '../protocol/messages.ts'
import { lacking, axisValues, planBasins, planSeeds, planSweep } from '../scenario/plan-sweep.ts'
import { withNumber } from '../scenario/run-numbers.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { basinsOf, sweepOf } from '../scenario/views.ts'
import type { Engine } from './engine-port.ts'
import { createGridQueue } from './grid-queue.ts'
import type { GridQueue, Question } from './grid-queue.ts'
import type { Band, Board, Panel, Sweeps } from './sweep-types.ts'

/** Milliseconds that the scenario must be still before new grids are begun, while it keeps changing. */
const stillFor = 150

export interface SweepBoards extends Sweeps {
  want(scenario: LandscapeScenario): void
  cancel(): void
  resume(): void
}

interface Place<T> {
  readonly run: number
  /** null for a run that lacks a parameter. */
  readonly question: Question<T> | null
  readonly lacks: readonly string[]
  readonly xs: Float64Array
  readonly ys: Float64Array
}

interface Wanted {
  readonly kind: Board['kind'] | null
  readonly scenario: LandscapeScenario
  readonly size: number
  readonly grids: readonly Place<SummaryAnswer>[]
  readonly bands: readonly Place<BandAnswer>[]
}

export function createSweeps(engine: Pick<Engine, 'summary' | 'band'>, changed: () => void): SweepBoards {
  let wanted: Wanted | null = null
  let board: Board | null = null
  let bands: readonly Band[] = []
  let cancelled = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastChange = Number.NEGATIVE_INFINITY

  const redraw = (): void => {
    if (wanted === null) return
    board = boardOf(wanted, gridQueue, cancelled, board)
    bands = wanted.bands.map((place) => bandOf(place, bandQueue))
    changed()
  }
  const gridQueue = createGridQueue<SummaryAnswer>(redraw)
  const bandQueue = createGridQueue<BandAnswer>(redraw)

  const begin = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (wanted === null) return
    bandQueue.want(questionsOf(wanted.bands))
    gridQueue.want(cancelled ? [] : questionsOf(wanted.grids))
  }
  return {
    want(scenario) {
      const next = wantedOf(engine, scenario)
      const same = wanted !== null && keysOf(next) === keysOf(wanted)
      wanted = next
      if (same) {
        redraw()
        return
      }
      cancelled = false
      const now = performance.now()
      const wait = now - lastChange < stillFor ? stillFor : 0
      lastChange = now
      clearTimeout(timer)
      // At once: what is no longer wanted stops, what is known is shown.
      bandQueue.want(questionsOf(next.bands).filter(({ key }) => bandQueue.status(key).state !== 'waiting'))
      gridQueue.want(questionsOf(next.grids).filter(({ key }) => gridQueue.status(key).state !== 'waiting'))
      if (wait === 0) begin()
      else timer = setTimeout(begin, wait)
    },
    cancel() {
      cancelled = true
      // The bands go on.
      begin()
    },
    resume() {
      cancelled = false
      begin()
    },
    board: () => board,
    bands: () => bands,
  }
}

const questionsOf = <T>(places: readonly Place<T>[]): Question<T>[] => places.flatMap(({ question }) => question ?? [])

function keysOf({ kind, grids, bands }: Wanted): string {
  const keys = <T>(places: readonly Place<T>[]): string[] => places.map(({ run, question, lacks }) => `${run} ${question?.key ?? lacks.join()}`)
  return [kind, ...keys(grids), '|', ...keys(bands)].join('\n')
}

function wantedOf(engine: Pick<Engine, 'summary' | 'band'>, scenario: LandscapeScenario): Wanted {
  const { view } = scenario
  const visible = scenario.runs.flatMap((run, i) => (run.hidden === true ? [] : [i]))
  const count = scenario.noise.kind === 'none' ? 0 : (scenario.seeds?.count ?? 0)
  return {
    kind: view === 'sweep' || view === 'basins' ? view : null,
    scenario,
    size: view === 'basins' ? basinsOf(scenario).size : sweepOf(scenario).size,
    grids: view === 'sweep' ? visible.map((run) => sweepPlace(engine, scenario, run)) : view === 'basins' ? [basinPlace(engine, scenario)] : [],
    bands: count > 0 ? visible.map((run) => bandPlace(engine, scenario, run, count)) : [],
  }
}

const nothing = new Float64Array()

function sweepPlace(engine: Pick<Engine, 'summary'>, scenario: LandscapeScenario, run: number): Place<SummaryAnswer> {
  const { x, y, size } = sweepOf(scenario)
  const lacks = lacking(scenario, run, [x.param, y.param])
  if (lacks.length > 0) return { run, question: null, lacks, xs: nothing, ys: nothing }
  const spec = runAt(scenario, run)
  const key = JSON.stringify(['sweep', x, y, size, problemOf(scenario, spec), withoutVaried(spec, [x.param, y.param])])
  const ask: Question<SummaryAnswer>['ask'] = (options) => engine.summary(planSweep(scenario, run, [x, y], size), options)
  return { run, question: { key, weight: 6 * size * size, ask: async (options) => ask(options) }, lacks, xs: axisValues(x, size, spec), ys: axisValues(y, size, spec) }
}

function basinPlace(engine: Pick<Engine, 'summary'>, scenario: LandscapeScenario): Place<SummaryAnswer> {
  const { run, size } = basinsOf(scenario)
  const spec = runAt(scenario, run)
  const [x, y] = planBasins(scenario, run, size).axes
  const key = JSON.stringify(['basins', size, { ...problemOf(scenario, spec), start: undefined }, withoutVaried(spec, [])])
  const ask: Question<SummaryAnswer>['ask'] = async (options) => engine.summary(planBasins(scenario, run, size), options)
  return { run, question: { key, weight: 6 * size * size, ask }, lacks: [], xs: x?.values ?? nothing, ys: y?.values ?? nothing }
}

function bandPlace(engine: Pick<Engine, 'band'>, scenario: LandscapeScenario, run: number, count: number): Place<BandAnswer> {
  const spec = runAt(scenario, run)
  const key = JSON.stringify(['band', count, { ...problemOf(scenario, spec), tolerance: undefined }, withoutVaried(spec, [])])
  const ask: Question<BandAnswer>['ask'] = async (options) => engine.band(planSeeds(scenario, run, count), options)
  return { run, question: { key, weight: 4 * scenario.steps, ask }, lacks: [], xs: nothing, ys: nothing }
}

function runAt({ runs }: LandscapeScenario, index: number): RunSpec {
  const run = runs[index]
  if (run === undefined) throw new Error(`run ${index}: expected one of ${runs.length}`)
  return run
}

/** What all of a run's cells have in common. */
function problemOf({ landscape, constants, start, steps, seed, noise, device, tolerance }: LandscapeScenario, run: RunSpec): object {
  return { landscape, constants, start: run.start ?? start, steps, seed: noise.kind === 'none' ? 0 : (run.seed ?? seed), noise, device, tolerance }
}

/** A run without its looks, its start and seed (told by the problem) and the values that a sweep replaces. */
function withoutVaried(run: RunSpec, names: readonly string[]): object {
  const { optimizer, label: _l, color: _c, hidden: _h, tuned: _t, start: _s, seed: _e, ...rest } = names.reduce((so, name) => withNumber(so, name, Number.NaN), run)
  return { ...rest, optimizer: typeof optimizer === 'string' ? optimizer : { ...optimizer, name: undefined } }
}

function boardOf(wanted: Wanted, queue: GridQueue<SummaryAnswer>, cancelled: boolean, before: Board | null): Board | null {
  const { kind, scenario, size, grids } = wanted
  if (kind === null) return null
  const panels = grids.map((place, i) => kept(panelOf(place, queue), before?.panels[i]))
  const asked = panels.filter((panel) => panel.state !== 'lacks')
  const progress = asked.length === 0 ? 1 : asked.reduce((sum, panel) => sum + panel.progress, 0) / asked.length
  const busy = !cancelled && asked.some((panel) => panel.state === 'waiting' || panel.state === 'running')
  return { kind, scenario, size, panels, progress, busy, cancelled: cancelled && progress < 1 }
}

function panelOf({ run, question, lacks, xs, ys }: Place<SummaryAnswer>, queue: GridQueue<SummaryAnswer>): Panel {
  const common = { run, lacks, xs, ys, why: null, progress: 0, answer: null }
  if (question === null) return { ...common, state: 'lacks' }
  const status = queue.status(question.key)
  switch (status.state) {
    case 'done':
      return { ...common, state: 'done', progress: 1, answer: status.answer }
    case 'failed':
      return { ...common, state: 'failed', progress: 1, why: status.why }
    case 'running':
      return { ...common, state: 'running', progress: status.progress }
    case 'waiting':
      return { ...common, state: 'waiting' }
  }
}

/** The panel of before where nothing in it has changed, so that it is not drawn again. */
function kept(panel: Panel, before: Panel | undefined): Panel {
  if (before === undefined) return panel
  const same =
    panel.run === before.run && panel.state === before.state && panel.answer === before.answer && panel.progress === before.progress &&
    panel.why === before.why && panel.lacks.join() === before.lacks.join() && sameValues(panel.xs, before.xs) && sameValues(panel.ys, before.ys)
  return same ? before : panel
}

const sameValues = (a: Float64Array, b: Float64Array): boolean => a.length === b.length && a.every((value, i) => value === b[i])

function bandOf({ run, question }: Place<BandAnswer>, queue: GridQueue<BandAnswer>): Band {
  const status = question === null ? ({ state: 'waiting' } as const) : queue.status(question.key)
  return { run, state: status.state, why: status.state === 'failed' ? status.why : null, answer: status.state === 'done' ? status.answer : null }
}
