// The only file that looks for accelerators: what there is, what it is called, and if not, why not, in one sentence.
import type { DeviceReport } from '../protocol/messages.ts'

const softwareRenderer = /swiftshader|llvmpipe|softpipe|software|basic render/i

export async function probeDevices(): Promise<readonly DeviceReport[]> {
  return [await probeWebGpu(), probeWebGl(), { device: 'cpu', available: true, detail: 'Float64 reference in JavaScript', software: true }]
}

const missing = (device: 'webgpu' | 'webgl', detail: string): DeviceReport => ({ device, available: false, detail, software: false })

async function probeWebGpu(): Promise<DeviceReport> {
  if (!globalThis.isSecureContext) {
    return missing('webgpu', 'Browsers hide WebGPU on insecure pages: open this page over https, or from localhost.')
  }
  if (!('gpu' in navigator)) return missing('webgpu', 'This browser has no WebGPU.')
  try {
    const adapter = await navigator.gpu.requestAdapter()
    if (!adapter) return missing('webgpu', 'This browser has WebGPU but found no adapter for it.')
    const { vendor, architecture, description } = adapter.info
    const detail = description || [vendor, architecture].filter(Boolean).join(' ') || 'WebGPU adapter'
    const { maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup } = adapter.limits
    const limits = { maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup }
    return { device: 'webgpu', available: true, detail, limits, software: adapter.info.isFallbackAdapter || softwareRenderer.test(`${architecture} ${detail}`) }
  } catch (error) {
    return missing('webgpu', `WebGPU could not be started: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function probeWebGl(): DeviceReport {
  if (typeof OffscreenCanvas === 'undefined') return missing('webgl', 'This browser has no WebGL in workers.')
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return missing('webgl', 'This browser has no WebGL 2.')
  try {
    if (!gl.getExtension('EXT_color_buffer_float')) return missing('webgl', 'WebGL here cannot compute in 32-bit floats, which is too coarse for training.')
    const info = gl.getExtension('WEBGL_debug_renderer_info')
    const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)
    const detail = typeof name === 'string' ? name : 'WebGL 2'
    const limits = { MAX_TEXTURE_SIZE: Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)) }
    return { device: 'webgl', available: true, detail, limits, software: softwareRenderer.test(detail) }
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}
