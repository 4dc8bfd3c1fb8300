import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DeviceReport } from '../protocol/messages.ts'
import { chooseDevice } from './choose.ts'
import { probeDevices } from './devices.ts'

const gpu: DeviceReport = { device: 'webgpu', available: true, detail: 'nvidia hopper', software: false }
const software: DeviceReport = { device: 'webgpu', available: true, detail: 'SwiftShader', software: true }
const noAdapter: DeviceReport = { device: 'webgpu', available: false, detail: 'This browser has WebGPU but found no adapter for it.', software: false }
const insecure: DeviceReport = {
  device: 'webgpu', available: false, detail: 'Browsers hide WebGPU on insecure pages: open this page over https, or from localhost.', software: false,
}
const gl: DeviceReport = { device: 'webgl', available: true, detail: 'ANGLE', software: false }
const noGl: DeviceReport = { device: 'webgl', available: false, detail: 'This browser has no WebGL 2.', software: false }
const cpu: DeviceReport = { device: 'cpu', available: true, detail: 'Float64 reference in JavaScript', software: true }

describe('the device and why', () => {
  it.each<[string, Parameters<typeof chooseDevice>, ReturnType<typeof chooseDevice>['device'], RegExp]>([
    ['by hand, there', ['webgpu', [gpu, gl, cpu]], 'webgpu', /^Chosen by hand\.$/],
    ['by hand, software', ['webgpu', [software, gl, cpu]], 'webgpu', /^Chosen by hand\. It is a software adapter: correct, but slow\.$/],
    ['by hand, webgl', ['webgl', [gpu, gl, cpu]], 'webgl', /^Chosen by hand\.$/],
    ['by hand, composed', ['webgpu_composed', [gpu, gl, cpu]], 'webgpu', /^Chosen by hand\.$/],
    ['composed, no adapter', ['webgpu_composed', [noAdapter, gl, cpu]], 'cpu', /^WebGPU was asked for\..* The float64 reference runs instead\.$/],
    ['by hand, the reference', ['cpu', []], 'cpu', /^Chosen by hand\.$/],
    ['asked for, no adapter', ['webgpu', [noAdapter, gl, cpu]], 'cpu', /^WebGPU was asked for\. This browser has WebGPU but found no adapter for it\. The float64 reference runs instead\.$/],
    ['asked for, insecure page', ['webgpu', [insecure, gl, cpu]], 'cpu', /^WebGPU was asked for\. Browsers hide WebGPU on insecure pages: open this page over https, or from localhost\. The float64 reference runs instead\.$/],
    ['asked for, webgl missing', ['webgl', [gpu, noGl, cpu]], 'cpu', /^WebGL was asked for\. This browser has no WebGL 2\. The float64 reference runs instead\.$/],
    ['asked for, never reported', ['webgpu', []], 'cpu', /^WebGPU was asked for\. It is not there\. The float64 reference runs instead\.$/],
    ['auto, a graphics card', ['auto', [gpu, gl, cpu]], 'webgpu', /^One kernel on the graphics card runs all steps of all runs\.$/],
    ['auto, a software adapter', ['auto', [software, gl, cpu]], 'cpu', /^The float64 reference is the fastest here for a race: WebGPU is only simulated in software\.$/],
    ['auto, nothing there', ['auto', [insecure, noGl, cpu]], 'cpu', /^The float64 reference is the fastest here for a race\. Browsers hide WebGPU on insecure pages.* from localhost\. This browser has no WebGL 2\.$/],
  ])('%s', (_, args, device, reason) => {
    const chosen = chooseDevice(...args)
    expect(chosen.device).toBe(device)
    expect(chosen.reason).toMatch(reason)
    expect(chosen.adapter).toBe(device === 'cpu' ? 'JavaScript, float64' : args[1].find((d) => d.device === device)?.detail)
  })
})

describe('what there is', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  const webgpu = async (secure: boolean, navigator: object): Promise<DeviceReport | undefined> => {
    vi.stubGlobal('isSecureContext', secure)
    vi.stubGlobal('navigator', navigator)
    return (await probeDevices()).find((d) => d.device === 'webgpu')
  }
  const adapter = (info: object): object => ({ gpu: { requestAdapter: () => Promise.resolve({ info, limits: { maxBufferSize: 1024, maxComputeWorkgroupStorageSize: 64, maxComputeInvocationsPerWorkgroup: 4 } }) } })

  it.each<[string, boolean, object, Partial<DeviceReport>]>([
    ['an insecure page', false, {}, { available: false, detail: insecure.detail }],
    ['a browser without WebGPU', true, {}, { available: false, detail: 'This browser has no WebGPU.' }],
    ['no adapter', true, { gpu: { requestAdapter: () => Promise.resolve(null) } }, { available: false, detail: noAdapter.detail }],
    ['a driver that fails', true, { gpu: { requestAdapter: () => Promise.reject(new Error('lost')) } }, { available: false, detail: 'WebGPU could not be started: lost' }],
    ['an adapter', true, adapter({ vendor: 'nvidia', architecture: 'hopper', description: '' }), { available: true, detail: 'nvidia hopper', software: false }],
    ['a software adapter', true, adapter({ vendor: 'google', architecture: 'swiftshader', description: '' }), { available: true, detail: 'google swiftshader', software: true }],
    ['a fallback adapter', true, adapter({ vendor: '', architecture: '', description: 'Some name', isFallbackAdapter: true }), { available: true, detail: 'Some name', software: true }],
    ['an adapter without a name', true, adapter({ vendor: '', architecture: '', description: '' }), { available: true, detail: 'WebGPU adapter' }],
  ])('with %s', async (_, secure, navigator, report) => {
    expect(await webgpu(secure, navigator)).toMatchObject(report)
  })

  it('always includes the reference, and says when there is no WebGL', async () => {
    vi.stubGlobal('OffscreenCanvas', undefined)
    vi.stubGlobal('isSecureContext', false)
    const [, webgl, reference] = await probeDevices()
    expect(webgl).toMatchObject({ available: false, detail: 'This browser has no WebGL in workers.' })
    expect(reference).toMatchObject({ device: 'cpu', available: true })
  })
})
