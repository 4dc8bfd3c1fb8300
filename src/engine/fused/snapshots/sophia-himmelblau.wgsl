
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, 8>, values: array<vec4f, 3> }
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
  let u1 = F(p.values[1][0]);
  let u2 = F(p.values[1][1]);
  let u3 = F(p.values[1][2]);
  let u4 = F(p.values[1][3]);
  let u5 = F(p.values[2][0]);
  let u6 = F(p.values[2][1]);
  let u7 = F(p.values[2][2]);
  let c0 = columns[0u * width + id];
  let c1 = columns[1u * width + id];
  var g0_four = vec4f();
  
  var last_x = state[0u * width + id];
  var last_y = state[1u * width + id];
  var last_loss = state[2u * width + id];
  var best = state[3u * width + id];
  var reached = state[4u * width + id];
  var s0 = state[6u * width + id];
  var s1 = state[7u * width + id];
  var s2 = state[8u * width + id];
  var s3 = state[9u * width + id];
  var s4 = state[10u * width + id];
  var s5 = state[11u * width + id];
  for (var i = 0u; i < p.count; i++) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    if ((i & 3u) == 0u) { g0_four = shared_steps[(i >> 2u) * 1u + 0u]; }
    let g0 = (F(g0_four.x) != F(0.0));
    g0_four = g0_four.yzwx;
    
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
    let b0 = u3 * s5;
    let b1 = F(2.0) * a8;
    let b2 = b1 * a8;
    let b3 = a7 * F(2.0);
    let b4 = b2 + b3;
    let b5 = F(2.0) + b4;
    let b6 = u4 * b5;
    let b7 = b0 + b6;
    let b8 = select(s5, b7, g0);
    let b9 = u3 * s4;
    let b10 = F(2.0) * a11;
    let b11 = b10 * a11;
    let b12 = a3 * F(2.0);
    let b13 = b11 + b12;
    let b14 = b13 + F(2.0);
    let b15 = u4 * b14;
    let b16 = b9 + b15;
    let b17 = select(s4, b16, g0);
    let b18 = u0 * s3;
    let b19 = u1 * a10;
    let b20 = b18 + b19;
    let b21 = u0 * s2;
    let b22 = u1 * a13;
    let b23 = b21 + b22;
    let b24 = s1 * c0;
    let b25 = u2 * b8;
    let b26 = max_(b25, u5);
    let b27 = b20 / b26;
    let b28 = max_(b27, u6);
    let b29 = min_(b28, u7);
    let b30 = c1 * b29;
    let b31 = b24 - b30;
    let b32 = s0 * c0;
    let b33 = u2 * b17;
    let b34 = max_(b33, u5);
    let b35 = b23 / b34;
    let b36 = max_(b35, u6);
    let b37 = min_(b36, u7);
    let b38 = c1 * b37;
    let b39 = b32 - b38;
    
    let n0 = b39;
    let n1 = b31;
    let n2 = b23;
    let n3 = b20;
    let n4 = b17;
    let n5 = b8;
    s0 = n0;
    s1 = n1;
    s2 = n2;
    s3 = n3;
    s4 = n4;
    s5 = n5;
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
  state[8u * width + id] = s2;
  state[9u * width + id] = s3;
  state[10u * width + id] = s4;
  state[11u * width + id] = s5;
}
