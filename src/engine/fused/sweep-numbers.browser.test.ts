// Sweeps over the numbers of schedules and modifiers: the generated kernel against the float64 reference, cell by cell.
import { beforeAll, expect, it } from 'vitest'
import type { DeviceReport, SummaryAnswer } from '../../protocol/messages.ts'
import { dressedScenario } from '../../scenario/testing.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'
import { axisFor } from '../../scenario/views.ts'
import { probeDevices } from '../devices.ts'
import { sweepOn } from '../testing.ts'

let devices: readonly DeviceReport[]
beforeAll(async () => {
  devices = await probeDevices()
})

const size = 24
const ground = { ...dressedScenario, landscape: 'quadratic_ill', constants: {}, start: [3, -2] as const }

async function measure(index: number, names: readonly string[], device: LandscapeScenario['device']): Promise<SummaryAnswer> {
  const scenario = { ...ground, device }
  const axes = names.map((name) => axisFor(name, scenario.runs.slice(index)))
  const answer = await sweepOn(scenario, index, axes, size, devices)
  expect(answer.device).toBe(device)
  return answer
}

it.each([
  [0, 'schedule.gamma', 'lookahead.k'],
  [0, 'schedule.step_size', 'beta1'],
  [0, 'warmup.steps', 'clip.value'],
  [0, 'lookahead.alpha', 'ema.decay'],
  [1, 'schedule.speed', 'weightDecay.value'],
  [1, 'a', 'clip.value'],
  [2, 'momentum', 'schedule.gamma'],
])('run %i: %s against %s', async (index, first, second) => {
  const [found, reference] = [await measure(index, [first, second], 'webgpu'), await measure(index, [first, second], 'cpu')]
  expect([...found.stopped]).toEqual([...reference.stopped])
  const far = [...reference.x].map((x, cell) => {
    const y = reference.y[cell] ?? 0
    return Math.max(Math.abs((found.x[cell] ?? Number.NaN) - x), Math.abs((found.y[cell] ?? Number.NaN) - y)) / Math.max(Math.abs(x), Math.abs(y))
  })
  expect(Math.max(...far)).toBeLessThan(1e-4)
  expect(new Set(reference.final).size).toBeGreaterThan(size)
})
