// The page's side of the engine: the one place that starts the worker. Light on purpose: it is the first thing that runs, so
// that the worker loads while the page does.
import { createClient } from '../protocol/port.ts'
import type { Client } from '../protocol/port.ts'

/** A worker that dies is replaced; `revived` is told each time. */
export function startEngine(revived?: () => void): Client {
  let worker: Worker | null = null
  const start = (): Worker => {
    // One that only stumbled still lives.
    worker?.terminate()
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' })
    return worker
  }
  return createClient(start(), { start, ...(revived === undefined ? {} : { revived }) })
}
