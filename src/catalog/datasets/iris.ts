import type { ShippedDataset } from '../network-types.ts'
import { readShippedCsv } from './shipped-csv.ts'

export const iris: ShippedDataset = {
  kind: 'shipped',
  id: 'iris',
  name: 'Iris',
  group: 'real',
  task: 'classes',
  params: [],
  split: 0.7,
  standardize: true,
  source: { cite: 'Fisher 1936, The use of multiple measurements in taxonomic problems', url: 'https://doi.org/10.24432/C56C76' },
  terms: 'CC BY 4.0',
  files: [{ path: 'data/iris.csv', bytes: 2628 }],
  read: ([file]) => readShippedCsv(file, { classes: ['setosa', 'versicolor', 'virginica'] }),
  idea: '150 flowers of three species by four lengths: one species stands apart, the other two overlap a little.',
}
