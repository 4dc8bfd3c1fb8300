// The losses: the only list of them, in menu order.
import type { Loss } from '../network-types.ts'
import { bceLogits } from './bce_logits.ts'
import { cceLogits } from './cce_logits.ts'
import { focal } from './focal.ts'
import { hinge } from './hinge.ts'
import { huber } from './huber.ts'
import { klLogits } from './kl_logits.ts'
import { logCosh } from './log_cosh.ts'
import { mae } from './mae.ts'
import { mse } from './mse.ts'
import { squaredHinge } from './squared_hinge.ts'

export const losses: readonly Loss[] = [
  mse, mae, huber, logCosh, bceLogits, cceLogits, klLogits, hinge, squaredHinge, focal,
]

export const lossById: ReadonlyMap<string, Loss> = new Map(losses.map((entry) => [entry.id, entry]))
