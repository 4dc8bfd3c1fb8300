// The clock of the page. While the store says "playing", each animation frame moves the cursor on; otherwise no frame is asked
// for. The first race starts by itself, unless the reader prefers reduced motion: then its end is shown at once.
import type { AppStore } from '../store/app-store.ts'

/** What of `window` is used. */
export interface FrameWindow {
  requestAnimationFrame(callback: (now: number) => void): number
  matchMedia(query: string): { readonly matches: boolean }
}

/** After a pause in the frames (a hidden tab), the race goes on from where it was instead of leaping. */
const longestFrame = 0.1

export function startPlayback(store: Pick<AppStore, 'getState' | 'subscribe' | 'actions' | 'trace'>, target: FrameWindow): void {
  let last: number | null = null
  const frame = (now: number): void => {
    const seconds = last === null ? 0 : Math.min(longestFrame, (now - last) / 1000)
    last = now
    store.actions.tick(seconds)
    if (store.getState().playing) target.requestAnimationFrame(frame)
    else last = null
  }
  store.subscribe((state, before) => {
    if (state.playing && !before.playing && last === null) target.requestAnimationFrame(frame)
  })
  const stop = store.subscribe((state) => {
    if (state.traceVersion === 0) return
    stop()
    begin(store, target)
  })
}

function begin({ getState, actions }: Pick<AppStore, 'getState' | 'actions'>, target: FrameWindow): void {
  if (target.matchMedia('(prefers-reduced-motion: reduce)').matches) actions.setCursor(getState().scenario.steps)
  else actions.play()
}
