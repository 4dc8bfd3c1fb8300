// Buffers and pipelines of the network kernels.
import { compiledOnce, compileKernel } from '../../fused/pipelines.ts'

export type Binding = 'params' | 'batch' | 'index' | 'table' | 'columns' | 'state' | 'out' | 'scratch'
export type Buffers = Partial<Record<Binding, GPUBuffer>>

/** The place of each binding, and whether a kernel writes to it. */
const order: readonly Binding[] = ['params', 'batch', 'index', 'table', 'columns', 'state', 'out', 'scratch']
const written: ReadonlySet<Binding> = new Set(['state', 'out', 'scratch'])

/** `bindings` are those that the text declares. @throws Error with the compiler's message */
export const pipelineFor = (device: GPUDevice, code: string, bindings: readonly Binding[]): Promise<GPUComputePipeline> =>
  compiledOnce(device, code, () => compileKernel(device, code, pipelineLayout(device, bindings)))

function pipelineLayout(device: GPUDevice, bindings: readonly Binding[]): GPUPipelineLayout {
  const type = (name: Binding): GPUBufferBindingType => (name === 'params' ? 'uniform' : written.has(name) ? 'storage' : 'read-only-storage')
  const entries = bindings.map((name) => ({ binding: order.indexOf(name), visibility: GPUShaderStage.COMPUTE, buffer: { type: type(name) } }))
  return device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout({ entries })] })
}

function bindGroup(device: GPUDevice, pipeline: GPUComputePipeline, buffers: Buffers): GPUBindGroup {
  const entries = order.flatMap((name, binding) => {
    const buffer = buffers[name]
    return buffer ? [{ binding, resource: { buffer } }] : []
  })
  return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
}

type Values = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>

/** Room for `bytes` in the named buffer; a binding may not be empty. What was in a smaller one is gone. */
export function makeRoom(device: GPUDevice, buffers: Buffers, name: Binding, bytes: number): GPUBuffer {
  const old = buffers[name]
  if (old && old.size >= bytes) return old
  old?.destroy()
  const kind = name === 'params' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE
  const size = Math.max(16, Math.ceil((old ? 1.5 * bytes : bytes) / 16) * 16)
  const made = device.createBuffer({ size, usage: kind | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC })
  buffers[name] = made
  return made
}

export function fill(device: GPUDevice, buffers: Buffers, name: Binding, values: Values): void {
  const buffer = makeRoom(device, buffers, name, values.byteLength)
  if (values.length > 0) device.queue.writeBuffer(buffer, 0, values)
}

/** No device must take more workgroups along one axis. */
const widest = 65535

export function dispatch(device: GPUDevice, pipeline: GPUComputePipeline, buffers: Buffers, workgroups: number): void {
  const rows = Math.ceil(workgroups / widest)
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, bindGroup(device, pipeline, buffers))
  pass.dispatchWorkgroups(Math.ceil(workgroups / rows), rows)
  pass.end()
  device.queue.submit([encoder.finish()])
}
