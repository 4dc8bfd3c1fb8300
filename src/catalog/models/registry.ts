// The models: the only list of them, in menu order.
import type { Model } from '../network-types.ts'
import { cnn } from './cnn.ts'
import { deepLinear } from './deep_linear.ts'
import { linear } from './linear.ts'
import { memory } from './memory.ts'
import { mlp } from './mlp.ts'

export const models: readonly Model[] = [linear, mlp, cnn, deepLinear, memory]

export const modelById: ReadonlyMap<string, Model> = new Map(models.map((entry) => [entry.id, entry]))
