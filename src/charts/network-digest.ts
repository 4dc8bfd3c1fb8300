// A long column, made short as it grows: at most so many buckets of equal width, each with its lowest and highest value and a
// running mean at its end. When the buckets are full, two become one. Appending costs what has been appended, so that a
// column of 100 000 steps can be drawn at every frame.

/** Share of the running mean that is kept from one entry to the next. */
const keep = 0.95

export interface Digest {
  /** Reads on from where it was. A column that became shorter, or another `key`, is read from its beginning. */
  update(column: ArrayLike<number>, key: unknown): DigestView
}

export interface DigestView {
  /** Entries per bucket. */
  readonly width: number
  /** Buckets in use; the last one may not be full. */
  readonly count: number
  readonly low: Float64Array
  readonly high: Float64Array
  /** Moving mean that looks back only, started without bias. NaN where the bucket holds no number. */
  readonly smooth: Float64Array
}

export function createDigest(most = 512): Digest {
  const columns = { low: new Float64Array(most), high: new Float64Array(most), smooth: new Float64Array(most) }
  let [width, read, sum, weight]: [number, number, number, number] = [1, 0, 0, 0]
  let owner: unknown = null
  const begin = (key: unknown): void => {
    owner = key
    width = 1
    read = 0
    sum = 0
    weight = 0
  }
  const halve = (): void => {
    fold(columns.low, lower)
    fold(columns.high, higher)
    fold(columns.smooth, (a, b) => (Number.isNaN(b) ? a : b))
    width *= 2
  }
  const add = (value: number): void => {
    if (read === most * width) halve()
    const bucket = Math.floor(read / width)
    const fresh = read % width === 0
    read += 1
    if (Number.isFinite(value)) {
      sum = keep * sum + (1 - keep) * value
      weight = keep * weight + (1 - keep)
    }
    const mean = Number.isFinite(value) ? sum / weight : Number.NaN
    columns.low[bucket] = fresh ? value : lower(columns.low[bucket] ?? Number.NaN, value)
    columns.high[bucket] = fresh ? value : higher(columns.high[bucket] ?? Number.NaN, value)
    if (fresh || !Number.isNaN(mean)) columns.smooth[bucket] = mean
  }
  return {
    update(column, key) {
      if (key !== owner || column.length < read) begin(key)
      for (let k = read; k < column.length; k += 1) add(column[k] ?? Number.NaN)
      const count = Math.ceil(read / width)
      return { width, count, low: columns.low.subarray(0, count), high: columns.high.subarray(0, count), smooth: columns.smooth.subarray(0, count) }
    },
  }
}

const lower = (a: number, b: number): number => (Number.isNaN(a) || b < a ? b : a)
const higher = (a: number, b: number): number => (Number.isNaN(a) || b > a ? b : a)

function fold(column: Float64Array, join: (a: number, b: number) => number): void {
  for (let i = 0; 2 * i + 1 < column.length; i += 1) column[i] = join(column[2 * i] ?? Number.NaN, column[2 * i + 1] ?? Number.NaN)
}
