// What the page shows of the data before anything is trained.
import { permutation, stream } from '../../formula/random.ts'
import type { DataAnswer } from '../../protocol/network-messages.ts'
import { conditionOf } from './covariance.ts'
import type { Part, Prepared, Scaling } from './prepare.ts'

const mostPoints = 500
const mostPictures = 24
const widestPoint = 8

export function describeData(prepared: Prepared): DataAnswer {
  const { table, train, validation, statistics, inputScaling, targetScaling } = prepared
  const width = table.columns.length
  return {
    columns: table.columns,
    classes: table.classes,
    targetNames: table.targetNames,
    train: train.count,
    validation: validation.count,
    ...(table.heldOut === undefined ? {} : { divided: true }),
    counts: (table.classes ?? []).map((_, k) => [countOf(train, k), countOf(validation, k)]),
    mean: [...statistics.mean],
    deviation: [...statistics.deviation],
    low: [...statistics.low],
    high: [...statistics.high],
    scaling: { inputs: listed(inputScaling), targets: listed(targetScaling) },
    condition: conditionOf(train.inputs, train.count, width),
    ...pointsOf(prepared),
    ...picturesOf(prepared),
  }
}

const listed = ({ mean, deviation }: Scaling): DataAnswer['scaling']['inputs'] => ({ mean: [...mean], deviation: [...deviation] })

const countOf = ({ targets }: Part, index: number): number => targets.reduce((sum, k) => sum + (k === index ? 1 : 0), 0)

/** Which validation rows are shown as pictures, as indices into them. */
export const pictureRows = ({ validation, table }: Prepared): Uint32Array => (table.image ? some(validation.count, mostPictures) : new Uint32Array())

/** At most so many of `count`, the same at every call, and not in step with an order the rows may have. */
const some = (count: number, most: number): Uint32Array => permutation(0, stream.split, 1, count).slice(0, most)

function pointsOf({ table, train, validation }: Prepared): Pick<DataAnswer, 'points' | 'pointWidth' | 'pointTargets' | 'pointHeldOut'> {
  const [width, outputs] = [table.columns.length, table.targetNames.length]
  const pointWidth = Math.min(width, widestPoint)
  const rows = [...train.rows, ...validation.rows]
  const chosen = some(rows.length, mostPoints).toSorted()
  const points = new Float32Array(chosen.length * pointWidth)
  chosen.forEach((k, i) => {
    const row = rows[k] ?? 0
    points.set(table.features.subarray(row * width, row * width + pointWidth), i * pointWidth)
  })
  return {
    points,
    pointWidth,
    pointTargets: Float32Array.from(chosen, (k) => table.targets[(rows[k] ?? 0) * outputs] ?? Number.NaN),
    pointHeldOut: Uint8Array.from(chosen, (k) => (k < train.count ? 0 : 1)),
  }
}

function picturesOf(prepared: Prepared): Pick<DataAnswer, 'image' | 'pictures' | 'pictureTargets'> {
  const { table, validation } = prepared
  const width = table.columns.length
  const rows = Array.from(pictureRows(prepared), (index) => validation.rows[index] ?? 0)
  const pictures = new Float32Array(rows.length * width)
  rows.forEach((row, i) => pictures.set(table.features.subarray(row * width, (row + 1) * width), i * width))
  return { image: table.image ?? null, pictures, pictureTargets: Float32Array.from(rows, (row) => table.targets[row] ?? Number.NaN) }
}
