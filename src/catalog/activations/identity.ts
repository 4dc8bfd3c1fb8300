import type { Activation } from '../network-types.ts'

export const identity: Activation = {
  id: 'identity',
  name: 'Identity',
  formula: 'z',
  source: { cite: 'folklore', url: '' },
  idea: 'No bend at all: however many layers, the network is one linear map.',
}
