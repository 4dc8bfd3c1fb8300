import type { ShippedDataset } from '../network-types.ts'
import { readShippedCsv } from './shipped-csv.ts'
import { digitNames } from './digit-names.ts'

export const digits8x8: ShippedDataset = {
  kind: 'shipped',
  id: 'digits_8x8',
  name: 'Digits, 8 × 8',
  group: 'real',
  task: 'classes',
  params: [],
  split: 0.8,
  standardize: false,
  source: { cite: 'Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits', url: 'https://doi.org/10.24432/C50P49' },
  terms: 'CC BY 4.0',
  files: [{ path: 'data/digits_8x8.csv', bytes: 264964 }],
  read: ([file]) => ({ ...readShippedCsv(file, { classes: digitNames, scale: 1 / 16 }), image: { width: 8, height: 8 } }),
  idea: '1797 handwritten digits of 64 grey values: small enough to learn in seconds, and real.',
}
