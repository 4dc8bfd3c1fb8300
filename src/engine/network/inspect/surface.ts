// The training loss all over a plane, computed by the network itself: every point is a run of its own, on the run axis.
import type { Network } from '../../../catalog/network-types.ts'
import type { PlaneSurfaceAnswer, PlaneSurfaceRequest } from '../../../protocol/network-messages.ts'
import { pause } from '../../pause.ts'
import type { NetworkStepper, Rows } from '../contract.ts'
import { along } from './decision.ts'
import { someRows } from './rows.ts'

/** Multiplications of a whole surface, and of a block between two looks at the abort signal: about a second, and a twentieth. */
const surfaceWork = 5e8
const blockWork = 2.5e7
/** Numbers of parameters in one block. */
const blockNumbers = 2e6
const mostRows = 256
const fewestRows = 32
const coarsest = 9
/** A level that would take longer than this, going by the one before it, is not begun: milliseconds. */
const patience = 4000

type Asked = Pick<PlaneSurfaceRequest, 'centre' | 'axes' | 'box' | 'size'>

/** The training rows that a surface of this size can afford, drawn once and for all. */
export function surfaceRows(rows: Rows, network: Network, size: number): Rows {
  const afforded = Math.floor(surfaceWork / (size * size * multiplications(network)))
  return someRows(rows, Math.min(mostRows, Math.max(fewestRows, afforded)), network)
}

/**
 * Coarse to fine, as far as time allows: each level but the last goes to `send`. The answer may be coarser than was asked for.
 * @throws AbortError
 */
export async function planeSurface(
  asked: Asked, lossAt: NetworkStepper['lossAt'], rows: Rows, network: Network, send: (surface: PlaneSurfaceAnswer) => Promise<void>, signal: AbortSignal,
): Promise<PlaneSurfaceAnswer> {
  const block = Math.max(1, Math.floor(Math.min(blockNumbers / network.params, blockWork / (rows.count * multiplications(network)))))
  const [first, ...finer] = levels(asked.size)
  let begun = performance.now()
  let surface = await level({ ...asked, size: first }, lossAt, rows, block, signal)
  for (const size of finer) {
    const expected = (performance.now() - begun) * (size / surface.size) ** 2
    if (expected > patience) break
    await send(surface)
    begun = performance.now()
    surface = await level({ ...asked, size }, lossAt, rows, block, signal)
  }
  return surface
}

/** 9, 17, 33, …, and last the finest. */
function levels(finest: number): [number, ...number[]] {
  const sizes: number[] = []
  for (let size = coarsest; size < finest; size = 2 * size - 1) sizes.push(size)
  const [first, ...others] = sizes
  return first === undefined ? [finest] : [first, ...others, finest]
}

async function level(asked: Asked, lossAt: NetworkStepper['lossAt'], rows: Rows, block: number, signal: AbortSignal): Promise<PlaneSurfaceAnswer> {
  const { size } = asked
  const z = new Float64Array(size * size)
  for (let from = 0; from < z.length; from += block) {
    const count = Math.min(block, z.length - from)
    z.set(await lossAt(pointsOf(asked, from, count), count, rows), from)
    await pause()
    signal.throwIfAborted()
  }
  return { size, z, rows: rows.count }
}

/** Parameters at points from, from + 1, …, row-major with y rising: [count, params]. */
function pointsOf({ centre, axes: [first, second], box, size }: Asked, from: number, count: number): Float64Array {
  const params = centre.length
  const points = new Float64Array(count * params)
  for (let p = 0; p < count; p++) {
    const [x, y] = [along(box[0], (from + p) % size, size), along(box[1], Math.floor((from + p) / size), size)]
    for (let i = 0; i < params; i++) points[p * params + i] = (centre[i] as number) + x * (first[i] as number) + y * (second[i] as number)
  }
  return points
}

/** Of one row on its way forward. */
function multiplications({ layers }: Network): number {
  let sum = 0
  for (const layer of layers) {
    if (layer.kind === 'dense') sum += layer.inputs * layer.outputs
    else if (layer.kind === 'conv') sum += layer.height * layer.width * layer.size ** 2 * layer.channels * layer.filters
    // An activation's formula costs some tens of multiplications a unit.
    else if (layer.kind === 'activation') sum += 20 * layer.units
  }
  return Math.max(1, sum)
}
