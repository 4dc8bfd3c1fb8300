// Puts the parts together: engine, stores, address, page, and the playground for scripts. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import type { Client } from '../protocol/port.ts'
import { createAppStore } from '../store/app-store.ts'
import { readHash, syncHash } from '../store/hash.ts'
import { createModeStore } from '../store/mode.ts'
import { createNetworkStore } from '../store/network-store.ts'
import { createStrategyStore } from '../store/strategy-store.ts'
import { App } from '../ui/App.tsx'
import { createEngine, createNetworkEngine, createStrategyEngine } from './engine.ts'
import { startPlayback, startTabs } from './playback.ts'
import { createPlayground } from './playground.ts'
import type { Playground } from './playground.ts'

export function openPage(client: Client): Playground {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: expected an element with the id "root"')
  const { mode: opensWith, problems, ...initial } = readHash(window)
  const mode = createModeStore(opensWith)
  const problemsOf = (half: typeof opensWith): typeof problems => (half === opensWith ? problems : [])
  const store = createAppStore({ engine: createEngine(client), initial: initial.landscape, problems: problemsOf('landscape') })
  const base = new URL('.', document.baseURI).href
  const network = createNetworkStore({ engine: createNetworkEngine(client, base), initial: initial.network, problems: problemsOf('network') })
  const strategy = createStrategyStore({ engine: createStrategyEngine(client, base), initial: initial.strategy, problems: problemsOf('strategy') })
  syncHash({ landscape: store, network, strategy, mode }, window)
  startPlayback(store, mode, window)
  startTabs({ network, strategy }, mode, window)
  createRoot(root).render(<App parts={store} network={network} strategy={strategy} mode={mode} />)
  return createPlayground({ landscape: store, network, strategy, mode })
}
