
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
  let f3 = F(p.values[0][3]);
  let f4 = F(p.values[1][0]);
  let u0 = F(p.values[1][1]);
  let u1 = F(p.values[1][2]);
  let u2 = F(p.values[1][3]);
  let u3 = F(p.values[2][0]);
  let u4 = F(p.values[2][1]);
  let u5 = F(p.values[2][2]);
  let c0 = columns[0u * width + id];
  var g0_four = vec4f();
  var g1_four = vec4f();
  
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
    if ((i & 3u) == 0u) { g0_four = shared_steps[(i >> 2u) * 2u + 0u]; g1_four = shared_steps[(i >> 2u) * 2u + 1u]; }
    let g0 = F(g0_four.x);
    g0_four = g0_four.yzwx;
    let g1 = F(g1_four.x);
    g1_four = g1_four.yzwx;
    
    let a0 = s0 * s0;
    let a1 = s1 - a0;
    let a2 = F(2.0) * a1;
    let a3 = f1 * a2;
    let a4 = f0 - s0;
    let a5 = F(2.0) * a4;
    let a6 = -a5;
    let a7 = F(2.0) * s0;
    let a8 = -a7;
    let a9 = a2 * a8;
    let a10 = f1 * a9;
    let a11 = a6 + a10;
    let a12 = a4 * a4;
    let a13 = a1 * a1;
    let a14 = f1 * a13;
    let a15 = a12 + a14;
    let loss_ = a15;
    let finite = finite_(s0 + s1 + loss_);
    stopped = select(stopped, k, alive & !finite);
    alive = alive & finite;
    last_x = select(last_x, s0, alive);
    last_y = select(last_y, s1, alive);
    last_loss = select(last_loss, loss_, alive);
    best = select(best, min(best, loss_), alive);
    reached = select(reached, k, alive & (reached < F(0.0)) & (loss_ <= f4));
    let b0 = u3 * s5;
    let b1 = u2 * s1;
    let b2 = a3 + b1;
    let b3 = b2 * b2;
    let b4 = u4 * b3;
    let b5 = b0 + b4;
    let b6 = u3 * s4;
    let b7 = u2 * s0;
    let b8 = a11 + b7;
    let b9 = b8 * b8;
    let b10 = u4 * b9;
    let b11 = b6 + b10;
    let b12 = u0 * s3;
    let b13 = u1 * b2;
    let b14 = b12 + b13;
    let b15 = u0 * s2;
    let b16 = u1 * b8;
    let b17 = b15 + b16;
    let b18 = b14 * g0;
    let b19 = c0 * b18;
    let b20 = b5 * g1;
    let b21 = sqrt(b20);
    let b22 = b21 + u5;
    let b23 = b19 / b22;
    let b24 = s1 - b23;
    let b25 = b17 * g0;
    let b26 = c0 * b25;
    let b27 = b11 * g1;
    let b28 = sqrt(b27);
    let b29 = b28 + u5;
    let b30 = b26 / b29;
    let b31 = s0 - b30;
    
    let n0 = b31;
    let n1 = b24;
    let n2 = b17;
    let n3 = b14;
    let n4 = b11;
    let n5 = b5;
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
    let a1 = s1 - a0;
    let a2 = F(2.0) * a1;
    let a3 = f1 * a2;
    let a4 = f0 - s0;
    let a5 = F(2.0) * a4;
    let a6 = -a5;
    let a7 = F(2.0) * s0;
    let a8 = -a7;
    let a9 = a2 * a8;
    let a10 = f1 * a9;
    let a11 = a6 + a10;
    let a12 = a4 * a4;
    let a13 = a1 * a1;
    let a14 = f1 * a13;
    let a15 = a12 + a14;
    let loss_ = a15;
    let finite = finite_(s0 + s1 + loss_);
    stopped = select(stopped, k, alive & !finite);
    alive = alive & finite;
    last_x = select(last_x, s0, alive);
    last_y = select(last_y, s1, alive);
    last_loss = select(last_loss, loss_, alive);
    best = select(best, min(best, loss_), alive);
    reached = select(reached, k, alive & (reached < F(0.0)) & (loss_ <= f4));
    
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
