// Rosenbrock with Adam as somebody would write it by hand: the yardstick for generated kernels. One invocation a run, powers
// as running products, the same summary (last and best loss, first step at the target, divergence).
const handKernel = `
struct P { runs: u32, steps: u32, lr: f32, b1: f32, b2: f32, eps: f32, a: f32, b: f32, goal: f32 }
@group(0) @binding(0) var<uniform> p: P;
@group(0) @binding(1) var<storage, read_write> s: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let run = id.y * groups.x * 64u + id.x;
  if (run >= p.runs) { return; }
  var x = s[run];
  var y = s[p.runs + run];
  var mx = 0.0; var my = 0.0; var vx = 0.0; var vy = 0.0;
  var p1 = 1.0; var p2 = 1.0;
  var best = 3.4e38; var last = 0.0; var reached = -1.0; var stopped = -1.0;
  for (var k = 0u; k <= p.steps; k++) {
    let u = p.a - x;
    let w = y - x * x;
    let loss = u * u + p.b * w * w;
    if ((bitcast<u32>(loss) & 0x7f800000u) == 0x7f800000u) { stopped = f32(k); break; }
    last = loss;
    best = min(best, loss);
    if (reached < 0.0 && loss <= p.goal) { reached = f32(k); }
    if (k == p.steps) { break; }
    let gx = -2.0 * u - 4.0 * p.b * w * x;
    let gy = 2.0 * p.b * w;
    mx = p.b1 * mx + (1.0 - p.b1) * gx;
    my = p.b1 * my + (1.0 - p.b1) * gy;
    vx = p.b2 * vx + (1.0 - p.b2) * gx * gx;
    vy = p.b2 * vy + (1.0 - p.b2) * gy * gy;
    p1 *= p.b1;
    p2 *= p.b2;
    let c1 = 1.0 / (1.0 - p1);
    let c2 = 1.0 / (1.0 - p2);
    x -= p.lr * (mx * c1) / (sqrt(vx * c2) + p.eps);
    y -= p.lr * (my * c1) / (sqrt(vy * c2) + p.eps);
  }
  s[run] = x; s[p.runs + run] = y;
  s[2u * p.runs + run] = last; s[3u * p.runs + run] = best; s[4u * p.runs + run] = reached; s[5u * p.runs + run] = stopped;
}`

/** Times one rollout on the device, in milliseconds; returns the final loss of the first run too, so that nothing is idle. */
export async function prepareHandKernel(device: GPUDevice): Promise<(starts: Float32Array<ArrayBuffer>, runs: number, steps: number) => Promise<number>> {
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module: device.createShaderModule({ code: handKernel }), entryPoint: 'main' } })
  return async (starts, runs, steps) => {
    const header = new ArrayBuffer(48)
    new Uint32Array(header).set([runs, steps])
    new Float32Array(header).set([0.01, 0.9, 0.999, 1e-8, 1, 100, 1e-3], 2)
    const params = device.createBuffer({ size: 48, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
    const state = device.createBuffer({ size: runs * 24, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST })
    device.queue.writeBuffer(params, 0, header)
    device.queue.writeBuffer(state, 0, starts)
    const entries = [params, state].map((buffer, binding) => ({ binding, resource: { buffer } }))
    await device.queue.onSubmittedWorkDone()
    const begun = performance.now()
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }))
    const groups = Math.ceil(runs / 64)
    pass.dispatchWorkgroups(Math.min(groups, 65535), Math.ceil(groups / 65535))
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    const took = performance.now() - begun
    params.destroy()
    state.destroy()
    return took
  }
}

/** The same in plain typed arrays, one thread, float64. Milliseconds. */
export function typedArrayLoop(startX: Float64Array, startY: Float64Array, steps: number): number {
  const n = startX.length
  const [x, y, mx, my, vx, vy] = [startX.slice(), startY.slice(), new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const [best, last, reached] = [new Float64Array(n).fill(Infinity), new Float64Array(n), new Int32Array(n).fill(-1)]
  const begun = performance.now()
  for (let i = 0; i < n; i++) {
    let [px, py, ax, ay, bx, by, p1, p2] = [x[i] ?? 0, y[i] ?? 0, 0, 0, 0, 0, 1, 1]
    for (let k = 0; k <= steps; k++) {
      const u = 1 - px
      const w = py - px * px
      const loss = u * u + 100 * w * w
      if (!(loss <= 3.4e38)) break
      last[i] = loss
      if (loss < (best[i] ?? 0)) best[i] = loss
      if (reached[i] === -1 && loss <= 1e-3) reached[i] = k
      if (k === steps) break
      const gx = -2 * u - 400 * w * px
      const gy = 200 * w
      ax = 0.9 * ax + 0.1 * gx
      ay = 0.9 * ay + 0.1 * gy
      bx = 0.999 * bx + 0.001 * gx * gx
      by = 0.999 * by + 0.001 * gy * gy
      p1 *= 0.9
      p2 *= 0.999
      const c1 = 1 / (1 - p1)
      const c2 = 1 / (1 - p2)
      px -= (0.01 * (ax * c1)) / (Math.sqrt(bx * c2) + 1e-8)
      py -= (0.01 * (ay * c1)) / (Math.sqrt(by * c2) + 1e-8)
    }
    x[i] = px
    y[i] = py
    mx[i] = ax
    my[i] = ay
    vx[i] = bx
    vy[i] = by
  }
  return performance.now() - begun
}
