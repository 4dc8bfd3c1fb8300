// The lowest points that are known of a scenario's landscape; of an own formula none is.
import { knownMinimum } from '../catalog/landscapes/known-minimum.ts'
import type { KnownMinimum } from '../catalog/landscapes/known-minimum.ts'
import { landscapeById } from '../catalog/landscapes/registry.ts'
import type { LandscapeScenario } from './types.ts'

let last: { readonly key: string; readonly minimum: KnownMinimum | null } | null = null

/** Asked for at every frame, so the last answer is kept. */
export function knownMinimumOf({ landscape, constants = {} }: Pick<LandscapeScenario, 'landscape' | 'constants'>): KnownMinimum | null {
  if (typeof landscape !== 'string') return null
  const key = JSON.stringify([landscape, constants])
  if (last?.key === key) return last.minimum
  const listed = landscapeById.get(landscape)
  const minimum = listed ? knownMinimum(listed, constants) : null
  last = { key, minimum }
  return minimum
}
