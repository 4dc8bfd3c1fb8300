// The published runs of the optimizers, repeated in the person's own browser by the way that the page goes: scenario, plan,
// worker, device. Loaded when it is asked for, with the rows.
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { deviation, trajectories } from '../golden/trajectories.ts'
import type { Trajectory } from '../golden/trajectories.ts'
import type { DeviceId } from '../protocol/messages.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { SelfTest, SelfTestReport } from '../store/diagnostics-store.ts'
import type { Engine } from '../store/engine-port.ts'
import { createTraceBuilder } from '../store/trace.ts'

/** Rows of one optimizer on one function run together, as runs of one race. */
type Batch = readonly [Trajectory, ...Trajectory[]]

/** float32 follows some rules for a while only, and rules that are no formula run on the reference alone. */
const inFloat32 = (row: Trajectory): boolean => row.f32_comparable && optimizerById.get(row.optimizer)?.kind === 'formula'

export function createSelfTest({ rollout }: Pick<Engine, 'rollout'>, all = trajectories): SelfTest {
  return async (device, { signal, progress }) => {
    const rows = device === 'cpu' ? all : all.filter(inFloat32)
    const begun = performance.now()
    const report = { device, rows: rows.length, leftOut: all.length - rows.length, agree: 0, worst: 0, missed: [] as string[], milliseconds: 0 }
    let done = 0
    for (const batch of batchesOf(rows)) {
      signal.throwIfAborted()
      for (const [row, off] of await play(batch)) {
        if (off <= 1) report.agree++
        else report.missed.push(`${row.case}: ${row.function}, ${JSON.stringify(row.hyper)}: ${off === Infinity ? 'did not run here' : off.toPrecision(3)}`)
        report.worst = Math.max(report.worst, off)
      }
      done += batch.length
      progress(done, rows.length)
    }
    return { ...report, milliseconds: performance.now() - begun } satisfies SelfTestReport

    async function play(batch: Batch): Promise<readonly (readonly [Trajectory, number])[]> {
      const scenario = raceOf(batch, device)
      const builder = createTraceBuilder(scenario.steps, batch.length)
      const answer = await rollout(scenario, { signal, onFrame: (frame) => builder.add(frame) })
      builder.finish(answer)
      const { runs } = builder.snapshot(scenario)
      const precision = device === 'cpu' ? 'float64' : 'float32'
      // A race that fell back to another device has tested nothing.
      return batch.map((row, i) => [row, answer.runs[i]?.device === device ? deviation(row, runs[i] ?? {}, precision) : Infinity])
    }
  }
}

function batchesOf(rows: readonly Trajectory[]): readonly Batch[] {
  const batches = new Map<string, [Trajectory, ...Trajectory[]]>()
  for (const row of rows) {
    const key = `${row.optimizer} ${row.function}`
    const batch = batches.get(key)
    if (batch) batch.push(row)
    else batches.set(key, [row])
  }
  return [...batches.values()]
}

function raceOf(batch: Batch, device: DeviceId): LandscapeScenario {
  const [{ function: landscape, start }] = batch
  return {
    ...defaultScenario,
    landscape,
    start,
    steps: Math.max(...batch.map((row) => row.steps.at(-1)?.[0] ?? 0)),
    noise: { kind: 'none' },
    device,
    runs: batch.map((row) => ({ optimizer: row.optimizer, hyper: row.hyper, start: row.start })),
  }
}
