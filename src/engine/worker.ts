// The worker's entry: handlers on the worker's own scope.
import { serve } from '../protocol/port.ts'
import type { Endpoint } from '../protocol/port.ts'
import { probeDevices } from './devices.ts'
import { createHandlers } from './handlers.ts'

// The page's typings call the global scope a Window; here it is a worker's.
serve(globalThis as unknown as Endpoint, createHandlers(probeDevices))
