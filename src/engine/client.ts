// The page's side of the engine: the one place that starts the worker. Light on purpose: it is the first thing that runs, so
// that the worker loads while the page does.
import { createClient } from '../protocol/port.ts'
import type { Client } from '../protocol/port.ts'

export function startEngine(): Client {
  return createClient(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' }))
}
