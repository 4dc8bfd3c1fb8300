import { expect, test } from 'vitest'
import { datasets } from '../../catalog/datasets/registry.ts'
import { readCsv } from '../../scenario/network/csv.ts'
import { describeData } from './describe-data.ts'
import { fetchFrom } from './fetch-file.ts'
import { loadTable } from './load-dataset.ts'
import { prepare } from './prepare.ts'

const fetchFile = fetchFrom(new URL('/', location.href).href)

test.each(datasets.filter((d) => d.kind === 'shipped'))('$id comes from the server, whether it undoes gzip or not', async ({ id, files, split, standardize }) => {
  const progress: (readonly [number, number])[] = []
  const table = await loadTable({ id, split, standardize }, 1, { fetchFile, onProgress: (done, total) => progress.push([done, total]) })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  expect(progress.at(-1)).toEqual([bytes, bytes])
  const shown = describeData(prepare(table, { split, standardize, seed: 1 }))
  expect(shown.train + shown.validation).toBe(table.rows)
  expect(shown.pictures.length).toBe(table.image ? 24 * table.columns.length : 0)
})

test('a page in place of a file is no data', async () => {
  await expect(fetchFrom(new URL('/nowhere/', location.href).href)('data/none.bin', () => {}, undefined)).rejects.toThrow('the server sent a web page instead')
})

test('a CSV is read in the page', () => {
  expect(readCsv(new TextEncoder().encode('a,b,y\n1,2,p\n3,4,q\n5,6,p\n7,8,q\n'))).toMatchObject({ target: 'y', task: 'classes', own: { rows: [[1, 2], [3, 4], [5, 6], [7, 8]] } })
})
