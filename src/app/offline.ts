// The boundary to the service worker, which keeps the page's files for when there is no network. It is asked for by the built
// page alone, once the page is at rest; without one (a private window, an insecure address) the page just goes on.
import { createUpdates } from '../store/updates.ts'
import type { Updates } from '../store/updates.ts'

export interface Offline {
  readonly updates: Updates
  readonly start: () => Promise<void>
}

export function createOffline(target: Pick<Window, 'location' | 'document'>): Offline {
  const updates = createUpdates(() => target.location.reload())
  const start = async (): Promise<void> => {
    if (!import.meta.env.PROD) return
    const { registerSW } = await import('virtual:pwa-register')
    updates.watch(({ waits, isIn }) => {
      const letIn = registerSW({
        immediate: true,
        onNeedRefresh: waits,
        onNeedReload: isIn,
        onRegisteredSW: (_, registration) => registration && lookAgain(registration, target.document),
        onRegisterError: () => undefined,
      })
      return () => void letIn()
    })
  }
  return { updates, start }
}

/** A page may stay open for days: whether there is a newer one is asked when a person comes back to it. */
function lookAgain(registration: ServiceWorkerRegistration, document: Document): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
  })
}
