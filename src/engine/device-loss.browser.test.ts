// Real devices of this browser, lost in the middle of work: what the page gets is, bit for bit, what it would have got.
import * as tf from '@tensorflow/tfjs'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { describe, expect, test } from 'vitest'
import { hash, uniform } from '../formula/random.ts'
import type { SummaryAnswer, TraceFrame } from '../protocol/messages.ts'
import type { TrainFrame } from '../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../scenario/network/defaults.ts'
import { planTraining } from '../scenario/network/plan.ts'
import { planRollout } from '../scenario/plan.ts'
import { planSweep } from '../scenario/plan-sweep.ts'
import { probeDevices } from './devices.ts'
import { createHandlers } from './handlers.ts'
import { fusedNetworkDevice } from './network/fused/device.ts'
import { scenario } from './testing.ts'

const points = 20
/** Most of the time goes into starting devices and compiling for them, forty times. */
const patience = 300_000
const handlers = createHandlers(probeDevices)
const signal = new AbortController().signal
type Device = 'webgpu' | 'webgl'

/** Between 0 and 1, the same at every run of this test. */
const chance = (point: number): number => uniform(hash(11, 30, 0, point, 0))

async function lose(device: Device): Promise<void> {
  const backend = tf.findBackend(device)
  if (backend instanceof WebGPUBackend) backend.device.destroy()
  else if (backend instanceof tf.MathBackendWebGL) backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext()
  else throw new Error(`expected ${device} to have been started`)
}

/** Calls `act` when it is first told a share of the work that the point falls on, before the last pieces of it: at once, or a few milliseconds later, in the middle of what comes next. */
function atPoint(point: number | null, act: () => void): (share: number) => void {
  let waiting = point !== null
  return (share) => {
    if (!waiting || point === null || share < 0.7 * chance(point)) return
    waiting = false
    if (point % 2 === 0) act()
    else setTimeout(act, 3)
  }
}

const race = (device: Device) =>
  device === 'webgpu'
    ? scenario({ landscape: 'himmelblau', start: [0.4, -0.7], steps: 16_000, device, runs: Array.from({ length: 32 }, (_, i) => ({ optimizer: 'adam', hyper: { lr: 0.001 * (1 + i) } })) })
    : // Every fresh context compiles its shaders: few kinds of operations.
      scenario({ landscape: 'sphere', start: [0.4, -0.7], steps: 320, device, runs: [{ optimizer: 'sgd', hyper: { lr: 0.01 } }, { optimizer: 'sgd', hyper: { lr: 0.02 } }] })

async function playRace(device: Device, point: number | null) {
  const given = race(device)
  const seen: TraceFrame[] = []
  const act = atPoint(point, () => void lose(device))
  const send = async (frame: TraceFrame): Promise<void> => {
    seen.push(frame)
    act((frame.first + frame.count) / (given.steps + 1))
  }
  const answer = await handlers.rollout({ plan: planRollout(given), device, slots: true }, { signal, send })
  return { answer, seen }
}

const sweep = scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 40_000, device: 'webgpu', runs: [{ optimizer: 'adam' }] })

async function playSweep(point: number | null): Promise<{ answer: SummaryAnswer; progress: number }> {
  let progress = 0
  const act = atPoint(point, () => void lose('webgpu'))
  const request = { ...planSweep(sweep, 0, [{ param: 'lr', min: 1e-4, max: 1, scale: 'log' }, { param: 'beta1', min: 0, max: 0.99, scale: 'linear' }], 64), device: 'webgpu' as const }
  const answer = await handlers.summary(request, {
    signal,
    async send({ done, total }) {
      progress++
      act(done / total)
    },
  })
  return { answer, progress }
}

async function playTraining(device: Device, point: number | null, frames: number) {
  const plan = planTraining(fillNetworkDefaults({
    kind: 'network', dataset: { id: 'moons' }, loss: { id: 'bce_logits' }, batch: 40, seed: 1,
    ...(device === 'webgpu' ? { epochs: 120, model: { id: 'mlp', hidden: [4], activation: 'tanh' } } : { epochs: 4, model: { id: 'mlp', hidden: [2], activation: 'tanh' } }),
    runs: [{ optimizer: 'sgd', hyper: { lr: 0.03 } }, { optimizer: 'sgd', hyper: { lr: 0.1 } }],
  }))
  const seen: TrainFrame[] = []
  const fused = async (): Promise<void> => (await fusedNetworkDevice()).device.destroy()
  const act = atPoint(point, () => void (device === 'webgpu' ? fused() : lose(device)))
  let judged = 0
  const send = async (frame: TrainFrame): Promise<void> => {
    seen.push(frame)
    if (frame.kind === 'evaluation') act(judged++ / frames)
  }
  const answer = await handlers.train({ session: 3, plan, device, base: '', paused: false, pace: null }, { signal, send })
  await handlers.close({ session: 3 }, { signal, send: () => Promise.resolve() })
  return { answer, seen }
}

/** Values of a column in the order of entries, however the frames were cut. */
function joined(frames: readonly TraceFrame[], name: 'x' | 'y' | 'loss'): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const frame of frames) frame.runs.forEach((run, row) => (runs[run] ??= []).push(...frame[name].subarray(row * frame.count, (row + 1) * frame.count)))
  return runs
}

const losses = (frames: readonly TrainFrame[]): readonly (readonly number[])[] => {
  const runs: number[][] = []
  for (const frame of frames) if (frame.kind === 'entries') frame.runs.forEach((run, row) => (runs[run] ??= []).push(...frame.loss.subarray(row * frame.count, (row + 1) * frame.count)))
  return runs
}

describe.each<Device>(['webgpu', 'webgl'])('%s is lost', (device) => {
  test(`at ${points} points of a race`, async () => {
    const whole = await playRace(device, null)
    expect(whole.answer).toMatchObject({ device })
    expect(whole.seen.length).toBeGreaterThan(3)
    for (let point = 0; point < points; point++) {
      const { answer, seen } = await playRace(device, point)
      expect(answer, `point ${point}`).toMatchObject({ device, losses: 1 })
      // All facts but what computing took.
      expect(answer.runs).toEqual(whole.answer.runs.map((run) => ({ ...run, milliseconds: expect.anything() as unknown })))
      for (const name of ['x', 'y', 'loss'] as const) expect(joined(seen, name)).toEqual(joined(whole.seen, name))
    }
  }, patience)

  test(`at ${points} points of a training`, async () => {
    const whole = await playTraining(device, null, 1)
    const built = whole.seen.find((frame) => frame.kind === 'built')
    expect(built).toMatchObject({ device })
    const judged = whole.seen.filter((frame) => frame.kind === 'evaluation').length
    expect(judged).toBeGreaterThan(3)
    for (let point = 0; point < points; point++) {
      const { answer, seen } = await playTraining(device, point, judged)
      expect(seen.filter((frame) => frame.kind === 'moved'), `point ${point}`).toMatchObject([{ device, losses: 1 }])
      expect(answer.runs).toEqual(whole.answer.runs)
      expect(losses(seen)).toEqual(losses(whole.seen))
    }
  }, patience)
})

test(`webgpu is lost at ${points} points of a sweep`, async () => {
  const whole = await playSweep(null)
  expect(whole.answer.device).toBe('webgpu')
  expect(whole.progress).toBeGreaterThan(3)
  for (let point = 0; point < points; point++) {
    const { answer } = await playSweep(point)
    expect(answer, `point ${point}`).toMatchObject({ device: 'webgpu', losses: 1 })
    for (const name of ['final', 'best', 'reached', 'stopped'] as const) expect(answer[name]).toEqual(whole.answer[name])
  }
}, patience)

test('a device that goes again and again is left for the reference', async () => {
  const given = race('webgpu')
  const seen: TraceFrame[] = []
  const answer = await handlers.rollout({ plan: planRollout(given), device: 'webgpu', slots: false }, {
    signal,
    async send(frame) {
      seen.push(frame)
      if (seen.length <= 2) await lose('webgpu')
    },
  })
  expect(answer).toMatchObject({ device: 'cpu', losses: 2 })
  expect(answer.reason).toContain('went away again and again')
  expect(joined(seen, 'x')[0]).toHaveLength(given.steps + 1)
})
