// The clock of the page. While the store says "playing" and the race is on the screen, each animation frame moves the cursor on;
// otherwise no frame is asked for. The first race starts by itself, unless the reader prefers reduced motion: then its end is
// shown at once. The first training and the first experiment start when their tab is first on the screen. A link may ask that
// nothing starts by itself.
import type { AppStore } from '../store/app-store.ts'
import type { ModeStore } from '../store/mode.ts'
import type { PageStore } from '../store/page-store.ts'
import type { LiveNetworkStore } from '../store/network-store.ts'
import type { LiveStrategyStore } from '../store/strategy-store.ts'

/** What of `window` is used. */
export interface FrameWindow {
  requestAnimationFrame(callback: (now: number) => void): number
  matchMedia(query: string): { readonly matches: boolean }
}

/** After a pause in the frames (a hidden tab), the race goes on from where it was instead of leaping. */
const longestFrame = 0.1

export const reducedMotion = (target: Pick<FrameWindow, 'matchMedia'>): boolean => target.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Whether the page's link asks that nothing starts by itself. */
export const startsPaused = (page: Pick<PageStore, 'getState'> | undefined): boolean => page?.getState().page.play === false

export function startPlayback(store: Pick<AppStore, 'getState' | 'subscribe' | 'actions' | 'trace'>, mode: ModeStore, target: FrameWindow, page?: Pick<PageStore, 'getState'>): void {
  let last: number | null = null
  let asked = false
  const runs = (): boolean => store.getState().playing && mode.getState().mode === 'landscape'
  const frame = (now: number): void => {
    asked = false
    if (!runs()) {
      last = null
      return
    }
    const seconds = last === null ? 0 : Math.min(longestFrame, (now - last) / 1000)
    last = now
    store.actions.tick(seconds)
    look()
    if (!asked) last = null
  }
  const look = (): void => {
    if (asked || !runs()) return
    asked = true
    target.requestAnimationFrame(frame)
  }
  store.subscribe(look)
  mode.subscribe(look)
  const stop = store.subscribe((state) => {
    if (state.traceVersion === 0) return
    stop()
    if (!startsPaused(page)) begin(store, target)
  })
}

function begin({ getState, actions }: Pick<AppStore, 'getState' | 'actions'>, target: FrameWindow): void {
  if (reducedMotion(target)) actions.setCursor(getState().scenario.steps)
  else actions.play()
}

interface Tabs {
  readonly network: Pick<LiveNetworkStore, 'actions' | 'begin'>
  readonly strategy: Pick<LiveStrategyStore, 'begin'>
}

/** Both go on when their tab is left: it is the views that rest then. Without motion there is no pace to watch a training at. */
export function startTabs({ network, strategy }: Tabs, mode: ModeStore, target: Pick<FrameWindow, 'matchMedia'>, page?: Pick<PageStore, 'getState'>): void {
  if (reducedMotion(target)) network.actions.setPace(null)
  let begun = false
  const beginNetwork = (): void => {
    if (begun) return
    begun = true
    network.begin()
    if (startsPaused(page)) network.actions.pause()
  }
  const look = (): void => {
    const shown = mode.getState().mode
    if (shown === 'network') beginNetwork()
    if (shown === 'strategy' && !startsPaused(page)) strategy.begin()
  }
  mode.subscribe(look)
  look()
}
