// The time cursor over a trace. No clock here: `tick` is told how much time has passed.
import type { Actions, AppState, Trace } from './types.ts'

type Playback = Pick<Actions, 'setCursor' | 'play' | 'pause' | 'step' | 'setSpeed' | 'tick'>

export function createPlayback(get: () => AppState, set: (patch: Partial<AppState>) => void, trace: () => Trace | null): Playback {
  /** What the whole-numbered cursor does not show of the way made; lost at every jump. */
  let fraction = 0
  const end = (): number => get().scenario.steps
  const moveTo = (cursor: number): void => {
    fraction = 0
    if (Number.isFinite(cursor)) set({ cursor: Math.max(0, Math.min(end(), Math.round(cursor))) })
  }
  return {
    setCursor: moveTo,
    play() {
      if (get().cursor >= end()) moveTo(0)
      set({ playing: true })
    },
    pause: () => set({ playing: false }),
    step(by) {
      set({ playing: false })
      moveTo(get().cursor + by)
    },
    setSpeed(speed) {
      if (speed > 0 && Number.isFinite(speed)) set({ speed })
    },
    tick(seconds) {
      const { playing, cursor, speed } = get()
      if (!playing || !(seconds > 0)) return
      // While a device still streams, the cursor waits for the entries to come.
      const reachable = Math.min(end(), Math.max(cursor, (trace()?.arrived ?? 1) - 1))
      const position = cursor + fraction + speed * seconds
      const next = Math.min(Math.floor(position), reachable)
      fraction = next < reachable ? position - next : 0
      const playingOn = next < end()
      if (next !== cursor || !playingOn) set({ cursor: next, playing: playingOn })
    },
  }
}
