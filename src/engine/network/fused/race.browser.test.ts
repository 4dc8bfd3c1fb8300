// 1 024 networks in one race on a fused kernel, as the page asks for them: they agree with the reference, groups are held against each
// other at the same places, and an abort is heard at once.
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BuiltFrame, RaceFrame, TrainFrame } from '../../../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../../../scenario/network/defaults.ts'
import { planTraining } from '../../../scenario/network/plan.ts'
import { largestSweep, sweepGrid } from '../../../scenario/network/sweep-runs.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep } from '../../../scenario/network/types.ts'
import type { DeviceChoice } from '../../../scenario/types.ts'
import { createRaceBuilder } from '../../../store/network-race.ts'
import type { RaceNumbers } from '../../../store/network-race.ts'
import { probeDevices } from '../../devices.ts'
import { createNetworkHandlers } from '../handlers.ts'
import { fusedNetworkDevice } from './device.ts'

const scenario = fillNetworkDefaults({
  kind: 'network', dataset: { id: 'moons', params: { points: 96 } }, model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' }, loss: { id: 'bce_logits' }, batch: 16, epochs: 10,
  runs: [{ optimizer: 'adam', hyper: { lr: 0.01 } }],
})
const places = 6

interface Raced extends RaceNumbers {
  readonly frames: readonly TrainFrame[]
}

async function race(runs: readonly NetworkRun[], device: DeviceChoice, more: Partial<NetworkScenario> = {}, signal = new AbortController().signal, onFrame: (frame: TrainFrame) => void = () => undefined): Promise<Raced> {
  const whole = { ...scenario, ...more, runs }
  const handlers = createNetworkHandlers(probeDevices)
  const builder = createRaceBuilder(runs.length, whole.epochs, places)
  const frames: TrainFrame[] = []
  const send = async (frame: TrainFrame): Promise<void> => {
    signal.throwIfAborted()
    frames.push(frame)
    builder.add(frame)
    onFrame(frame)
  }
  builder.finish(await handlers.train({ session: 1, plan: planTraining(whole), device, base: 'http://nowhere/', paused: false, pace: null, places }, { signal, send }))
  await handlers.close({ session: 1 }, { signal, send: async () => undefined })
  return { ...builder.snapshot(), frames }
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** Bytes of the buffers that are on the device at a time, at most. */
async function watchMemory(): Promise<() => number> {
  const { device } = await fusedNetworkDevice()
  const create = device.createBuffer.bind(device)
  let [held, most] = [0, 0]
  vi.spyOn(device, 'createBuffer').mockImplementation((description) => {
    const buffer = create(description)
    const destroy = buffer.destroy.bind(buffer)
    held += buffer.size
    most = Math.max(most, held)
    buffer.destroy = () => {
      held -= buffer.size
      return destroy()
    }
    return buffer
  })
  return () => most
}

const built = ({ built: found }: RaceNumbers): BuiltFrame => {
  if (found === null) throw new Error('nothing was built')
  return found
}

/** Some cells of the grid at rates up to 0.1: above it Adam throws these networks about, and every rounding grows until nothing agrees. */
const sampled = [0, 23, 100, 341, 512, 527, 695, 992, 1015]

describe('1 024 networks', () => {
  test('train fused in one group, agree with the reference, and are told of in few frames', async () => {
    const { runs } = sweepGrid(scenario, 0, largestSweep(scenario, 0, { x: { param: 'lr', values: [1] } }))
    expect(runs).toHaveLength(1024)
    const memory = await watchMemory()
    const begun = performance.now()
    const gpu = await race(runs, 'auto')
    // oxlint-disable-next-line no-console -- how long it takes belongs to what this test shows
    console.info(`1 024 networks: ${(performance.now() - begun).toFixed(0)} ms, ${gpu.seconds.toFixed(2)} s of training, ${(gpu.updates / gpu.seconds).toFixed(0)} network updates/s, ${(memory() / 2 ** 20).toFixed(1)} MiB on the device`)
    // Three states of 105 parameters each, results and tables of one dispatch.
    expect(memory()).toBeLessThan(32 * 2 ** 20)
    expect(built(gpu).device).toBe('webgpu')
    expect(built(gpu).reason).toMatch(/^One fused kernel .* It holds 2-8-8-1\./)
    expect(built(gpu).groups).toHaveLength(1)
    expect([gpu.rows.length, gpu.epoch, gpu.updates]).toEqual([places, 10, 1024 * 10 * 5])
    expect(gpu.frames.filter(({ kind }) => kind === 'entries')).toEqual([])
    expect(gpu.frames.filter(({ kind }) => kind === 'race')).toHaveLength(places)
    const reference = await race(sampled.flatMap((at) => runs[at] ?? []), 'cpu')
    for (const [place, row] of reference.rows.entries()) {
      for (const [i, at] of sampled.entries()) {
        const [found, wanted] = [gpu.rows[place]?.[at] ?? Number.NaN, row[i] ?? Number.NaN]
        // Fifty updates in float32, some of long steps, in which roundings of 6e-8 grow.
        expect(Math.abs(found - wanted), `network ${at} at place ${place}: ${found} and ${wanted}`).toBeLessThan(1e-3 * Math.max(1, wanted))
      }
    }
  })

  test('of other batch sizes are groups, judged at the same epochs', async () => {
    const sweep: NetworkSweep = { x: { param: 'lr', min: 0.001, max: 0.1, count: 8, scale: 'log' }, y: { param: 'batch', values: [4, 16, 64] } }
    const found = await race(sweepGrid(scenario, 0, sweep).runs, 'webgpu')
    expect(built(found).groups.map(({ runs }) => runs.length)).toEqual([8, 8, 8])
    expect(found.at).toEqual([0, 2, 4, 6, 8, 10])
    expect(found.rows.every((row) => row.every(Number.isFinite))).toBe(true)
    // The same weights whatever the batch.
    expect(found.rows[0]?.[0]).toBe(found.rows[0]?.[23])
  })

  test('end soon after they are aborted', async () => {
    const { runs } = sweepGrid(scenario, 0, largestSweep(scenario, 0, { x: { param: 'lr', values: [1] } }))
    const abort = new AbortController()
    let at = Number.NaN
    const raced = race(runs, 'webgpu', { epochs: 1000 }, abort.signal, ({ kind }) => {
      if (kind !== 'race') return
      setTimeout(() => {
        at = performance.now()
        abort.abort()
      }, 300)
    })
    await expect(raced).rejects.toThrow(/abort/i)
    // A turn is a tenth of a second; the machine may be busy with other tests.
    expect(performance.now() - at).toBeLessThan(1500)
  })

  test('that leave the numbers are told so, and hold up no other', async () => {
    const runs = [0.01, 1e38].map((lr): NetworkRun => ({ optimizer: 'sgd', hyper: { lr } }))
    const found = await race(runs, 'webgpu', { loss: { id: 'mse', params: {} } })
    expect(found.ended).toEqual(['finished', 'diverged'])
    expect(found.frames.filter((frame): frame is RaceFrame => frame.kind === 'race').at(-1)?.places).toEqual([places - 1, places - 1])
    expect([...(found.rows.at(-1) ?? [])].map(Number.isFinite)).toEqual([true, false])
  })
})
