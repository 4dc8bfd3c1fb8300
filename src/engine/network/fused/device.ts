// The device of fused trainings: WebGPU's own, because tfjs's is made without subgroups, which small networks are trained with.
import { watchGpu } from '../../device-loss.ts'
import { probeDevices } from '../../devices.ts'

export interface FusedNetworkDevice {
  readonly device: GPUDevice
  /** A CPU in disguise: small networks are written out there. */
  readonly software: boolean
}

let started: Promise<FusedNetworkDevice> | null = null

/** One for the page. @throws Error with one sentence where there is no WebGPU. */
export function fusedNetworkDevice(): Promise<FusedNetworkDevice> {
  started ??= start()
  started.catch(() => (started = null))
  return started
}

async function start(): Promise<FusedNetworkDevice> {
  const report = (await probeDevices()).find((d) => d.device === 'webgpu')
  if (!report?.available) throw new Error(report?.detail ?? 'This browser has no WebGPU.')
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('This browser has WebGPU but found no adapter for it.')
  const { limits, features } = adapter
  const device = await adapter.requestDevice({
    requiredFeatures: features.has('subgroups') ? ['subgroups'] : [],
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
    },
  })
  watchGpu(device).whenLost(() => (started = null))
  return { device, software: report.software }
}
