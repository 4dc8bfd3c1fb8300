// How the page is shown, as its link asks: what is hidden or locked, whether it starts by itself, embedded or presented.
import { createStore } from 'zustand/vanilla'
import type { PageLink } from '../scenario/page-link.ts'
import type { Problem } from '../scenario/types.ts'

export interface PageState {
  readonly page: PageLink
  /** Settings of the link that could not be read. */
  readonly problems: readonly Problem[]
}

export interface PageActions {
  /** All settings at once, as a link gives them. */
  take(page: PageLink, problems?: readonly Problem[]): void
  /** `undefined` takes a setting away. */
  change(patch: { readonly [K in keyof PageLink]: PageLink[K] | undefined }): void
  report(problems: readonly Problem[]): void
}

export interface PageStore {
  readonly getState: () => PageState
  readonly subscribe: (listener: (state: PageState, previous: PageState) => void) => () => void
  readonly actions: PageActions
}

export function createPageStore(page: PageLink = {}, problems: readonly Problem[] = []): PageStore {
  const { getState, setState, subscribe } = createStore<PageState>()(() => ({ page, problems }))
  return {
    getState,
    subscribe,
    actions: {
      take(next, found = []) {
        const same = JSON.stringify(next) === JSON.stringify(getState().page)
        setState({ page: same ? getState().page : next, problems: found })
      },
      change: (patch) => setState({ page: given({ ...getState().page, ...patch }) }),
      report: (found) => setState({ problems: found }),
    },
  }
}

const given = (page: { readonly [K in keyof PageLink]: PageLink[K] | undefined }): PageLink =>
  Object.fromEntries(Object.entries(page).filter(([, value]) => value !== undefined))
