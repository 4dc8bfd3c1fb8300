// Buffers and pipelines over many groups: what is made is given back, and a text is compiled once.
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { planRollout } from '../../scenario/plan.ts'
import { scenario } from '../testing.ts'
import { fusedDevice } from './device.ts'
import { FusedGroup } from './group.ts'

let device: GPUDevice
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Bytes of buffers made since and not destroyed. */
function watchBuffers(): { held: () => number; made: () => number } {
  const sizes = new Map<GPUBuffer, number>()
  let made = 0
  const create = device.createBuffer.bind(device)
  vi.spyOn(device, 'createBuffer').mockImplementation((description) => {
    const buffer = create(description)
    const destroy = buffer.destroy.bind(buffer)
    made++
    sizes.set(buffer, buffer.size)
    buffer.destroy = () => {
      sizes.delete(buffer)
      return destroy()
    }
    return buffer
  })
  return { held: () => [...sizes.values()].reduce((sum, size) => sum + size, 0), made: () => made }
}

async function play(trace: 'slots' | false, upTo: number): Promise<void> {
  const runs = [0.01, 0.02, 0.03].map((lr) => ({ optimizer: 'nadam', hyper: { lr } }))
  const plan = planRollout(scenario({ landscape: 'rosenbrock', start: [-1, 1], steps: 50, runs }))
  const [group] = plan.groups
  if (!group) throw new Error('no group')
  const fused = new FusedGroup(device, plan, group, { target: 0, trace, lanes: 4 })
  while (fused.remaining > 51 - upTo) await fused.advance(10)
  if (!trace && fused.remaining === 0) await fused.summary()
  fused.dispose()
}

it.each(['slots', false] as const)('fifty groups, half of them left half-way, give every buffer back (trace: %s)', async (trace) => {
  const buffers = watchBuffers()
  for (let i = 0; i < 50; i++) {
    await play(trace, i % 2 === 0 ? 51 : 20)
    expect(buffers.held(), `after group ${i}`).toBe(0)
  }
  expect(buffers.made()).toBeGreaterThan(300)
})

it('a text is compiled once', async () => {
  await play(false, 51)
  const compiled = vi.spyOn(device, 'createComputePipelineAsync')
  await play(false, 51)
  expect(compiled).not.toHaveBeenCalled()
})
