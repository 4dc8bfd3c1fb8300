// Puts the parts together: engine, stores, address, page, and the playground for scripts. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import type { Client } from '../protocol/port.ts'
import { createAppStore } from '../store/app-store.ts'
import { language } from '../i18n/messages.ts'
import { readHash, syncHash } from '../store/hash.ts'
import type { ProgressStorage } from '../store/lesson-progress.ts'
import { createLessonStore } from '../store/lesson-store.ts'
import { createModeStore } from '../store/mode.ts'
import { createNetworkStore } from '../store/network-store.ts'
import { createStrategyStore } from '../store/strategy-store.ts'
import { App } from '../ui/App.tsx'
import { createEngine, createNetworkEngine, createStrategyEngine } from './engine.ts'
import { startPlayback, startTabs } from './playback.ts'
import { createPlayground } from './playground.ts'
import type { Playground } from './playground.ts'
import { createSceneShower } from './scenes.ts'

export function openPage(client: Client): Playground {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: expected an element with the id "root"')
  const { mode: opensWith, lesson, problems, ...initial } = readHash(window)
  const mode = createModeStore(opensWith)
  const problemsOf = (half: typeof opensWith): typeof problems => (half === opensWith ? problems : [])
  const store = createAppStore({ engine: createEngine(client), initial: initial.landscape, problems: problemsOf('landscape') })
  const base = new URL('.', document.baseURI).href
  const network = createNetworkStore({ engine: createNetworkEngine(client, base), initial: initial.network, problems: problemsOf('network') })
  const strategy = createStrategyStore({ engine: createStrategyEngine(client, base), initial: initial.strategy, problems: problemsOf('strategy') })
  const lessons = createLessonStore({
    load: async () => (await import('./lesson-library.ts')).lessonLibrary(language()),
    show: createSceneShower({ landscape: store, network, strategy, mode }, window),
    storage: sessionStorageOf(window),
  })
  if (lesson) void lessons.actions.open(lesson.lesson, lesson.step)
  syncHash({ landscape: store, network, strategy, mode, lessons }, window)
  startPlayback(store, mode, window)
  startTabs({ network, strategy }, mode, window)
  createRoot(root).render(<App parts={store} network={network} strategy={strategy} mode={mode} lessons={lessons} />)
  return createPlayground({ landscape: store, network, strategy, mode })
}

/** A page in a sandbox has none: then nothing is remembered. */
function sessionStorageOf(target: Pick<Window, 'sessionStorage'>): ProgressStorage {
  try {
    return target.sessionStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}
