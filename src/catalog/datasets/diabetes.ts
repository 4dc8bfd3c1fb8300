import type { ShippedDataset } from '../network-types.ts'
import { readShippedCsv } from './shipped-csv.ts'

export const diabetes: ShippedDataset = {
  kind: 'shipped',
  id: 'diabetes',
  name: 'Diabetes',
  group: 'real',
  task: 'numbers',
  params: [],
  split: 0.7,
  standardize: true,
  source: { cite: 'Efron, Hastie, Johnstone & Tibshirani 2004, Least angle regression', url: 'https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html' },
  terms: 'published with the paper, no licence stated',
  files: [{ path: 'data/diabetes.csv', bytes: 24935 }],
  read: ([file]) => readShippedCsv(file, { classes: null }),
  idea: '442 patients by ten measurements, to foretell the disease a year later: much of it cannot be, and large networks learn by heart.',
}
