// Many runs, a few numbers each: on a fused kernel where there is WebGPU, else on the reference in slices.
import type { DeviceReport, SummaryAnswer, SummaryRequest } from '../protocol/messages.ts'
import type { HandlerContext } from '../protocol/port.ts'
import type { Plan } from '../scenario/plan-types.ts'
import { chooseForMany } from './choose.ts'
import type { Chosen } from './choose.ts'
import { despiteLoss, onlyReference, reasonAfter, trusted } from './device-loss.ts'
import { expandGrid, slicePlan } from './grid.ts'
import { pause } from './pause.ts'
import { referenceStepper } from './reference-stepper.ts'

type Columns = Pick<SummaryAnswer, 'x' | 'y' | 'final' | 'best' | 'reached' | 'stopped'>
type Context = HandlerContext<'summary'>

/** Runs of the reference at a time, and entries between two looks at the abort signal. */
const sliceRuns = 512
const pieceEntries = 128

export async function summarize(request: SummaryRequest, context: Context, devices: readonly DeviceReport[]): Promise<SummaryAnswer> {
  const begun = performance.now()
  const plan = expandGrid(request.plan, request.axes)
  const [group] = plan.groups
  if (!group) throw new Error('a sweep needs a run')
  return despiteLoss(devices, async (losses) => {
    const chosen = chooseForMany(request.device, trusted(losses) ? devices : onlyReference(devices), 'native' in group.rule)
    const columns = chosen.device === 'webgpu' ? await onDevice(plan, request.target, context) : await onReference(plan, request.target, context)
    return { ...facts(chosen), reason: reasonAfter(chosen.reason, losses), ...(losses > 0 ? { losses } : {}), milliseconds: performance.now() - begun, ...columns }
  })
}

const facts = (chosen: Chosen): Pick<SummaryAnswer, 'device' | 'precision' | 'adapter' | 'reason'> => ({
  device: chosen.device,
  precision: chosen.device === 'cpu' ? 'float64' : 'float32',
  adapter: chosen.adapter,
  reason: chosen.reason,
})

async function onDevice(plan: Plan, target: number, context: Context): Promise<Columns> {
  const { runMany } = await import('./fused/many.ts')
  const { fusedDevice } = await import('./fused/device.ts')
  const { device, software } = await fusedDevice()
  const { summary } = await runMany(device, plan, {
    target,
    software,
    onProgress: (done, total) => {
      context.signal.throwIfAborted()
      return context.send({ done, total })
    },
  })
  return { ...summary, reached: Int32Array.from(summary.reached), stopped: Int32Array.from(summary.stopped) }
}

async function onReference(plan: Plan, target: number, context: Context): Promise<Columns> {
  const runs = plan.runCount
  const into: Columns = {
    x: unknown(runs), y: unknown(runs), final: unknown(runs), best: unknown(runs),
    reached: new Int32Array(runs).fill(-1), stopped: new Int32Array(runs).fill(-1),
  }
  const entries = plan.steps + 1
  for (let from = 0; from < runs; from += sliceRuns) {
    const slice = slicePlan(plan, from, sliceRuns)
    const [group] = slice.groups
    if (!group) break
    const stepper = referenceStepper(slice, group, false)
    for (let done = 0; done < entries; done += pieceEntries) {
      const frame = await stepper.advance(Math.min(pieceEntries, entries - done))
      group.runs.forEach((run) => absorb(into, from + run, frame, run, target))
      await pause()
      context.signal.throwIfAborted()
    }
    stepper.dispose()
    await context.send({ done: Math.min(runs, from + sliceRuns) * entries, total: runs * entries })
  }
  return into
}

/** What a run that never was finite leaves behind. */
const unknown = (runs: number): Float32Array => new Float32Array(runs).fill(Number.NaN)

interface Entries {
  readonly first: number
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly stoppedAt: Int32Array
}

function absorb(into: Columns, at: number, frame: Entries, run: number, target: number): void {
  for (let i = 0, from = run * frame.count; i < frame.count; i++) {
    const loss = frame.loss[from + i] ?? Number.NaN
    if (Number.isNaN(loss)) break
    into.x[at] = frame.x[from + i] ?? Number.NaN
    into.y[at] = frame.y[from + i] ?? Number.NaN
    into.final[at] = loss
    const best = into.best[at] ?? Number.NaN
    into.best[at] = best <= loss ? best : loss
    if (into.reached[at] === -1 && loss <= target) into.reached[at] = frame.first + i
  }
  into.stopped[at] = frame.stoppedAt[run] ?? -1
  if ((into.stopped[at] ?? -1) >= 0) into.x[at] = into.y[at] = into.final[at] = Number.NaN
}
