// The one place that touches location.hash. The address always opens what is on the screen: it is read at the start and when
// the person edits or goes back, and rewritten (without a new history entry) when the scenario has been still for a while.
import { defaultScenario } from '../scenario/defaults.ts'
import { decodeLink, encodeLink } from '../scenario/link.ts'
import { problemText } from '../scenario/problems.ts'
import type { LandscapeScenario, Problem } from '../scenario/types.ts'
import type { AppStore } from './app-store.ts'

/** What of `window` is used. */
export interface HashWindow {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

const stillFor = 300

/** The scenario of the address; the default race where there is none, or with a problem where it cannot be read. */
export function readHash(target: HashWindow): { scenario: LandscapeScenario; problems: readonly Problem[] } {
  const { hash } = target.location
  if (hash.length <= 1) return { scenario: defaultScenario, problems: [] }
  const { scenario, problems } = decodeLink(hash)
  return scenario ? { scenario, problems } : { scenario: defaultScenario, problems: linkProblems(problems, hash) }
}

/** Keeps address and scenario the same until the returned function is called. */
export function syncHash(store: Pick<AppStore, 'getState' | 'subscribe' | 'actions'>, target: HashWindow): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    const link = `#${encodeLink(store.getState().scenario)}`
    if (link === target.location.hash) return
    target.history.replaceState(null, '', `${target.location.pathname}${target.location.search}${link}`)
  }
  const read = (): void => {
    clearTimeout(timer)
    const { hash } = target.location
    if (hash.length <= 1) return
    const { scenario, problems } = decodeLink(hash)
    if (scenario) store.actions.open(scenario)
    else store.actions.report(linkProblems(problems, hash))
  }
  const unsubscribe = store.subscribe((state, previous) => {
    if (state.scenario === previous.scenario) return
    clearTimeout(timer)
    timer = setTimeout(write, stillFor)
  })
  target.addEventListener('hashchange', read)
  return () => {
    clearTimeout(timer)
    unsubscribe()
    target.removeEventListener('hashchange', read)
  }
}

/** The link's text is kept in the detail: it stays in the address, too, until the person changes something. */
function linkProblems(problems: readonly Problem[], hash: string): Problem[] {
  return problems.map((p) => ({ path: 'link', message: p.path === 'link' ? p.message : problemText(p), detail: hash }))
}
