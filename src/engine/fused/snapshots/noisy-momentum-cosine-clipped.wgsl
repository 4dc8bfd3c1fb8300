
fn finite_one_(x: f32) -> f32 { return step(bitcast<f32>(bitcast<u32>(x) & 0x7f800000u), 3.4e38); }

fn pcg_(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}
fn uniform_(key: u32, index: u32) -> f32 { return (f32(pcg_(key ^ index) >> 9u) + 0.5) * 1.1920928955078125e-7; }
fn cosine_of_turns_(u: f32) -> f32 {
  let n = round(4.0 * u);
  return quadrant_((4.0 * u - n) * 1.5707963267948966, i32(n) + 1);
}
fn normal_(key: u32, index: u32) -> f32 { return sqrt(-2.0 * log_(uniform_(key, index))) * cosine_of_turns_(uniform_(key, index + 1u)); }
fn heavy_(u: f32) -> f32 { return (2.0 * u - 1.0) / sqrt(2.0 * u * (1.0 - u)); }

alias V = f32; alias W = u32;
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, 8>, values: array<vec4f, 2> }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<uniform> shared_steps: array<vec4f, 4096>;
@group(0) @binding(2) var<storage, read> columns: array<V>;
@group(0) @binding(3) var<storage, read> table: array<vec4f>;
@group(0) @binding(4) var<storage, read> index: array<W>;
@group(0) @binding(5) var<storage, read_write> state: array<V>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) global: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let id = global.y * groups.x * 64u + global.x;
  let width = p.width;
  if (id >= width) { return; }
  let here = f32(p.first);
  let f0 = p.values[0][0];
  let f1 = p.values[0][1];
  let f2 = p.values[0][2];
  let f3 = p.values[0][3];
  let f4 = p.values[1][0];
  let u0 = p.values[1][1];
  let u1 = p.values[1][2];
  let u2 = p.values[1][3];
  let best_in = state[3u * width + id];
  let waited_in = state[4u * width + id];
  let survived_in = state[5u * width + id];
  let s0_in = state[6u * width + id];
  let s1_in = state[7u * width + id];
  let s2_in = state[8u * width + id];
  let s3_in = state[9u * width + id];
  let seed_in = index[id];
  let seed = pcg_(pcg_(pcg_(seed_in) ^ 1u));
  var alive = select(0.0, 1.0, survived_in == here);
  var waiting = select(0.0, 1.0, waited_in == here);
  var best = best_in;
  var waited = waited_in;
  var survived = survived_in;
  var s0 = s0_in;
  var s1 = s1_in;
  var s2 = s2_in;
  var s3 = s3_in;
  if (alive == 0.0) { return; }
  var i = 0u;
  
  for (; i < p.count; i++) {
    let g0 = shared_steps[(i >> 2u) * 2u + 0u][i & 3u];
    let g1 = (shared_steps[(i >> 2u) * 2u + 1u][i & 3u] != F(0.0));
    let step_key = pcg_(seed ^ (p.first + i + 1u));
    let noise_x = normal_(step_key, 0u);
    let noise_y = normal_(step_key, 2u);
    let k = f32(p.first + i);
    let t = k + 1.0;
    let a_0 = s0 * s0;
    let a_1 = s1 - a_0;
    let a_2 = a_1 + a_1;
    let a_3 = f1 * a_2;
    let a_4 = f0 - s0;
    let a_5 = F(-2.0) * a_4;
    let a_6 = F(-2.0) * s0;
    let a_7 = a_2 * a_6;
    let a_8 = f1 * a_7;
    let a_9 = a_5 + a_8;
    let a_10 = a_4 * a_4;
    let a_11 = a_1 * a_1;
    let a_12 = f1 * a_11;
    let a_13 = a_10 + a_12;
    let loss = a_13;
    let alive_now = alive * finite_one_(s0 + s1 + loss);
    let survived_now = survived + alive_now;
    let best_now = select(best, loss, (loss < best) & (alive_now > 0.5));
    let waiting_now = waiting * step(f4, loss);
    let waited_now = waited + waiting_now;
    let b_0 = f3 * noise_y;
    let b_1 = a_3 + b_0;
    let b_2 = f3 * noise_x;
    let b_3 = a_9 + b_2;
    let b_4 = b_3 * b_3;
    let b_5 = b_1 * b_1;
    let b_6 = b_4 + b_5;
    let b_7 = sqrt(b_6);
    let b_8 = b_7 + F(9.999999974752427e-7);
    let b_9 = u0 / b_8;
    let b_10 = min_(F(1.0), b_9);
    let b_11 = b_1 * b_10;
    let b_12 = u1 * s3;
    let b_13 = u2 * b_11;
    let b_14 = b_12 + b_13;
    let b_15 = select(b_14, b_11, g1);
    let b_16 = b_3 * b_10;
    let b_17 = u1 * s2;
    let b_18 = u2 * b_16;
    let b_19 = b_17 + b_18;
    let b_20 = select(b_19, b_16, g1);
    let b_21 = g0 * b_15;
    let b_22 = s1 - b_21;
    let b_23 = g0 * b_20;
    let b_24 = s0 - b_23;
    let n0 = b_24;
    let n1 = b_22;
    let n2 = b_20;
    let n3 = b_15;
    alive = alive_now;
    waiting = waiting_now;
    best = best_now;
    waited = waited_now;
    survived = survived_now;
    s0 = n0;
    s1 = n1;
    s2 = n2;
    s3 = n3;
  }
  if (p.tail == 1u) {
    let k = f32(p.first + i);
    let t = k + 1.0;
    let a_0 = s0 * s0;
    let a_1 = s1 - a_0;
    let a_2 = a_1 + a_1;
    let a_3 = f1 * a_2;
    let a_4 = f0 - s0;
    let a_5 = F(-2.0) * a_4;
    let a_6 = F(-2.0) * s0;
    let a_7 = a_2 * a_6;
    let a_8 = f1 * a_7;
    let a_9 = a_5 + a_8;
    let a_10 = a_4 * a_4;
    let a_11 = a_1 * a_1;
    let a_12 = f1 * a_11;
    let a_13 = a_10 + a_12;
    let loss = a_13;
    let alive_now = alive * finite_one_(s0 + s1 + loss);
    let survived_now = survived + alive_now;
    let best_now = select(best, loss, (loss < best) & (alive_now > 0.5));
    let waiting_now = waiting * step(f4, loss);
    let waited_now = waited + waiting_now;
    alive = alive_now;
    waiting = waiting_now;
    best = best_now;
    waited = waited_now;
    survived = survived_now;
    state[0u * width + id] = V(s0);
    state[1u * width + id] = V(s1);
    state[2u * width + id] = V(loss);
  }
  state[3u * width + id] = V(best);
  state[4u * width + id] = V(waited);
  state[5u * width + id] = V(survived);
  state[6u * width + id] = V(s0);
  state[7u * width + id] = V(s1);
  state[8u * width + id] = V(s2);
  state[9u * width + id] = V(s3);
}
