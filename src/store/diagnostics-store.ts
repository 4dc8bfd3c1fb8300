// The self-test: the published runs repeated on a device of this browser, one device after the other, with progress and a way to
// end it. Knows no React and no rows: the test itself is loaded when it is first asked for.
import { createStore } from 'zustand/vanilla'
import type { DeviceId } from '../protocol/messages.ts'

export interface SelfTestReport {
  readonly device: DeviceId
  readonly rows: number
  /** Rows that this device's precision cannot be held to. */
  readonly leftOut: number
  readonly agree: number
  /** The largest deviation in units of its row's tolerance. */
  readonly worst: number
  /** One line for each row that does not agree. */
  readonly missed: readonly string[]
  readonly milliseconds: number
}

interface SelfTestOptions {
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}

/** @throws AbortError when it is cancelled, and what the engine says */
export type SelfTest = (device: DeviceId, options: SelfTestOptions) => Promise<SelfTestReport>

export interface DiagnosticsState {
  readonly running: { readonly device: DeviceId; readonly done: number; readonly total: number } | null
  readonly reports: readonly SelfTestReport[]
  readonly error: string | null
}

export interface DiagnosticsStore {
  readonly getState: () => DiagnosticsState
  readonly subscribe: (listener: () => void) => () => void
  /** One device after the other; a second call while it runs does nothing. */
  readonly run: (devices: readonly DeviceId[]) => Promise<void>
  /** Keeps what is finished. */
  readonly cancel: () => void
}

export function createDiagnosticsStore(load: () => Promise<SelfTest>): DiagnosticsStore {
  const { getState, setState, subscribe } = createStore<DiagnosticsState>()(() => ({ running: null, reports: [], error: null }))
  let current: AbortController | null = null
  return {
    getState,
    subscribe,
    async run(devices) {
      if (current) return
      const abort = new AbortController()
      current = abort
      setState({ reports: [], error: null })
      try {
        const test = await load()
        for (const device of devices) {
          setState({ running: { device, done: 0, total: 0 } })
          const report = await test(device, { signal: abort.signal, progress: (done, total) => setState({ running: { device, done, total } }) })
          setState({ reports: [...getState().reports, report] })
        }
      } catch (error) {
        if (!abort.signal.aborted) setState({ error: error instanceof Error ? error.message : String(error) })
      } finally {
        current = null
        setState({ running: null })
      }
    },
    cancel: () => current?.abort(),
  }
}
