// For tests in a browser: parts of the page on a real store, raced by the engine's own worker.
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { createEngine } from '../app/engine.ts'
import { startEngine } from '../engine/client.ts'
import { fillDefaults } from '../scenario/defaults.ts'
import type { PartialScenario } from '../scenario/defaults.ts'
import { createAppStore } from '../store/app-store.ts'
import type { AppStore } from '../store/app-store.ts'
import type { Trace } from '../store/types.ts'
import { StoreProvider } from './store-context.tsx'
import { theme } from './theme.ts'
import { ToastProvider } from './toast.tsx'

export interface Mounted {
  readonly place: HTMLElement
  readonly store: AppStore
  /** The finished race of the scenario as it stands now. */
  readonly raced: () => Promise<Trace>
  readonly unmount: () => void
}

let engine: ReturnType<typeof createEngine> | null = null

/** On the float64 reference, whatever the machine has. */
export function mount(scenario: PartialScenario, parts: ReactNode, style: Partial<CSSStyleDeclaration> = {}): Mounted {
  engine ??= createEngine(startEngine())
  const store = createAppStore({ engine, initial: fillDefaults({ ...scenario, device: 'cpu' }) })
  const place = document.body.appendChild(document.createElement('div'))
  Object.assign(place.style, style)
  const root = createRoot(place)
  root.render(
    <MantineProvider theme={theme}>
      <StoreProvider parts={store}>
        <ToastProvider>{parts}</ToastProvider>
      </StoreProvider>
    </MantineProvider>,
  )
  const unmount = (): void => {
    root.unmount()
    place.remove()
  }
  return { place, store, raced: () => raced(store), unmount }
}

function raced({ trace, getState, subscribe }: AppStore): Promise<Trace> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined
    const look = (): void => {
      const [now, { scenario, engineError }] = [trace(), getState()]
      if (engineError !== null) reject(new Error(engineError))
      else if (now?.answer && JSON.stringify(now.scenario) === JSON.stringify(scenario)) {
        if (now.answer.device === 'cpu') resolve(now)
        else reject(new Error(`expected a race on the reference, got one on ${now.answer.device}`))
      } else return
      stop()
    }
    stop = subscribe(look)
    look()
  })
}
