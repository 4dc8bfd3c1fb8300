// For tests only: formulas of x and y on a device, point by point, without a rollout around them.
import type { Node } from '../../formula/graph.ts'
import { readWgsl, wgslPrelude } from '../../formula/wgsl.ts'
import { compileKernel, readBuffer } from './pipelines.ts'

/** Values [root][point] in float32. */
export async function onDevice(device: GPUDevice, roots: readonly Node[], x: Float32Array, y: Float32Array): Promise<Float32Array[]> {
  const block = readWgsl(roots, (name) => name, new Map(), 'v')
  const width = x.length
  const code = `${wgslPrelude}
@group(0) @binding(0) var<storage, read> points: array<F>;
@group(0) @binding(1) var<storage, read_write> values: array<F>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) global: vec3u) {
  let id = global.x;
  if (id >= ${width}u) { return; }
  let x = points[id];
  let y = points[${width}u + id];
  ${block.statements.join('\n  ')}
  ${block.values.map((v, i) => `values[${i * width}u + id] = ${v};`).join('\n  ')}
}`
  const pipeline = await compileKernel(device, code, 'auto')
  const room = (floats: number): GPUBuffer => device.createBuffer({ size: floats * 4, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC })
  const [points, values] = [room(2 * x.length), room(roots.length * x.length)]
  device.queue.writeBuffer(points, 0, Float32Array.from([...x, ...y]))
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [points, values].map((buffer, binding) => ({ binding, resource: { buffer } })),
  }))
  pass.dispatchWorkgroups(Math.ceil(width / 64))
  pass.end()
  device.queue.submit([encoder.finish()])
  const all = await readBuffer(device, values, values.size)
  points.destroy()
  values.destroy()
  return roots.map((_, i) => all.slice(i * x.length, (i + 1) * x.length))
}
