// Puts the parts together: engine, store, address, page, window.playground. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import { createEngine } from '../engine/client.ts'
import { createAppStore } from '../store/app-store.ts'
import { readHash, syncHash } from '../store/hash.ts'
import { App } from '../ui/App.tsx'
import { startPlayback } from './playback.ts'
import { createPlayground } from './playground.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html: expected an element with the id "root"')

const { scenario, problems } = readHash(window)
const store = createAppStore({ engine: createEngine(), initial: scenario, problems })
syncHash(store, window)
startPlayback(store, window)
window.playground = createPlayground(store)
createRoot(root).render(<App parts={store} />)
