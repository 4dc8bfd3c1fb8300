import { describe, expect, test } from 'vitest'
import type { DeviceReport } from '../../protocol/messages.ts'
import { chooseForNetworks, referenceTime } from './choose.ts'
import type { Job } from './choose.ts'

const report = (software: boolean, available = true): DeviceReport => ({ device: 'webgpu', available, detail: available ? 'an adapter' : 'This browser has no WebGPU.', software })
const small: Job = { runs: 4, steps: 1000, rows: 32, params: 105, network: '2-8-8-1', kernel: 'small', fits: true }
const long: Job = { ...small, runs: 64, steps: 10_000 }
const wide: Job = { runs: 4, steps: 2000, rows: 128, params: 50_890, network: '784-64-10', kernel: 'wide', fits: 'not fused: 50890 parameters are too many to write out for a software adapter' }
/** Four seconds of the reference in all. */
const eight = (kernel: (i: number) => string): Job[] => Array.from({ length: 8 }, (_, i) => ({ ...small, runs: 4, steps: 1100, kernel: kernel(i) }))

describe('auto', () => {
  test.each([
    ['a short training', [report(true)], [small], 'cpu', false, /over .* before a kernel has started/],
    ['a long one on a software adapter', [report(true)], [long], 'webgpu', true, /^One fused kernel .* It holds 2-8-8-1\.$/],
    ['a short one on a card', [report(false)], [small], 'webgpu', true, /^One fused kernel/],
    ['many of one kernel on a software adapter', [report(true)], eight(() => 'one'), 'webgpu', true, /^One fused kernel/],
    ['as many of kernels of their own', [report(true)], eight((i) => `kernel ${i}`), 'cpu', false, /over .* before a kernel has started/],
    ['no WebGPU', [report(true, false)], [long], 'cpu', false, /reference is the fastest/],
    ['large networks on a software adapter', [report(true)], [wide], 'cpu', false, /Not fused: 50890 parameters/],
    ['large networks that a kernel does not fit, on a card', [report(false)], [wide], 'webgpu', false, /large enough.*Not fused/],
    ['some of each', [report(true)], [long, { ...wide, fits: 'not fused: the rule uses orthogonalize' }], 'webgpu', true, /One fused kernel.* It holds 2-8-8-1\. Not fused: the rule uses orthogonalize\.$/],
  ] as const)('%s', (_, devices, jobs, device, fused, reason) => {
    expect(chooseForNetworks('auto', devices, jobs)).toMatchObject({ device, fused, reason: expect.stringMatching(reason) as unknown })
  })
})

test('by hand, WebGPU is fused where that fits, and says so where not', () => {
  expect(chooseForNetworks('webgpu', [report(true)], [small])).toMatchObject({ device: 'webgpu', fused: true })
  expect(chooseForNetworks('webgpu', [report(true)], [wide])).toMatchObject({ device: 'webgpu', fused: false, reason: expect.stringMatching(/Not fused/) as unknown })
  expect(chooseForNetworks('webgpu_composed', [report(false)], [small])).toMatchObject({ device: 'webgpu', fused: false, reason: 'Chosen by hand.' })
  expect(chooseForNetworks('webgpu_composed', [report(true, false)], [small])).toMatchObject({ device: 'cpu', fused: false, reason: expect.stringMatching(/^WebGPU was asked for/) as unknown })
  expect(chooseForNetworks('cpu', [report(false)], [long])).toMatchObject({ device: 'cpu', fused: false, reason: 'Chosen by hand.' })
  expect(chooseForNetworks('webgpu', [report(true, false)], [small])).toMatchObject({ device: 'cpu', fused: false })
})

test('the reference time grows with runs, steps, rows and parameters', () => {
  expect(referenceTime([small])).toBeGreaterThan(400)
  expect(referenceTime([small])).toBeLessThan(500)
  expect(referenceTime([long, wide])).toBeGreaterThan(referenceTime([long]))
})
