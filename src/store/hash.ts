// The one place that touches location.hash. The address always opens what is on the screen: it is read at the start and when
// the person edits or goes back, and rewritten (without a new history entry) when the scenario has been still for a while. A
// link of any kind brings its tab onto the screen.
import { defaultScenario } from '../scenario/defaults.ts'
import { decodeLessonLink, encodeLessonLink } from '../scenario/lessons/link.ts'
import type { LessonPlace } from '../scenario/lessons/link.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { decodeAny, linkKind } from '../scenario/network/link.ts'
import type { NetworkScenario, Scenario } from '../scenario/network/types.ts'
import { problemText } from '../scenario/problems.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { LandscapeScenario, Problem } from '../scenario/types.ts'
import type { LessonStore } from './lesson-store.ts'
import { modes } from './mode.ts'
import type { Mode, ModeStore } from './mode.ts'
import { shareLink } from './share-link.ts'

/** What of `window` is used. */
export interface HashWindow {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

/** What the page opens with. The problems belong to the tab that is on the screen. */
export interface Opening {
  readonly mode: Mode
  readonly landscape: LandscapeScenario
  readonly network: NetworkScenario
  readonly strategy: StrategyScenario
  /** The lesson that puts its own scene on the screen. */
  readonly lesson: LessonPlace | null
  readonly problems: readonly Problem[]
}

/** What of a store of any kind is used. */
interface HashStore<S extends Scenario> {
  readonly getState: () => { readonly scenario: S }
  readonly subscribe: (listener: (state: { readonly scenario: S }, previous: { readonly scenario: S }) => void) => () => void
  readonly actions: { open(scenario: unknown): readonly Problem[]; report(problems: readonly Problem[]): void }
}

export interface HashParts {
  readonly landscape: HashStore<LandscapeScenario>
  readonly network: HashStore<NetworkScenario>
  readonly strategy: HashStore<StrategyScenario>
  readonly mode: ModeStore
  readonly lessons: LessonStore
}

const stillFor = 300

const defaultOpening: Opening = { mode: 'landscape', landscape: defaultScenario, network: defaultNetworkScenario, strategy: defaultStrategyScenario, lesson: null, problems: [] }

/** The scenario of the address; the default race where there is none, or with a problem where it cannot be read. */
export function readHash(target: HashWindow): Opening {
  const { hash } = target.location
  if (hash.length <= 1) return defaultOpening
  const lesson = decodeLessonLink(hash)
  if (lesson) return { ...defaultOpening, lesson: lesson.place, problems: lesson.problem ? [lesson.problem] : [] }
  const { scenario, problems } = decodeAny(hash)
  if (scenario === null) return { ...defaultOpening, mode: modeOf(hash), problems: linkProblems(problems, hash) }
  return { ...defaultOpening, mode: scenario.kind, [scenario.kind]: scenario }
}

/** Keeps address and scenario the same until the returned function is called. */
/** While a lesson is open the address is its place, whatever the person makes of the scene. */
export function syncHash({ mode, lessons, ...stores }: HashParts, target: HashWindow): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const storeOf = (shown: Mode): HashStore<Scenario> => stores[shown]
  const write = (): void => {
    const place = lessons.place()
    const link = `#${place ? encodeLessonLink(place) : shareLink(storeOf(mode.getState().mode).getState().scenario).link}`
    if (link === target.location.hash) return
    target.history.replaceState(null, '', `${target.location.pathname}${target.location.search}${link}`)
  }
  const writeSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, stillFor)
  }
  const read = (): void => {
    clearTimeout(timer)
    const { hash } = target.location
    if (hash.length <= 1) return
    const lesson = decodeLessonLink(hash)
    if (lesson?.place) return void lessons.actions.open(lesson.place.lesson, lesson.place.step)
    if (lesson) return storeOf(mode.getState().mode).actions.report([lesson.problem])
    if (lessons.getState().panel === 'lesson') lessons.actions.close()
    const { scenario, problems } = decodeAny(hash)
    const of = scenario?.kind ?? modeOf(hash)
    if (scenario) storeOf(of).actions.open(scenario)
    else storeOf(of).actions.report(linkProblems(problems, hash))
    mode.setMode(of)
    // The address is already what it should be.
    clearTimeout(timer)
  }
  const onEdit = (of: Mode) => (state: { readonly scenario: Scenario }, previous: { readonly scenario: Scenario }): void => {
    if (state.scenario !== previous.scenario && mode.getState().mode === of) writeSoon()
  }
  let shown = lessons.place()
  const onLesson = (): void => {
    const place = lessons.place()
    if (place?.lesson === shown?.lesson && place?.step === shown?.step) return
    shown = place
    writeSoon()
  }
  const stops = [...modes.map((of) => storeOf(of).subscribe(onEdit(of))), mode.subscribe(writeSoon), lessons.subscribe(onLesson)]
  target.addEventListener('hashchange', read)
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
    target.removeEventListener('hashchange', read)
  }
}

/** A link that cannot be read still says which tab it was for. */
const modeOf = (hash: string): Mode => modes.find((one) => one === linkKind(hash)) ?? 'landscape'

/** The link's text is kept in the detail: it stays in the address, too, until the person changes something. */
function linkProblems(problems: readonly Problem[], hash: string): Problem[] {
  return problems.map((p) => ({ path: 'link', message: p.path === 'link' ? p.message : problemText(p), detail: hash }))
}
