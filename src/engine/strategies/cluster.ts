// The time that workers on a network would take: a model, from speeds that are set, so that it is the same on every machine.
import { hash, stream, uniform } from '../../formula/random.ts'

export interface ClusterSpec {
  /** Numbers that are exchanged: gradients or parameters, four bytes each. */
  readonly params: number
  /** Of all workers together at one step. */
  readonly rows: number
  /** Operations a second of one worker. */
  readonly flops: number
  /** Seconds that any message takes. */
  readonly latency: number
  /** Bytes a second. */
  readonly bandwidth: number
  /** Mean delay of a step as a share of it. */
  readonly straggling: number
  /** Share of the whole step that each worker makes alone. */
  readonly serial: number
  readonly seed: number
}

export interface Turns {
  /** When each update is made, in seconds, [updates]; and by whom. */
  readonly seconds: Float64Array
  readonly worker: Uint16Array
}

/** Two operations forward and four backward for each weight and row. */
const operations = 6

/** Seconds of the whole step on one worker that is never delayed. */
const wholeStep = ({ params, rows, flops }: ClusterSpec): number => (operations * params * rows) / flops

/** How much faster n workers are at best, when nothing but the serial share holds them up (Amdahl 1967). */
export const amdahl = (serial: number, workers: number): number => 1 / (serial + (1 - serial) / workers)

/** A ring: each worker sends 2(n - 1) pieces of one n-th to its neighbour (Patarasuk & Yuan 2009). */
export function ringSeconds({ params, latency, bandwidth }: ClusterSpec, workers: number): number {
  return 2 * (workers - 1) * (latency + (4 * params) / workers / bandwidth)
}

/**
 * Seconds after each of `steps` steps, [steps]: everyone waits for the slowest, and all average, after every `every` steps.
 * Between averages it is the slowest worker's own time.
 */
export function timesTogether(spec: ClusterSpec, workers: number, steps: number, every: number): Float64Array {
  const clocks = new Float64Array(workers)
  const work = wholeStep(spec) / amdahl(spec.serial, workers)
  return Float64Array.from({ length: steps }, (_, step) => {
    for (let w = 0; w < workers; w++) clocks[w] = (clocks[w] as number) + work * slowness(spec, w, step)
    const slowest = clocks.reduce((a, b) => Math.max(a, b))
    if ((step + 1) % every !== 0) return slowest
    clocks.fill(slowest + ringSeconds(spec, workers))
    return clocks[0] as number
  })
}

/** Nobody waits: each worker fetches the parameters, works, and sends its gradient to where they are kept. */
export function timesAlone(spec: ClusterSpec, workers: number, updates: number): Turns {
  const work = wholeStep(spec) / amdahl(spec.serial, workers)
  const exchange = workers === 1 ? 0 : 2 * (spec.latency + (4 * spec.params) / spec.bandwidth)
  const turns = { seconds: new Float64Array(updates), worker: new Uint16Array(updates) }
  const done = new Uint32Array(workers)
  const next = Float64Array.from({ length: workers }, (_, w) => work * slowness(spec, w, 0) + exchange)
  for (let update = 0; update < updates; update++) {
    let first = 0
    for (let w = 1; w < workers; w++) if ((next[w] as number) < (next[first] as number)) first = w
    const step = (done[first] as number) + 1
    turns.seconds[update] = next[first] as number
    turns.worker[update] = first
    done[first] = step
    next[first] = (next[first] as number) + work * slowness(spec, first, step) + exchange
  }
  return turns
}

/** A delay is exponential: mostly short, now and then long. The stream of noise is free here, and its runs are the workers. */
function slowness({ straggling, seed }: ClusterSpec, worker: number, step: number): number {
  return straggling === 0 ? 1 : 1 - straggling * Math.log(uniform(hash(seed, stream.noise, worker, step, 0)))
}
