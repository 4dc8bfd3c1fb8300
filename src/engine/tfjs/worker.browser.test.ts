// The engine as the page has it: a real worker, asked for each device.
import { describe, expect, it } from 'vitest'
import type { RolloutAnswer, TraceFrame } from '../../protocol/messages.ts'
import type { DeviceChoice, LandscapeScenario } from '../../scenario/types.ts'
import { createEngine } from '../../app/engine.ts'
import { startEngine } from '../client.ts'
import { rollout, scenario } from '../testing.ts'

const engine = createEngine(startEngine())

async function play(given: LandscapeScenario): Promise<{ answer: RolloutAnswer; frames: TraceFrame[] }> {
  const frames: TraceFrame[] = []
  const answer = await engine.rollout(given, { signal: new AbortController().signal, onFrame: (frame) => void frames.push(frame) })
  return { answer, frames }
}

const race = (device: DeviceChoice, steps = 20): LandscapeScenario =>
  scenario({ landscape: 'himmelblau', start: [0.4, -0.7], steps, device, runs: [{ optimizer: 'adam' }, { optimizer: 'lbfgs' }, { optimizer: 'muon' }, { optimizer: 'adam', hyper: { lr: 0.2 } }] })

/** Every number is a float32: what ran in float64 would show. */
const isFloat32 = (column: Float64Array): boolean => column.every((v) => Object.is(Math.fround(v), v))

describe('a worker asked for', () => {
  it('what there is names both devices and the reference', async () => {
    const { devices } = await engine.devices()
    expect(devices.map((d) => [d.device, d.available])).toEqual([['webgpu', true], ['webgl', true], ['cpu', true]])
    for (const { detail } of devices) expect(detail).not.toBe('')
  })

  it.each<['webgpu' | 'webgl']>([['webgpu'], ['webgl']])('%s runs there, and says so', async (device) => {
    const report = (await engine.devices()).devices.find((d) => d.device === device)
    const { answer, frames } = await play(race(device))
    const slow = report?.software ? ' It is a software adapter: correct, but slow.' : ''
    expect(answer).toMatchObject({ device, precision: 'float32', adapter: report?.detail, reason: `Chosen by hand.${slow}` })
    expect(answer.runs.map((r) => [r.status, r.device])).toEqual([['finished', device], ['finished', 'cpu'], ['refused', device], ['finished', device]])
    const adam = frames.filter((f) => f.runs.includes(0))
    expect(adam.map((f) => f.runs)).toEqual([[0, 3]])
    for (const column of ['x', 'y', 'loss'] as const) expect(adam.every((f) => isFloat32(f[column])), column).toBe(true)
    const [wanted] = await rollout({ ...race('cpu'), runs: [{ optimizer: 'adam' }] })
    expect(adam[0]?.x[20]).toBeCloseTo(wanted?.columns['x']?.[20] ?? Number.NaN, 4)
    expect(adam[0]?.x[20]).not.toBe(wanted?.columns['x']?.[20])
  })

  it('WebGPU operation by operation runs composed there, near the kernel of the same device', async () => {
    const one = { ...race('webgpu_composed', 100), runs: [{ optimizer: 'adam' }] }
    const { answer, frames } = await play(one)
    expect(answer).toMatchObject({ device: 'webgpu', precision: 'float32', runs: [{ status: 'finished', device: 'webgpu' }] })
    // Composed operations answer a few steps at a time, a kernel at once.
    expect(frames.map((f) => f.count)).toEqual([64, 37])
    const fused = await play({ ...one, device: 'webgpu' })
    expect(fused.frames.map((f) => f.count)).toEqual([101])
    const [wanted, found] = [fused.frames[0]?.x ?? [], frames.flatMap((f) => [...f.x])]
    expect(found).toHaveLength(wanted.length)
    found.forEach((x, k) => expect(Math.abs(x - (wanted[k] ?? Number.NaN)), `step ${k}`).toBeLessThan(1e-3))
  })

  it.each<[DeviceChoice]>([['auto'], ['cpu']])('%s answers with device, adapter, precision and reason that belong together', async (device) => {
    const { answer, frames } = await play(race(device))
    const { devices } = await engine.devices()
    expect(answer.precision).toBe(answer.device === 'cpu' ? 'float64' : 'float32')
    expect(answer.reason).toMatch(/\.$/)
    expect(answer.adapter).toBe(answer.device === 'cpu' ? 'JavaScript, float64' : devices.find((d) => d.device === answer.device)?.detail)
    expect(frames.filter((f) => f.runs.includes(0)).every((f) => isFloat32(f.x))).toBe(answer.device !== 'cpu')
  })

  it('one device after the other gives each the same numbers again', async () => {
    const columns = async (device: DeviceChoice): Promise<Float64Array[]> => (await play(race(device))).frames.flatMap((f) => [f.x, f.loss])
    const first = [await columns('webgpu'), await columns('webgl'), await columns('cpu')]
    expect([await columns('webgpu'), await columns('webgl'), await columns('cpu')]).toEqual(first)
  })

  it.each<[DeviceChoice]>([['webgpu'], ['webgl'], ['cpu']])('the time of a step on %s', async (device) => {
    const one = scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 100, device, runs: [{ optimizer: 'adam' }] })
    await play({ ...one, steps: 2 })
    const { answer } = await play(one)
    // oxlint-disable-next-line no-console -- a fact about this machine, for the reader of the log
    console.info(`${device} (${answer.adapter}): ${(answer.milliseconds / 100).toPrecision(2)} ms for a step of Adam on Rosenbrock`)
    expect(answer.device).toBe(device)
  })
})
