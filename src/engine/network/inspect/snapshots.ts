// Where the parameters have been: what a session keeps of a group's way through parameter space, within a budget.

/** One run's kept points, each [params], in the order of their entries. */
export interface Track {
  /** The run's number in the scenario. */
  readonly run: number
  /** A run that has left: its last points may lie anywhere, so no plane is laid through them. */
  readonly diverged: boolean
  readonly entries: readonly number[]
  readonly points: readonly Float32Array[]
}

interface Snapshot {
  entry: number
  /** How many were added before it. */
  order: number
  /** [runs, params] */
  readonly values: Float32Array
}

/** However large the network: the start, the present, and some of the way between. */
const fewest = 4

/**
 * Keeps the first snapshot, the newest, and between them every n-th that was added; when there is no more room, n doubles.
 * Kept as float32: pictures need no more digits, and twice as many fit.
 */
export class Snapshots {
  private readonly runs: number
  private readonly params: number
  private readonly capacity: number
  private kept: Snapshot[] = []
  private added = 0
  private spacing = 1

  /** @param budget numbers that may be kept, of all runs together. */
  constructor(runs: number, params: number, budget: number) {
    this.runs = runs
    this.params = params
    this.capacity = Math.max(fewest, Math.floor(budget / (runs * params)))
  }

  get count(): number {
    return this.kept.length
  }

  /**
   * The newest entry may be given again, and then replaces itself. An older one is dropped: a look that waited for the device
   * may have been overtaken by the training.
   * @param parameters [runs, params] at `entry`.
   */
  add(entry: number, parameters: Float64Array): void {
    const wanted = this.runs * this.params
    if (parameters.length !== wanted) throw new Error(`parameters: expected [${this.runs}, ${this.params}], got ${parameters.length} values`)
    const newest = this.kept.at(-1)
    if (newest && entry < newest.entry) return
    if (newest?.entry === entry) {
      newest.values.set(parameters)
      return
    }
    const order = this.added++
    // The newest so far was only kept for being the newest: its room is free again.
    if (newest && newest.order % this.spacing !== 0) {
      newest.values.set(parameters)
      newest.entry = entry
      newest.order = order
      return
    }
    this.kept.push({ entry, order, values: Float32Array.from(parameters) })
    if (this.kept.length > this.capacity) this.thin(order)
  }

  /** The way of row `row`, up to entry `until` (null: all of it) and to the last point before a number that is not finite. */
  track(row: number, { run, until, diverged }: { readonly run: number; readonly until: number | null; readonly diverged: boolean }): Track {
    const seen = this.kept.filter(({ entry }) => until === null || entry <= until)
    const points = seen.map(({ values }) => values.subarray(row * this.params, (row + 1) * this.params))
    const end = points.findIndex((point) => !point.every(Number.isFinite))
    const count = end < 0 ? points.length : end
    return { run, diverged, entries: seen.slice(0, count).map(({ entry }) => entry), points: points.slice(0, count) }
  }

  private thin(newest: number): void {
    this.spacing *= 2
    this.kept = this.kept.filter(({ order }) => order === newest || order % this.spacing === 0)
  }
}
