// What the worker answers. Everything here is reachable without a worker, so tests and the bench drive it over a channel.
import { RefusedRule } from '../formula/plane.ts'
import type { DeviceReport, ProbeAnswer, ProbeRequest, RolloutAnswer, RolloutRequest, RunFact, SurfaceAnswer, SurfaceRequest } from '../protocol/messages.ts'
import type { HandlerContext, Handlers } from '../protocol/port.ts'
import type { PlanGroup } from '../scenario/plan-types.ts'
import type { DeviceChoice } from '../scenario/types.ts'
import { isComposed } from './choose.ts'
import type { Chosen } from './choose.ts'
import { bandOf } from './band.ts'
import { landscapeTape, programKey } from './compile.ts'
import { despiteLoss, onlyReference, reasonAfter, trusted } from './device-loss.ts'
import { laterHandlers } from './later-handlers.ts'
import { openDevice } from './open-device.ts'
import type { Start } from './open-device.ts'
import { pause } from './pause.ts'
import { referenceStepper } from './reference-stepper.ts'
import { quickest } from './run-time.ts'
import type { GroupStepper } from './stepper.ts'
import { summarize } from './summary.ts'

/** `devices` is asked once, when first needed. */
export function createHandlers(probe: () => Promise<readonly DeviceReport[]>): Handlers {
  let devices: Promise<readonly DeviceReport[]> | null = null
  let found: readonly DeviceReport[] = []
  const known = (): Promise<readonly DeviceReport[]> =>
    (devices ??= probe().then((all) => {
      found = all
      return all
    }))
  // Looking for graphics devices takes longer than a race on the reference, so the first picture does not wait for it.
  const forRace = (choice: DeviceChoice): readonly DeviceReport[] | Promise<readonly DeviceReport[]> => (choice === 'auto' ? found : choice === 'cpu' ? [] : known())
  return {
    devices: async () => ({ devices: await known() }),
    rollout: async (request, context) => rollout(request, context, await forRace(request.device)),
    surface: async (request) => surface(request),
    probe: async (request) => probePoints(request),
    summary: async (request, context) => summarize(request, context, request.device === 'cpu' ? [] : await known()),
    band: (request, context) => bandOf(request, context),
    ...laterHandlers(known),
  }
}

/** Between two looks at the abort signal: so many values of the trace, and of composed operations, at milliseconds a step, so many entries. */
const valuesPerPiece = 65536
const composedEntries = 64

async function rollout(request: RolloutRequest, context: HandlerContext<'rollout'>, devices: readonly DeviceReport[]): Promise<RolloutAnswer> {
  const begun = performance.now()
  let { chosen, start } = await openDevice(request, devices)
  const facts: RunFact[] = []
  let losses = 0
  for (const group of request.plan.groups) {
    const sent = { entries: 0 }
    const groupFacts = await despiteLoss(devices, async (lost) => {
      if (lost > 0) ({ chosen, start } = await openDevice(request, trusted(++losses) ? devices : onlyReference(devices)))
      return rolloutGroup(request, group, chosen, start, context, sent)
    })
    group.runs.forEach((run, i) => (facts[run] = groupFacts[i] as RunFact))
  }
  return {
    ...(losses > 0 ? { losses } : {}),
    device: chosen.device,
    precision: chosen.device === 'cpu' ? 'float64' : 'float32',
    adapter: chosen.adapter,
    reason: reasonAfter(chosen.reason, losses),
    runs: facts,
    milliseconds: performance.now() - begun,
  }
}

/** Goes on after the entries that were sent: up to them it is repeated in silence, with the same numbers. */
async function rolloutGroup(
  request: RolloutRequest, group: PlanGroup, chosen: Chosen, start: Start, context: HandlerContext<'rollout'>, sent: { entries: number },
): Promise<RunFact[]> {
  const native = 'native' in group.rule
  const device = native ? 'cpu' : chosen.device
  let stepper: GroupStepper
  try {
    stepper = native ? referenceStepper(request.plan, group, request.slots) : start(group)
  } catch (error) {
    if (!(error instanceof RefusedRule)) throw error
    return group.runs.map(() => ({ status: 'refused', stoppedAt: 0, device, why: error.message, gradientEvaluations: 0, milliseconds: null }))
  }
  try {
    const entries = request.plan.steps + 1
    const piece = Math.max(1, Math.min(isComposed(request.device, device) ? composedEntries : valuesPerPiece, Math.floor(valuesPerPiece / group.runs.length)))
    let computing = 0
    let stoppedAt: Int32Array = new Int32Array(group.runs.length)
    for (let done = 0; done < entries; ) {
      const repeated = done < sent.entries
      const begun = performance.now()
      const frame = await stepper.advance(Math.min(piece, (repeated ? sent.entries : entries) - done))
      computing += performance.now() - begun
      done += frame.count
      stoppedAt = frame.stoppedAt.slice()
      if (!repeated) {
        await context.send(frame)
        sent.entries = done
      }
      if (done < entries) await pause()
      context.signal.throwIfAborted()
    }
    const evaluations = stepper.evaluations()
    const milliseconds = quickest([device, programKey(request.plan, group), entries, group.runs.length].join('|'), computing / group.runs.length)
    return group.runs.map((_, i) => {
      const at = stoppedAt[i] ?? -1
      return { status: at === -1 ? 'finished' : 'diverged', stoppedAt: at === -1 ? request.plan.steps : at, device, gradientEvaluations: evaluations[i] ?? 0, milliseconds }
    })
  } finally {
    stepper.dispose()
  }
}

function surface({ landscape, domain, columns, rows }: SurfaceRequest): SurfaceAnswer {
  const [[x0, x1], [y0, y1]] = domain
  const at = (low: number, high: number, i: number, n: number): number => low + ((high - low) * i) / Math.max(1, n - 1)
  const block = landscapeTape(landscape, false).block(columns)
  fillConstants(block, landscape.constants)
  block.input('x')?.set(Float64Array.from({ length: columns }, (_, i) => at(x0, x1, i, columns)))
  const z = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    block.input('y')?.fill(at(y0, y1, row, rows))
    block.run()
    z.set(block.outputs[0] ?? [], row * columns)
  }
  return { z }
}

function probePoints({ landscape, x, y }: ProbeRequest): ProbeAnswer {
  const block = landscapeTape(landscape, true).block(x.length)
  fillConstants(block, landscape.constants)
  block.input('x')?.set(x)
  block.input('y')?.set(y)
  block.run()
  const column = (i: number): Float64Array => block.outputs[i]?.slice() ?? new Float64Array(x.length)
  return { loss: column(0), gx: column(1), gy: column(2), hxx: column(3), hxy: column(4), hyy: column(5) }
}

function fillConstants(block: { input: (name: string) => Float64Array | null }, constants: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(constants)) block.input(`constant:${name}`)?.fill(value)
}
