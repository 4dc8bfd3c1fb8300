// The modifiers that a run asks for, in the order in which they work, which is that of their registry: clipping before weight
// decay, as in torch, and the cautious mask before a decay that is not part of the step.
import { modifiers } from '../catalog/modifiers/registry.ts'
import type { Modifier } from '../catalog/types.ts'
import type { RunSpec } from './types.ts'

export interface ChosenModifier {
  readonly id: Modifier['id']
  /** The run's field that asks for it. */
  readonly field: 'weightDecay' | 'clip' | 'cautious' | 'lookahead' | 'ema'
  readonly values: Readonly<Record<string, number>>
}

export function modifiersOf({ weightDecay, clip, cautious, lookahead, ema }: RunSpec): ChosenModifier[] {
  const chosen: (ChosenModifier | false | undefined)[] = [
    weightDecay?.kind === 'l2' && { id: 'l2', field: 'weightDecay', values: { value: weightDecay.value } },
    clip && { id: clip.kind === 'value' ? 'clip_value' : 'clip_norm', field: 'clip', values: { value: clip.value } },
    weightDecay?.kind === 'decoupled' && { id: 'decoupled', field: 'weightDecay', values: { value: weightDecay.value } },
    cautious === true && { id: 'cautious', field: 'cautious', values: {} },
    lookahead && { id: 'lookahead', field: 'lookahead', values: { k: lookahead.k, alpha: lookahead.alpha } },
    ema && { id: 'ema', field: 'ema', values: { decay: ema.decay } },
  ]
  const place = ({ id }: ChosenModifier): number => modifiers.findIndex((m) => m.id === id)
  return chosen.filter((c) => c !== undefined && c !== false).sort((a, b) => place(a) - place(b))
}
