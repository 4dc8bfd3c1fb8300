// Puts the parts together: engine, stores, address, page, and the playground for scripts. Nothing here decides anything else.
import { createRoot } from 'react-dom/client'
import type { Client } from '../protocol/port.ts'
import { createAppStore } from '../store/app-store.ts'
import { language, onLanguage } from '../i18n/messages.ts'
import { addressOf, readHash, syncHash } from '../store/hash.ts'
import type { ProgressStorage } from '../store/lesson-progress.ts'
import { createDiagnosticsStore } from '../store/diagnostics-store.ts'
import { createLessonStore } from '../store/lesson-store.ts'
import { createModeStore } from '../store/mode.ts'
import { createPageStore } from '../store/page-store.ts'
import { createRecoveries } from '../store/recoveries.ts'
import { App } from '../ui/App.tsx'
import { createEngine } from './engine.ts'
import { firstPicture, otherTabsWanted } from './first-picture.ts'
import { createHistoryGate, recordWhenIdle } from './history/gate.ts'
import { createOffline } from './offline.ts'
import { openLanguage } from './open-language.ts'
import { syncLanguage } from './page-language.ts'
import { startPlayback, startTabs } from './playback.ts'
import type { Playground } from './playground.ts'
import { createSceneShower } from './scenes.ts'
import { watchedClient } from './watched-client.ts'

/** `onRevival` takes who is told when the worker has died and was replaced. */
export async function openPage(worker: Client, onRevival: (tell: () => void) => void): Promise<Playground> {
  const recoveries = createRecoveries()
  onRevival(() => recoveries.add('engine'))
  const client = watchedClient(worker, recoveries)
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: expected an element with the id "root"')
  const { mode: opensWith, landscape, other, lesson, problems, page: asked, pageProblems } = readHash(window, await addressOf(window))
  const mode = createModeStore(opensWith)
  const page = createPageStore(asked, pageProblems)
  const engine = createEngine(client)
  const store = createAppStore({ engine, initial: landscape, problems })
  const rest = firstPicture(store, window)
  const others = openOthers()
  const spoken = openLanguage(window, asked.lang)
  syncLanguage(page)
  const lessons = createLessonStore({
    load: async () => {
      const [{ lessonLibrary }] = await Promise.all([import('./lesson-library.ts'), spoken])
      return lessonLibrary(language())
    },
    show: createSceneShower({ landscape: store, others, mode, page }, window),
    storage: sessionStorageOf(window),
  })
  if (lesson) void lessons.actions.open(lesson.lesson, lesson.step)
  syncHash({ landscape: store, others, mode, lessons, page }, window)
  startPlayback(store, mode, window, page)
  const history = createHistoryGate(async () => {
    const [{ openHistory }, tabs] = await Promise.all([import('./history/open.ts'), others])
    return openHistory({ ...tabs, landscape: store, mode }, window)
  })
  // What another page shows of this one is that page's.
  if (asked.embed === undefined) recordWhenIdle(history, others)
  onLanguage(() => void lessons.actions.retell())
  const offline = createOffline(window)
  const diagnostics = createDiagnosticsStore(async () => (await import('./self-test.ts')).createSelfTest(engine))
  await spoken
  createRoot(root).render(<App parts={store} network={others.then(({ network }) => network)} strategy={others.then(({ strategy }) => strategy)} mode={mode} lessons={lessons} page={page} history={history} diagnostics={diagnostics} recoveries={recoveries} updates={offline.updates} rest={rest} />)
  const tabs = await others
  startTabs(tabs, mode, window, page)
  if (asked.embed === undefined) void offline.start()
  return tabs.playground

  async function openOthers() {
    await otherTabsWanted({ rest, mode, link: other })
    const { openOtherTabs } = await import('./other-tabs.ts')
    return openOtherTabs({ client, base: new URL('.', document.baseURI).href, link: other, landscape: store, mode })
  }
}

/** A page in a sandbox has none: then nothing is remembered. */
function sessionStorageOf(target: Pick<Window, 'sessionStorage'>): ProgressStorage {
  try {
    return target.sessionStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}
