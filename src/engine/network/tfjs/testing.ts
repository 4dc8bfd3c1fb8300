// For tests only.
import type { Backend } from '../../tfjs/backend.ts'

export const devices: readonly Backend[] = ['cpu', 'webgl', 'webgpu']
