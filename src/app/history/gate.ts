// The way to the history from the first bundle: nothing of it is loaded before it is asked for.
import type { History, HistoryGate } from '../../ui/history/history-context.tsx'

export function createHistoryGate(load: () => Promise<History>): HistoryGate {
  let loading: Promise<History> | null = null
  let tellLoaded: (history: History) => void = () => undefined
  const loaded = new Promise<History>((resolve) => {
    tellLoaded = resolve
  })
  return {
    loaded,
    async load() {
      loading ??= load()
      try {
        const history = await loading
        tellLoaded(history)
        return history
      } catch (error) {
        // The next one who asks tries again.
        loading = null
        throw error
      }
    },
  }
}

/** Milliseconds after the first picture: until then the page has its own work. */
const soon = 1500

/** Starts to record when the first picture is there and the page is quiet. Without a history the page only forgets. */
export function recordWhenIdle({ load }: Pick<HistoryGate, 'load'>, ready: Promise<unknown>): void {
  const start = (): void => void setTimeout(() => void load().catch(() => undefined), soon)
  ready.then(start, start)
}
