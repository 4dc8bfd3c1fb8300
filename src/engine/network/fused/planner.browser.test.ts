import { describe, expect, test } from 'vitest'
import type { TrainFrame } from '../../../protocol/network-messages.ts'
import { fillNetworkDefaults } from '../../../scenario/network/defaults.ts'
import type { PartialNetworkScenario } from '../../../scenario/network/defaults.ts'
import { planTraining } from '../../../scenario/network/plan.ts'
import type { DeviceChoice } from '../../../scenario/types.ts'
import { probeDevices } from '../../devices.ts'
import { createNetworkHandlers } from '../handlers.ts'

const scenario: PartialNetworkScenario = {
  kind: 'network', dataset: { id: 'moons', params: { points: 80 } }, model: { id: 'mlp', hidden: [6, 6], activation: 'tanh' }, batch: 16, epochs: 10,
  runs: [{ optimizer: 'adam', hyper: { lr: 0.02 } }, { optimizer: 'adam', hyper: { lr: 0.01 } }, { optimizer: 'muon', hyper: { lr: 0.02 } }],
}

async function train(device: DeviceChoice): Promise<{ device: string; reason: string; validation: Map<string, number> }> {
  const handlers = createNetworkHandlers(probeDevices)
  const signal = new AbortController().signal
  const validation = new Map<string, number>()
  let built = { device: '', reason: '' }
  const send = async (frame: TrainFrame): Promise<void> => {
    if (frame.kind === 'built') built = frame
    if (frame.kind === 'evaluation') frame.runs.forEach((run, i) => validation.set(`${run} ${frame.step}`, frame.validationLoss[i] ?? Number.NaN))
  }
  await handlers.train({ session: 0, plan: planTraining(fillNetworkDefaults(scenario)), device, base: document.baseURI, paused: false, pace: null }, { signal, send })
  await handlers.close({ session: 0 }, { signal, send: async () => undefined })
  return { ...built, validation }
}

describe('a session on WebGPU', () => {
  test('trains fused what fits and composed what does not, as the reference does', async () => {
    const [reference, gpu] = [await train('cpu'), await train('webgpu')]
    expect(reference.device).toBe('cpu')
    expect(gpu.device).toBe('webgpu')
    expect(gpu.reason).toMatch(/One kernel.*Not fused: the rule uses orthogonalize\.$/)
    expect([...gpu.validation.keys()]).toEqual(expect.arrayContaining([...reference.validation.keys()]))
    expect(gpu.validation.size).toBe(reference.validation.size)
    // Float32 against float64 over forty updates of small steps.
    for (const [at, loss] of reference.validation) expect(Math.abs((gpu.validation.get(at) ?? Number.NaN) - loss), at).toBeLessThan(1e-4)
  })
})
