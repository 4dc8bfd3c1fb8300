import type { ShippedDataset } from '../network-types.ts'
import { readShippedCsv } from './shipped-csv.ts'

export const breastCancer: ShippedDataset = {
  kind: 'shipped',
  id: 'breast_cancer',
  name: 'Breast cancer',
  group: 'real',
  task: 'classes',
  params: [],
  split: 0.7,
  standardize: true,
  source: { cite: 'Wolberg, Mangasarian, Street & Street 1995, Breast Cancer Wisconsin (Diagnostic)', url: 'https://doi.org/10.24432/C5DW2B' },
  terms: 'CC BY 4.0',
  files: [{ path: 'data/breast_cancer.csv', bytes: 121385 }],
  read: ([file]) => readShippedCsv(file, { classes: ['malignant', 'benign'] }),
  idea: '569 tumours by 30 measurements of very different scale: without standardizing, plain descent hardly moves.',
}
