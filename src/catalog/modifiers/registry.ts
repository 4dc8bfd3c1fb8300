// The modifiers, in the order in which they work: the only list of them, in menu order.
import type { Modifier } from '../types.ts'
import { cautious } from './cautious.ts'
import { clipNorm } from './clip_norm.ts'
import { clipValue } from './clip_value.ts'
import { decoupled } from './decoupled.ts'
import { ema } from './ema.ts'
import { l2 } from './l2.ts'
import { lookahead } from './lookahead.ts'

export const modifiers: readonly Modifier[] = [
  clipValue, clipNorm, l2, cautious, decoupled, lookahead, ema,
]

export const modifierById: ReadonlyMap<string, Modifier> = new Map(modifiers.map((m) => [m.id, m]))
