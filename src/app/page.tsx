// Puts the parts together: engine, stores, address, page, and the playground for scripts. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import type { Client } from '../protocol/port.ts'
import { createAppStore } from '../store/app-store.ts'
import { readHash, syncHash } from '../store/hash.ts'
import { createModeStore } from '../store/mode.ts'
import { createNetworkStore } from '../store/network-store.ts'
import { App } from '../ui/App.tsx'
import { createEngine, createNetworkEngine } from './engine.ts'
import { startPlayback, startTraining } from './playback.ts'
import { createPlayground } from './playground.ts'
import type { Playground } from './playground.ts'

export function openPage(client: Client): Playground {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: expected an element with the id "root"')
  const { mode: opensWith, problems, ...initial } = readHash(window)
  const mode = createModeStore(opensWith)
  const problemsOf = (half: typeof opensWith): typeof problems => (half === opensWith ? problems : [])
  const store = createAppStore({ engine: createEngine(client), initial: initial.landscape, problems: problemsOf('landscape') })
  const networkEngine = createNetworkEngine(client, new URL('.', document.baseURI).href)
  const network = createNetworkStore({ engine: networkEngine, initial: initial.network, problems: problemsOf('network') })
  syncHash({ landscape: store, network, mode }, window)
  startPlayback(store, mode, window)
  startTraining(network, mode, window)
  createRoot(root).render(<App parts={store} network={network} mode={mode} />)
  return createPlayground({ landscape: store, network, mode })
}
