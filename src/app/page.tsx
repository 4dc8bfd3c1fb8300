// Puts the parts together: engine, store, address, page, and the playground for scripts. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import type { Client } from '../protocol/port.ts'
import { createAppStore } from '../store/app-store.ts'
import { readHash, syncHash } from '../store/hash.ts'
import { App } from '../ui/App.tsx'
import { createEngine } from './engine.ts'
import { startPlayback } from './playback.ts'
import { createPlayground } from './playground.ts'
import type { Playground } from './playground.ts'

export function openPage(client: Client): Playground {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: expected an element with the id "root"')
  const { scenario, problems } = readHash(window)
  const store = createAppStore({ engine: createEngine(client), initial: scenario, problems })
  syncHash(store, window)
  startPlayback(store, window)
  createRoot(root).render(<App parts={store} />)
  return createPlayground(store)
}
