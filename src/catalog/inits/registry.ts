// The initialisations: the only list of them, in menu order.
import type { Initialisation } from '../network-types.ts'
import { glorotNormal } from './glorot_normal.ts'
import { glorotUniform } from './glorot_uniform.ts'
import { heNormal } from './he_normal.ts'
import { heUniform } from './he_uniform.ts'
import { lecunNormal } from './lecun_normal.ts'
import { lecunUniform } from './lecun_uniform.ts'
import { smallNormal } from './small_normal.ts'
import { zeros } from './zeros.ts'

export const initialisations: readonly Initialisation[] = [
  glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, smallNormal, zeros,
]

export const initialisationById: ReadonlyMap<string, Initialisation> = new Map(initialisations.map((entry) => [entry.id, entry]))
