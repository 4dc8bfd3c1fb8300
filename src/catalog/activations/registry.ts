// The activations: the only list of them, in menu order.
import type { Activation } from '../network-types.ts'
import { elu } from './elu.ts'
import { gelu } from './gelu.ts'
import { identity } from './identity.ts'
import { leakyRelu } from './leaky_relu.ts'
import { relu } from './relu.ts'
import { selu } from './selu.ts'
import { sigmoid } from './sigmoid.ts'
import { silu } from './silu.ts'
import { sine } from './sine.ts'
import { softplus } from './softplus.ts'
import { softsign } from './softsign.ts'
import { tanh } from './tanh.ts'

export const activations: readonly Activation[] = [
  tanh, relu, leakyRelu, elu, selu, gelu, silu, softplus, sigmoid, softsign, sine, identity,
]

export const activationById: ReadonlyMap<string, Activation> = new Map(activations.map((entry) => [entry.id, entry]))
