// The one place that touches location.hash. The address always opens what is on the screen: it is read at the start and when
// the person edits or goes back, and rewritten (without a new history entry) when the scenario has been still for a while. A
// link of any kind brings its tab onto the screen. Links to races are read at once; those to other tabs wait for what reads them.
import { defaultScenario } from '../scenario/defaults.ts'
import type { ValidatedAs } from '../scenario/gate.ts'
import { decodeLessonLink, encodeLessonLink } from '../scenario/lessons/link.ts'
import type { LessonPlace } from '../scenario/lessons/link.ts'
import { isShortLink, LinkError, linkKind } from '../scenario/link-text.ts'
import { decodeLink, encodeLink } from '../scenario/link.ts'
import type { NetworkScenario, Scenario } from '../scenario/network/types.ts'
import { splitPageLink, withPageLink } from '../scenario/page-link.ts'
import type { PageLink } from '../scenario/page-link.ts'
import { problemText } from '../scenario/problems.ts'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { LandscapeScenario, Problem } from '../scenario/types.ts'
import type { LessonStore } from './lesson-store.ts'
import { modes } from './mode.ts'
import type { Mode, ModeStore } from './mode.ts'
import type { PageStore } from './page-store.ts'

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
  /** The address where it is no link to a race: `OtherLinks` reads it. */
  readonly other: string | null
  /** The lesson that puts its own scene on the screen. */
  readonly lesson: LessonPlace | null
  readonly problems: readonly Problem[]
  /** How the page is to be shown, and what of that cannot be read. */
  readonly page: PageLink
  readonly pageProblems: readonly Problem[]
}

/** An address in its readable form, or what is wrong with it. */
export interface Address {
  readonly hash: string
  readonly problem: string | null
}

/** What of a store of any kind is used. */
interface HashStore<S extends Scenario> {
  readonly getState: () => { readonly scenario: S }
  readonly subscribe: (listener: (state: { readonly scenario: S }, previous: { readonly scenario: S }) => void) => () => void
  readonly actions: { open(scenario: unknown): readonly Problem[]; report(problems: readonly Problem[]): void }
}

/** Links of every kind. The text of a link may begin with "#". */
export interface OtherLinks {
  readonly decode: (link: string) => ValidatedAs<Scenario>
  readonly encode: (scenario: Scenario) => string
}

/** What is loaded later. */
export interface OtherHashParts {
  readonly network: HashStore<NetworkScenario>
  readonly strategy: HashStore<StrategyScenario>
  readonly links: OtherLinks
}

export interface HashParts {
  readonly landscape: HashStore<LandscapeScenario>
  readonly others: Promise<OtherHashParts>
  readonly mode: ModeStore
  readonly lessons: LessonStore
  readonly page: PageStore
}

/** Links longer than this are folded: chats cut them, and nobody reads them. */
export const longestReadable = 2000

const stillFor = 300

const defaultOpening: Opening = { mode: 'landscape', landscape: defaultScenario, other: null, lesson: null, problems: [], page: {}, pageProblems: [] }

/** A short link is unfolded first; all others are readable as they are. */
export async function addressOf({ location: { hash } }: HashWindow): Promise<Address> {
  if (!isShortLink(hash)) return { hash, problem: null }
  const { unfoldLink } = await import('../scenario/link-short.ts')
  try {
    return { hash: `#${unfoldLink(hash)}`, problem: null }
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    return { hash, problem: error.message }
  }
}

/** The race of the address; the default race where there is none, or with a problem where it cannot be read. */
export function readHash({ location }: HashWindow, address: Address = { hash: location.hash, problem: null }): Opening {
  const { link: hash, page, problems: pageProblems } = splitPageLink(address.hash)
  const usual = { ...defaultOpening, page, pageProblems }
  if (address.problem !== null) return { ...usual, problems: [{ path: 'link', message: address.problem, detail: address.hash }] }
  if (isBare(hash)) return usual
  const lesson = decodeLessonLink(hash)
  if (lesson) return { ...usual, lesson: lesson.place, problems: lesson.problem ? [lesson.problem] : [] }
  if (linkKind(hash) !== null) return { ...usual, mode: modeOf(hash), other: hash }
  const { scenario, problems } = decodeLink(hash)
  return scenario === null ? { ...usual, problems: linkProblems(problems, hash) } : { ...usual, landscape: scenario }
}

/** Nothing, or settings of the page alone. */
const isBare = (hash: string): boolean => /^#?(v1)?$/.test(hash)

/**
 * Keeps address and scenario the same until the returned function is called. While a lesson is open the address is its place,
 * whatever the person makes of the scene.
 */
export function syncHash({ landscape, others, mode, lessons, page }: HashParts, target: HashWindow): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let loaded: OtherHashParts | null = null
  let stopped = false
  const storeOf = (tab: Mode): HashStore<Scenario> | undefined => (tab === 'landscape' ? landscape : loaded?.[tab])
  const write = (): void => {
    const link = linkOf()
    if (link === null) return
    const fragment = withPageLink(link, page.getState().page)
    if (`#${fragment}` === target.location.hash) return
    target.history.replaceState(null, '', `${target.location.pathname}${target.location.search}#${fragment}`)
  }
  /** null while what writes it is still being loaded. */
  const linkOf = (): string | null => {
    const place = lessons.place()
    if (place) return encodeLessonLink(place)
    const tab = mode.getState().mode
    const readable = tab === 'landscape' ? encodeLink(landscape.getState().scenario) : null
    if (readable !== null && readable.length <= longestReadable) return readable
    return loaded && loaded.links.encode((tab === 'landscape' ? landscape : loaded[tab]).getState().scenario)
  }
  const writeSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, stillFor)
  }
  const show = (hash: string, { scenario, problems }: ValidatedAs<Scenario>): void => {
    const of = scenario?.kind ?? modeOf(hash)
    if (scenario) storeOf(of)?.actions.open(scenario)
    else storeOf(of)?.actions.report(linkProblems(problems, hash))
    mode.setMode(of)
    // The address is already what it should be.
    clearTimeout(timer)
  }
  const read = (): void => {
    clearTimeout(timer)
    const given = target.location.hash
    if (isShortLink(given)) void addressOf(target).then((address) => target.location.hash === given && open(address, given))
    else if (given.length > 1) open({ hash: given, problem: null }, given)
  }
  const open = (address: Address, given: string): void => {
    const { link: hash, page: asked, problems: pageProblems } = splitPageLink(address.hash)
    page.actions.take(asked, pageProblems)
    clearTimeout(timer)
    if (address.problem !== null) return show(hash, { scenario: null, problems: [{ path: 'link', message: address.problem }] })
    if (isBare(hash)) return
    const lesson = decodeLessonLink(hash)
    if (lesson?.place) return void lessons.actions.open(lesson.place.lesson, lesson.place.step)
    if (lesson) return storeOf(mode.getState().mode)?.actions.report([lesson.problem])
    if (lessons.getState().panel === 'lesson') lessons.actions.close()
    if (linkKind(hash) === null) return show(hash, decodeLink(hash))
    mode.setMode(modeOf(hash))
    void others.then(({ links }) => {
      if (target.location.hash === given) show(hash, links.decode(hash))
    })
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
  const onPage = (state: { readonly page: PageLink }, previous: { readonly page: PageLink }): void => {
    if (state.page !== previous.page) writeSoon()
  }
  const stops = [landscape.subscribe(onEdit('landscape')), mode.subscribe(writeSoon), lessons.subscribe(onLesson), page.subscribe(onPage)]
  void others.then((tabs) => {
    if (stopped) return
    loaded = tabs
    stops.push(tabs.network.subscribe(onEdit('network')), tabs.strategy.subscribe(onEdit('strategy')))
  })
  target.addEventListener('hashchange', read)
  return () => {
    stopped = true
    clearTimeout(timer)
    for (const stop of stops) stop()
    target.removeEventListener('hashchange', read)
  }
}

/** A link that cannot be read still says which tab it was for. */
export const modeOf = (hash: string): Mode => modes.find((one) => one === linkKind(hash)) ?? 'landscape'

/** The link's text is kept in the detail: it stays in the address, too, until the person changes something. */
export function linkProblems(problems: readonly Problem[], hash: string): Problem[] {
  return problems.map((p) => ({ path: 'link', message: p.path === 'link' ? p.message : problemText(p), detail: hash }))
}
