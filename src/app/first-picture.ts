// What may wait for the first race to be on the screen, so that it is there sooner.
import type { AppStore } from '../store/app-store.ts'
import type { ModeStore } from '../store/mode.ts'

/** What of `window` is used. */
interface IdleWindow {
  /** Not every browser has it. */
  requestIdleCallback?: (callback: () => void, options: { timeout: number }) => unknown
  setTimeout(callback: () => void, milliseconds: number): unknown
}

/** Milliseconds after which the page is held to be at rest, whatever else it does: in a window that is hidden nothing moves. */
const patience = 3000
/** Until then it is settled whether the race plays by itself. */
const moment = 50

/** Resolves when the first race moves, or lies on the screen at rest (or cannot be had), and the page has time. */
export async function firstPicture({ getState, subscribe }: Pick<AppStore, 'getState' | 'subscribe'>, target: IdleWindow): Promise<void> {
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (holds()) return resolve()
      const stop = subscribe(() => {
        if (!holds()) return
        stop()
        resolve()
      })
    })
  const after = (milliseconds: number): Promise<void> => new Promise((resolve) => void target.setTimeout(resolve, milliseconds))
  await until(() => getState().traceVersion > 0 || getState().engineError !== null)
  await after(moment)
  await Promise.race([until(() => !getState().playing || getState().cursor > 0), after(patience)])
  await new Promise<void>((resolve) => {
    if (target.requestIdleCallback) target.requestIdleCallback(() => resolve(), { timeout: patience })
    else target.setTimeout(resolve, moment)
  })
}

interface OpenedWith {
  /** The first race is on the screen. */
  readonly rest: Promise<void>
  readonly mode: ModeStore
  /** The link of the address, where it is none to a race. */
  readonly link: string | null
}

/** Resolves when the other tabs are to be loaded: at once where one is asked for, else when the first race is on the screen. */
export async function otherTabsWanted({ rest, mode, link }: OpenedWith): Promise<void> {
  if (link !== null || mode.getState().mode !== 'landscape') return
  const asked = new Promise<void>((resolve) => {
    const stop = mode.subscribe(() => {
      stop()
      resolve()
    })
  })
  await Promise.race([asked, rest])
}
