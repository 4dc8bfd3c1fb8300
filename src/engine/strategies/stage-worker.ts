// The entry of a stage's own worker.
import type { Endpoint } from '../../protocol/port.ts'
import { serveStage } from './stage-server.ts'

// The page's typings call the global scope a Window; here it is a worker's.
serveStage(globalThis as unknown as Endpoint)
