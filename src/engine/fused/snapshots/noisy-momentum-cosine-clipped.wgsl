
fn pcg_(value: U) -> U {
  let state = value * U(747796405u) + U(2891336453u);
  let word = ((state >> ((state >> U(28u)) + U(4u))) ^ state) * U(277803737u);
  return (word >> U(22u)) ^ word;
}
fn uniform_(key: U, index: u32) -> F { return (F(pcg_(key ^ U(index)) >> U(9u)) + F(0.5)) * F(1.1920928955078125e-7); }
fn cosine_of_turns_(u: F) -> F {
  let n = round(F(4.0) * u);
  return quadrant_((F(4.0) * u - n) * F(1.5707963267948966), I(n) + I(1));
}
fn normal_(key: U, index: u32) -> F { return sqrt(F(-2.0) * log_(uniform_(key, index))) * cosine_of_turns_(uniform_(key, index + 1u)); }
fn heavy_(u: F) -> F { return (F(2.0) * u - F(1.0)) / sqrt(F(2.0) * u * (F(1.0) - u)); }

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
  var g0_four = vec4f();
  var g1_four = vec4f();
  let seed = pcg_(pcg_(pcg_(index[id]) ^ U(1u)));
  var last_x = state[0u * width + id];
  var last_y = state[1u * width + id];
  var last_loss = state[2u * width + id];
  var best = state[3u * width + id];
  var reached = state[4u * width + id];
  var s0 = state[6u * width + id];
  var s1 = state[7u * width + id];
  var s2 = state[8u * width + id];
  var s3 = state[9u * width + id];
  for (var i = 0u; i < p.count; i++) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    if ((i & 3u) == 0u) { g0_four = shared_steps[(i >> 2u) * 2u + 0u]; g1_four = shared_steps[(i >> 2u) * 2u + 1u]; }
    let g0 = F(g0_four.x);
    g0_four = g0_four.yzwx;
    let g1 = (F(g1_four.x) != F(0.0));
    g1_four = g1_four.yzwx;
    let step_key = pcg_(seed ^ U(p.first + i + 1u));
    let noise_x = normal_(step_key, 0u);
    let noise_y = normal_(step_key, 2u);
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
    let b0 = f3 * noise_y;
    let b1 = a3 + b0;
    let b2 = f3 * noise_x;
    let b3 = a11 + b2;
    let b4 = b3 * b3;
    let b5 = b1 * b1;
    let b6 = b4 + b5;
    let b7 = sqrt(b6);
    let b8 = b7 + F(9.999999974752427e-7);
    let b9 = u0 / b8;
    let b10 = min_(F(1.0), b9);
    let b11 = b1 * b10;
    let b12 = u1 * s1;
    let b13 = b11 + b12;
    let b14 = u2 * s3;
    let b15 = u3 * b13;
    let b16 = b14 + b15;
    let b17 = select(b16, b13, g1);
    let b18 = b3 * b10;
    let b19 = u1 * s0;
    let b20 = b18 + b19;
    let b21 = u2 * s2;
    let b22 = u3 * b20;
    let b23 = b21 + b22;
    let b24 = select(b23, b20, g1);
    let b25 = g0 * b17;
    let b26 = s1 - b25;
    let b27 = g0 * b24;
    let b28 = s0 - b27;
    
    let n0 = b28;
    let n1 = b26;
    let n2 = b24;
    let n3 = b17;
    s0 = n0;
    s1 = n1;
    s2 = n2;
    s3 = n3;
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
}
