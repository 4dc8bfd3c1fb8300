
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, 8>, values: array<vec4f, 1> }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<uniform> shared_steps: array<vec4f, 4096>;
@group(0) @binding(2) var<storage, read> columns: array<F>;
@group(0) @binding(3) var<storage, read> table: array<vec4f>;
@group(0) @binding(4) var<storage, read> index: array<U>;
@group(0) @binding(5) var<storage, read_write> state: array<F>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) global: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let id = global.y * groups.x * 64u + global.x;
  let width = p.width;
  if (id >= width) { return; }
  var stopped = state[5u * width + id];
  var alive = stopped < F(0.0);
  if (!any(alive)) { return; }
  let f0 = F(p.values[0][0]);
  let f1 = F(p.values[0][1]);
  let f2 = F(p.values[0][2]);
  let u0 = F(p.values[0][3]);
  let c0 = columns[0u * width + id];
  
  var last_x = state[0u * width + id];
  var last_y = state[1u * width + id];
  var last_loss = state[2u * width + id];
  var best = state[3u * width + id];
  var reached = state[4u * width + id];
  var s0 = state[6u * width + id];
  var s1 = state[7u * width + id];
  for (var i = 0u; i < p.count; i++) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    
    
    
    let a0 = s0 * s0;
    let a1 = a0 + s1;
    let a2 = a1 - F(11.0);
    let a3 = F(2.0) * a2;
    let a4 = s1 * s1;
    let a5 = s0 + a4;
    let a6 = a5 - F(7.0);
    let a7 = F(2.0) * a6;
    let a8 = F(2.0) * s1;
    let a9 = a7 * a8;
    let a10 = a3 + a9;
    let a11 = F(2.0) * s0;
    let a12 = a3 * a11;
    let a13 = a12 + a7;
    let a14 = a2 * a2;
    let a15 = a6 * a6;
    let a16 = a14 + a15;
    let loss_ = a16;
    let finite = finite_(s0 + s1 + loss_);
    stopped = select(stopped, k, alive & !finite);
    alive = alive & finite;
    last_x = select(last_x, s0, alive);
    last_y = select(last_y, s1, alive);
    last_loss = select(last_loss, loss_, alive);
    best = select(best, min(best, loss_), alive);
    reached = select(reached, k, alive & (reached < F(0.0)) & (loss_ <= f2));
    let b0 = u0 * a13;
    let b1 = a13 * a13;
    let b2 = a10 * a10;
    let b3 = b1 + b2;
    let b4 = sqrt(b3);
    let b5 = b4 + F(9.999999960041972e-13);
    let b6 = b0 / b5;
    let b7 = s0 + b6;
    let b8 = b7 * b7;
    let b9 = u0 * a10;
    let b10 = b9 / b5;
    let b11 = s1 + b10;
    let b12 = b8 + b11;
    let b13 = b12 - F(11.0);
    let b14 = F(2.0) * b13;
    let b15 = b11 * b11;
    let b16 = b7 + b15;
    let b17 = b16 - F(7.0);
    let b18 = F(2.0) * b17;
    let b19 = F(2.0) * b11;
    let b20 = b18 * b19;
    let b21 = b14 + b20;
    let b22 = c0 * b21;
    let b23 = s1 - b22;
    let b24 = F(2.0) * b7;
    let b25 = b14 * b24;
    let b26 = b25 + b18;
    let b27 = c0 * b26;
    let b28 = s0 - b27;
    
    let n0 = b28;
    let n1 = b23;
    s0 = n0;
    s1 = n1;
  }
  if (p.tail == 1u) {
    let i = p.count;
    let k = F(f32(p.first + i));
    let a0 = s0 * s0;
    let a1 = a0 + s1;
    let a2 = a1 - F(11.0);
    let a3 = F(2.0) * a2;
    let a4 = s1 * s1;
    let a5 = s0 + a4;
    let a6 = a5 - F(7.0);
    let a7 = F(2.0) * a6;
    let a8 = F(2.0) * s1;
    let a9 = a7 * a8;
    let a10 = a3 + a9;
    let a11 = F(2.0) * s0;
    let a12 = a3 * a11;
    let a13 = a12 + a7;
    let a14 = a2 * a2;
    let a15 = a6 * a6;
    let a16 = a14 + a15;
    let loss_ = a16;
    let finite = finite_(s0 + s1 + loss_);
    stopped = select(stopped, k, alive & !finite);
    alive = alive & finite;
    last_x = select(last_x, s0, alive);
    last_y = select(last_y, s1, alive);
    last_loss = select(last_loss, loss_, alive);
    best = select(best, min(best, loss_), alive);
    reached = select(reached, k, alive & (reached < F(0.0)) & (loss_ <= f2));
    
  }
  state[0u * width + id] = last_x;
  state[1u * width + id] = last_y;
  state[2u * width + id] = last_loss;
  state[3u * width + id] = best;
  state[4u * width + id] = reached;
  state[5u * width + id] = stopped;
  state[6u * width + id] = s0;
  state[7u * width + id] = s1;
}
