import type { Landscape } from '../types.ts'

export const holderTable: Landscape = {
  id: 'holder_table',
  name: 'Holder table',
  group: 'global',
  formula: '-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))',
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima:
    [[8.055023475736563, 9.664590019241272], [8.055023475736563, -9.664590019241272], [-8.055023475736563, 9.664590019241272], [-8.055023475736563, -9.664590019241272]],
  start: [3.2, 7.2],
  source: {
    cite: 'Mishra 2006; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/holder.html',
  },
  teaches: 'Four equal table legs in the corners with folds between them: most starts end on one of the many smaller legs.',
  note: 'Deeper legs follow outside the box.',
}
