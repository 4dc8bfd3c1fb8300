// Pipelines and buffers on the shared device: one bind group layout for every fused kernel. All that waits for a device waits here,
// under its watch.
import { Cache } from '../cache.ts'
import { DeviceLost, watchGpu } from '../device-loss.ts'

export type Binding = 'params' | 'shared' | 'columns' | 'table' | 'index' | 'state' | 'trace'
const types: Readonly<Record<Binding, GPUBufferBindingType>> = {
  params: 'uniform', shared: 'uniform', columns: 'read-only-storage', table: 'read-only-storage', index: 'read-only-storage', state: 'storage', trace: 'storage',
}
const order: readonly Binding[] = ['params', 'shared', 'columns', 'table', 'index', 'state', 'trace']

/** Of each device: room for what 32 runs of rules of their own need in every view, several times. */
const known = new WeakMap<GPUDevice, Cache<Promise<GPUComputePipeline>>>()
const mostKnown = 256

/** A kernel is compiled once per device and text, as long as it is in use now and then. */
export function compiledOnce(device: GPUDevice, code: string, compile: () => Promise<GPUComputePipeline>): Promise<GPUComputePipeline> {
  const pipelines = known.get(device) ?? new Cache<Promise<GPUComputePipeline>>(mostKnown)
  known.set(device, pipelines)
  return pipelines.get(code, compile)
}

/** @throws Error with the compiler's message when the text is refused. */
export const pipelineFor = (device: GPUDevice, code: string, traced: boolean): Promise<GPUComputePipeline> =>
  compiledOnce(device, code, () => compile(device, code, traced))

function compile(device: GPUDevice, code: string, traced: boolean): Promise<GPUComputePipeline> {
  const entries = order
    .filter((name) => traced || name !== 'trace')
    .map((name, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type: types[name] } }))
  return compileKernel(device, code, device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout({ entries })] }))
}

/** @throws Error with the compiler's message and the line that it means; DeviceLost */
export async function compileKernel(device: GPUDevice, code: string, layout: GPUPipelineLayout | 'auto'): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code })
  try {
    return await watchGpu(device).run(() => device.createComputePipelineAsync({ layout, compute: { module, entryPoint: 'main' } }))
  } catch (error) {
    if (error instanceof DeviceLost) throw error
    throw new Error(await complaint(module, code), { cause: error })
  }
}

/** The compiler's first error and the line that it means. */
async function complaint(module: GPUShaderModule, code: string): Promise<string> {
  const { messages } = await module.getCompilationInfo()
  const first = messages.find((m) => m.type === 'error')
  return first ? `the device refused a kernel: ${first.message} in "${code.split('\n')[first.lineNum - 1]?.trim()}"` : 'the device refused a kernel'
}

export function bindGroup(device: GPUDevice, pipeline: GPUComputePipeline, buffers: Readonly<Partial<Record<Binding, GPUBuffer>>>): GPUBindGroup {
  const entries = order.flatMap((name, binding) => {
    const buffer = buffers[name]
    return buffer ? [{ binding, resource: { buffer } }] : []
  })
  return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
}

/** A buffer for a binding, filled where data is given; at least 16 bytes, since a binding may not be empty. */
export function makeBuffer(device: GPUDevice, binding: Binding, bytes: number, data?: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer {
  const kind = types[binding] === 'uniform' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE
  const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 4) * 4), usage: kind | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC })
  if (data && data.length > 0) device.queue.writeBuffer(buffer, 0, data)
  return buffer
}

/** Until all work is done. @throws DeviceLost */
export const finished = (device: GPUDevice): Promise<undefined> => watchGpu(device).run(() => device.queue.onSubmittedWorkDone())

/** The first `bytes` of a buffer, as f32. @throws DeviceLost */
export async function readBuffer(device: GPUDevice, source: GPUBuffer, bytes: number): Promise<Float32Array> {
  const staging = device.createBuffer({ size: bytes, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
  const encoder = device.createCommandEncoder()
  encoder.copyBufferToBuffer(source, 0, staging, 0, bytes)
  device.queue.submit([encoder.finish()])
  try {
    await watchGpu(device).run(() => staging.mapAsync(GPUMapMode.READ))
    return new Float32Array(staging.getMappedRange().slice(0))
  } finally {
    staging.destroy()
  }
}
