// The worker's answers over a real channel, without a worker.
import { afterEach, describe, expect, it } from 'vitest'
import { landscapes } from '../catalog/landscapes/registry.ts'
import { functionRows } from '../golden/load.ts'
import type { DeviceReport, RolloutAnswer, TraceFrame } from '../protocol/messages.ts'
import { createClient, serve } from '../protocol/port.ts'
import type { Client } from '../protocol/port.ts'
import { landscapeText, planRollout } from '../scenario/plan.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { createHandlers } from './handlers.ts'
import { scenario, traces } from './testing.ts'

const missing: readonly DeviceReport[] = [
  { device: 'webgpu', available: false, detail: 'This browser has no WebGPU.', software: false },
  { device: 'webgl', available: false, detail: 'This browser has no WebGL 2.', software: false },
  { device: 'cpu', available: true, detail: 'Float64 reference in JavaScript', software: true },
]

const channels: MessageChannel[] = []
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close()
    port2.close()
  }
})

function connect(handlers = createHandlers(() => Promise.resolve(missing))): Client {
  const channel = new MessageChannel()
  channels.push(channel)
  serve(channel.port1, handlers)
  return createClient(channel.port2)
}

async function play(given: LandscapeScenario, client = connect()): Promise<{ frames: TraceFrame[]; answer: RolloutAnswer }> {
  const frames: TraceFrame[] = []
  const answer = await client.request('rollout', { plan: planRollout(given), device: given.device, slots: true }, { onFrame: (frame) => void frames.push(frame) })
  return { frames, answer }
}

const race = scenario({
  landscape: 'rosenbrock', start: [-1.2, 1], steps: 50,
  runs: [{ optimizer: 'adam' }, { optimizer: 'sgd', hyper: { lr: 100 } }, { optimizer: 'adam', start: [0, 0] }, { optimizer: 'lbfgs' }, { optimizer: 'muon' }],
})

describe('a rollout', () => {
  it('streams frames of every group and answers with a fact for every run', async () => {
    const { frames, answer } = await play(race)
    expect(frames.map((f) => [f.runs, f.first, f.count])).toEqual([[[0, 2], 0, 51], [[1], 0, 51], [[3], 0, 51]])
    expect(answer).toMatchObject({ device: 'cpu', precision: 'float64', reason: 'Chosen by hand.' })
    expect(answer.runs).toHaveLength(5)
    expect(answer.runs.map((r) => [r.status, r.device])).toEqual([
      ['finished', 'cpu'], ['diverged', 'cpu'], ['finished', 'cpu'], ['finished', 'cpu'], ['refused', 'cpu'],
    ])
    expect(answer.runs[0]).toMatchObject({ stoppedAt: 50, gradientEvaluations: 50 })
    expect(answer.runs[1]?.stoppedAt).toBe(frames[1]?.stoppedAt[0])
    expect(answer.runs[4]).toMatchObject({ stoppedAt: 0, gradientEvaluations: 0, why: 'This rule needs matrix-shaped parameters; a point of the plane is a vector. It waits for networks.' })
  })

  it('carries the numbers of the stepper', async () => {
    const [{ frames }, reference] = [await play(race), await traces({ ...planRollout(race), groups: planRollout(race).groups.slice(0, 1) })]
    expect(frames[0]?.x.subarray(51, 102)).toEqual(reference[2]?.columns['x'])
    expect(frames[0]?.slots['m.y']?.subarray(0, 51)).toEqual(reference[0]?.columns['slots.m.y'])
  })

  it('that is long comes in pieces that follow one another', async () => {
    const steps = 100_000
    const { frames, answer } = await play({ ...race, steps, runs: [{ optimizer: 'sgd', hyper: { lr: 1e-4 } }] })
    expect(frames.length).toBeGreaterThan(1)
    let next = 0
    for (const frame of frames) {
      expect(frame.first).toBe(next)
      next += frame.count
    }
    expect(next).toBe(steps + 1)
    expect(answer.runs[0]).toMatchObject({ status: 'finished', stoppedAt: steps })
  })

  it('stops soon after it is aborted, and the next one is answered', async () => {
    const handlers = createHandlers(() => Promise.resolve(missing))
    const sent: number[] = []
    let ended: Promise<string> = Promise.resolve('not begun')
    const client = connect({
      ...handlers,
      rollout: (request, { signal, send }) => {
        const answer = handlers.rollout(request, { signal, send: (frame) => (sent.push(frame.first), send(frame)) })
        ended = answer.then(() => 'finished', (error: unknown) => (error instanceof Error ? error.name : 'no error'))
        return answer
      },
    })
    const controller = new AbortController()
    const plan = planRollout({ ...race, steps: 100_000, runs: Array.from({ length: 32 }, () => ({ optimizer: 'adam' })) })
    let seen = 0
    const request = client.request('rollout', { plan, device: 'cpu', slots: false }, {
      signal: controller.signal,
      onFrame: () => {
        if (++seen === 2) controller.abort()
      },
    })
    await expect(request).rejects.toMatchObject({ name: 'AbortError' })
    expect(await ended).toBe('AbortError')
    // 49 frames in all; two were seen and at most the credit of two more was under way.
    expect(seen).toBe(2)
    expect(sent.length).toBeLessThanOrEqual(4)
    const { answer } = await play(race, client)
    expect(answer.runs[0]?.status).toBe('finished')
  })

  it('of a device that is missing runs on the reference and says why', async () => {
    const { answer } = await play({ ...race, device: 'webgpu' })
    expect(answer).toMatchObject({ device: 'cpu', reason: 'WebGPU was asked for. This browser has no WebGPU. The float64 reference runs instead.' })
  })

  it('of a formula with a mistake rejects with its place', async () => {
    const domain = [[-1, 1], [-1, 1]] as const
    await expect(play({ ...race, landscape: { formula: 'x^2 + z', domain } })).rejects.toMatchObject({
      name: 'FormulaError', message: 'line 1, column 7: unknown name "z"',
    })
  })
})

describe('devices', () => {
  it('are looked for once, and only when they matter', async () => {
    let probes = 0
    const client = connect(createHandlers(() => {
      probes++
      return Promise.resolve(missing)
    }))
    await play(race, client)
    expect(probes).toBe(0)
    expect(await client.request('devices', null)).toEqual({ devices: missing })
    await play({ ...race, device: 'auto' }, client)
    expect(probes).toBe(1)
  })
})

describe('a surface', () => {
  it('is row-major with y rising, and keeps what is not finite', async () => {
    const { z } = await connect().request('surface', { landscape: { formula: 'a*x + 10*y', constants: { a: 2 } }, domain: [[0, 2], [-1, 1]], columns: 3, rows: 2 })
    expect([...z]).toEqual([-10, -8, -6, 10, 12, 14])
    const poles = await connect().request('surface', { landscape: { formula: '1/x', constants: {} }, domain: [[0, 1], [0, 1]], columns: 2, rows: 1 })
    expect([...poles.z]).toEqual([Infinity, 1])
    const flat = await connect().request('surface', { landscape: { formula: '3', constants: {} }, domain: [[0, 1], [0, 1]], columns: 2, rows: 2 })
    expect([...flat.z]).toEqual([3, 3, 3, 3])
  })

  it('has a value nearly everywhere on every landscape', async () => {
    const client = connect()
    for (const { id, domain } of landscapes) {
      const { z } = await client.request('surface', { landscape: landscapeText({ landscape: id }), domain, columns: 21, rows: 21 })
      expect(z.filter(Number.isFinite).length, id).toBeGreaterThan(400)
    }
  })
})

describe('a probe', () => {
  it.each(functionRows.map((row) => [row.function, row] as const))('of %s gives the golden values, gradients and Hessians', async (id, row) => {
    const [x, y] = [0, 1].map((i) => Float64Array.from(row.points, (p) => p[i] ?? Number.NaN)) as [Float64Array, Float64Array]
    const found = await connect().request('probe', { landscape: landscapeText({ landscape: id }), x, y })
    const columns = [found.loss, found.gx, found.gy, found.hxx, found.hxy, found.hyy]
    row.points.forEach((point, i) => {
      columns.forEach((column, c) => {
        const reference = point[c + 2] ?? Number.NaN
        // 1e-11 relative to 1 + |reference|: what the golden rows ask of double precision.
        expect(Math.abs((column[i] ?? Number.NaN) - reference) / (1 + Math.abs(reference)), `point ${i}, column ${c}`).toBeLessThanOrEqual(1e-11)
      })
    })
  })

  it('leaves the page its points', async () => {
    const x = Float64Array.of(1, 2)
    await connect().request('probe', { landscape: { formula: 'x*y', constants: {} }, x, y: x })
    expect([...x]).toEqual([1, 2])
  })
})
