// The spread of many runs at each entry, for curves with a band: one run under many seeds, on the float64 reference
// (a path of a few thousand steps under a few hundred seeds is a second's work at most).
import type { BandAnswer, GridRequest } from '../protocol/messages.ts'
import type { HandlerContext } from '../protocol/port.ts'
import { expandGrid } from './grid.ts'
import { pause } from './pause.ts'
import { referenceStepper } from './reference-stepper.ts'

const pieceValues = 65536

export async function bandOf(request: GridRequest, context: HandlerContext<'band'>): Promise<BandAnswer> {
  const plan = expandGrid(request.plan, request.axes)
  const [group] = plan.groups
  if (!group) throw new Error('a band needs a run')
  const runs = group.runs.length
  const entries = plan.steps + 1
  const column = (): Float64Array => new Float64Array(entries)
  const answer = { runs, mean: column(), low: column(), median: column(), high: column() }
  const stepper = referenceStepper(plan, group, false)
  const at = new Float64Array(runs)
  for (let done = 0; done < entries; ) {
    const { count, loss } = await stepper.advance(Math.min(Math.max(1, Math.floor(pieceValues / runs)), entries - done))
    for (let i = 0; i < count; i++) {
      for (let run = 0; run < runs; run++) {
        const value = loss[run * count + i] ?? Number.NaN
        at[run] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
      }
      answer.mean[done + i] = at.reduce((sum, v) => sum + v, 0) / runs
      at.sort()
      answer.low[done + i] = quantile(at, 0.1)
      answer.median[done + i] = quantile(at, 0.5)
      answer.high[done + i] = quantile(at, 0.9)
    }
    done += count
    await context.send({ done: done * runs, total: entries * runs })
    await pause()
    context.signal.throwIfAborted()
  }
  return answer
}

/** Of sorted values, linear between neighbours (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
  return low === high ? low : low + (high - low) * (place - Math.floor(place))
}
