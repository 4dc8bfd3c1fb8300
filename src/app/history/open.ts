// The history with its database and its recorder: a chunk of its own, loaded when the page has nothing better to do.
import { translate } from '../../i18n/messages.ts'
import { openHistoryDatabase } from '../../store/history-db.ts'
import { createHistoryStore } from '../../store/history-store.ts'
import type { AppStore } from '../../store/app-store.ts'
import type { ModeStore } from '../../store/mode.ts'
import type { NetworkStore } from '../../store/network-types.ts'
import type { StrategyStore } from '../../store/strategy-types.ts'
import type { History } from '../../ui/history/history-context.tsx'
import { curvePicture, racePicture } from './picture.ts'
import { startRecorder } from './recorder.ts'

export interface HistoryParts {
  readonly landscape: AppStore
  readonly network: NetworkStore
  readonly strategy: StrategyStore
  readonly mode: ModeStore
}

export function openHistory({ mode, ...stores }: HistoryParts, target: Window): History {
  const rest = restOf(target)
  const store = createHistoryStore({ open: (lost) => openHistoryDatabase({ onLost: lost }), now: () => Date.now(), newId: () => newId(target.crypto), rest })
  const pictures = { race: (trace: Parameters<typeof racePicture>[0]) => racePicture(trace, stores.landscape.engine, rest), curves: (draft: Parameters<typeof curvePicture>[0]) => curvePicture(draft, rest) }
  startRecorder({ ...stores, mode, history: store, pictures, say: ({ key, values }) => translate(key, values), rest })
  // What other tabs have done in the meantime.
  target.addEventListener('focus', () => void store.actions.refresh())
  let shown = mode.getState().mode
  return {
    store,
    open(scenario) {
      const problems = stores[scenario.kind].actions.open(scenario)
      if (problems.length > 0) return problems
      shown = mode.getState().mode
      mode.setMode(scenario.kind)
      return []
    },
    undo(kind) {
      stores[kind].actions.undo()
      mode.setMode(shown)
    },
  }
}

/** Time and chance, so that no two tabs give the same. `randomUUID` is for secure pages alone. */
function newId(crypto: Pick<Crypto, 'getRandomValues'>): string {
  const chance = crypto.getRandomValues(new Uint32Array(2))
  return [Date.now(), ...chance].map((part) => part.toString(36)).join('-')
}

/** When the page is idle; soon even where it never is. */
function restOf(target: Window): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      if ('requestIdleCallback' in target) target.requestIdleCallback(() => resolve(), { timeout: 500 })
      else setTimeout(resolve, 0)
    })
}
