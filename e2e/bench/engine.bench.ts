// Run-steps per second, side by side in one run: the generated kernel, one written by hand, composed tfjs operations, the
// float64 reference and a plain typed-array loop. Only ratios travel between machines; they are what is kept.
import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { probeDevices } from '../../src/engine/devices.ts'
import { fusedDevice } from '../../src/engine/fused/device.ts'
import { runMany } from '../../src/engine/fused/many.ts'
import { expandGrid } from '../../src/engine/grid.ts'
import { referenceStepper } from '../../src/engine/reference-stepper.ts'
import { withBackend } from '../../src/engine/tfjs/backend.ts'
import { tfjsStepper } from '../../src/engine/tfjs/stepper.ts'
import { planRollout } from '../../src/scenario/plan.ts'
import type { Plan, PlanGroup } from '../../src/scenario/plan-types.ts'
import { prepareHandKernel, typedArrayLoop } from './hand-kernel.ts'

const rounds = 3
const lines: string[] = []
const say = (line: string): void => {
  lines.push(line)
  console.log(line)
}

/** Adam on Rosenbrock from a spread of starts. */
function planOf(runs: number, steps: number): { plan: Plan; group: PlanGroup } {
  const scenario = {
    version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [-1.2, 1], steps, seed: 1, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-3,
    runs: [{ optimizer: 'adam', hyper: { lr: 0.01 } }],
  } as const
  const across = 2 ** Math.ceil(Math.log2(runs) / 2)
  const spread = (n: number, low: number, high: number): Float64Array => Float64Array.from({ length: n }, (_, i) => low + ((high - low) * (i + 0.5)) / n)
  const axes = [
    { column: 'start.x', values: spread(across, -2, 2) },
    { column: 'start.y', values: spread(runs / across, -1, 3) },
  ]
  const plan = expandGrid(planRollout(scenario), axes)
  const [group] = plan.groups
  if (!group) throw new Error('no group')
  return { plan, group }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const millions = (runs: number, steps: number, ms: number): number => (runs * steps) / ms / 1000

/** Everything from the plan to the summary on the host. */
async function fusedTime(device: GPUDevice, software: boolean, runs: number, steps: number): Promise<{ ms: number; longest: number; bytes: number }> {
  const { plan } = planOf(runs, steps)
  await device.queue.onSubmittedWorkDone()
  const begun = performance.now()
  const { longest, bytes } = await runMany(device, plan, { target: 1e-3, software, onProgress: () => Promise.resolve() })
  return { ms: performance.now() - begun, longest, bytes }
}

test('rollouts', async () => {
  const { device, software } = await fusedDevice()
  const name = (await probeDevices()).find((d) => d.device === 'webgpu')?.detail
  const hand = await prepareHandKernel(device)
  say(`device: ${name}${software ? ' (software)' : ''}; ${navigator.hardwareConcurrency} threads; ${navigator.userAgent.match(/Chrome\/[\d.]+/)?.[0] ?? ''}`)
  say('')
  say('| runs | steps | fused M/s | by hand M/s | fused / hand | typed array M/s | fused / typed array | longest wait ms | device memory MiB |')
  say('|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
  const rates = new Map<number, number>()
  for (let runs = 1; runs <= 2 ** 20; runs *= 4) {
    const steps = 2000
    // By hand all steps are one dispatch, which must not take many seconds; its rate is the same with fewer.
    const handSteps = runs <= 65536 ? steps : 500
    const { group } = planOf(runs, steps)
    const starts = new Float32Array(2 * runs)
    starts.set(group.startX)
    starts.set(group.startY, runs)
    const few = Math.min(runs, 1024)
    await fusedTime(device, software, runs, Math.min(steps, 64))
    const [fused, byHand, plain]: [number[], number[], number[]] = [[], [], []]
    let [longest, bytes] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      const made = await fusedTime(device, software, runs, steps)
      fused.push(made.ms)
      longest = Math.max(longest, made.longest)
      bytes = made.bytes
      byHand.push((await hand(starts, runs, handSteps)) * (steps / handSteps))
      // One thread's rate does not depend on how many runs it has, so a part of them stands for all.
      plain.push(typedArrayLoop(group.startX.slice(0, few), group.startY.slice(0, few), steps) * (runs / few))
    }
    const [f, h, t] = [median(fused), median(byHand), median(plain)]
    rates.set(runs, millions(runs, steps, f))
    const rate = (ms: number): string => millions(runs, steps, ms).toFixed(1)
    say(`| ${[runs, steps, rate(f), rate(h), (h / f).toFixed(2), rate(t), (t / f).toFixed(2), longest.toFixed(0), (bytes / 2 ** 20).toFixed(1)].join(' | ')} |`)
  }
  const [small, large] = [rates.get(16384) ?? 0, rates.get(2 ** 20) ?? 0]
  say('')
  say(`cost per run-step at 1 048 576 runs / at 16 384 runs: ${(small / large).toFixed(2)}`)
  expect(large).toBeGreaterThan(0)
})

test('devices', async () => {
  const steps = 200
  const { device, software } = await fusedDevice()
  say('')
  say(`${steps} steps:`)
  say('')
  say('| device | runs | M run-steps/s | ms a step | against the typed-array loop |')
  say('|---|---:|---:|---:|---:|')
  for (const runs of [8, 16384]) {
    const { plan, group } = planOf(runs, steps)
    // The clock ticks in tenths of a millisecond, so the fastest is given more steps.
    const more = runs < 1000 ? 100 : 1
    const base = median([1, 2, 3].map(() => typedArrayLoop(group.startX, group.startY, steps * more))) / (steps * more)
    const tell = (name: string, perStep: number): void =>
      say(`| ${[name, runs, millions(runs, 1, perStep).toPrecision(3), perStep.toPrecision(3), (base / perStep).toPrecision(2)].join(' | ')} |`)
    const time = async (name: string, work: () => Promise<number>): Promise<void> => {
      await work()
      tell(name, median([await work(), await work(), await work()]) / steps)
    }
    tell('typed-array loop', base)
    await time('float64 reference', async () => {
      const begun = performance.now()
      await referenceStepper(plan, group, false).advance(steps + 1)
      return performance.now() - begun
    })
    for (const backend of ['webgpu', 'webgl'] as const) {
      await time(`tfjs on ${backend}`, async () => {
        const stepper = tfjsStepper(plan, group, false, withBackend(backend))
        const begun = performance.now()
        await stepper.advance(steps + 1)
        const took = performance.now() - begun
        expect(tf.getBackend()).toBe(backend)
        stepper.dispose()
        return took
      })
    }
    await time('fused on webgpu', async () => (await fusedTime(device, software, runs, steps)).ms)
  }
  await commands.writeFile('e2e/bench/results/engine.md', `${lines.join('\n')}\n`)
})
