import type { Schedule } from '../types.ts'

export const constant: Schedule = {
  id: 'constant',
  name: 'Constant',
  params: [],
  rule: 'lr = lr',
  source: { cite: 'No schedule at all: the rate stays what it is', url: '' },
  idea: 'The same rate from the first step to the last.',
}
