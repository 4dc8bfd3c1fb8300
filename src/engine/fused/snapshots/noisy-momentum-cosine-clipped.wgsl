
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
  let here = F(f32(p.first));
  var alive = state[5u * width + id] == here;
  if (!any(alive)) { return; }
  var waiting = state[4u * width + id] == here;
  let f0 = F(p.values[0][0]);
  let f1 = F(p.values[0][1]);
  let f2 = F(p.values[0][2]);
  let f3 = F(p.values[0][3]);
  let f4 = F(p.values[1][0]);
  let u0 = F(p.values[1][1]);
  let u1 = F(p.values[1][2]);
  let u2 = F(p.values[1][3]);
  let u3 = F(p.values[2][0]);
  let seed = pcg_(pcg_(pcg_(index[id]) ^ U(1u)));
  var best = state[3u * width + id];
  var waited = state[4u * width + id];
  var survived = state[5u * width + id];
  var s0 = state[6u * width + id];
  var s1 = state[7u * width + id];
  var s2 = state[8u * width + id];
  var s3 = state[9u * width + id];
  var i = 0u;
  
  for (; i < p.count; i++) {
    let g0 = F(shared_steps[(i >> 2u) * 2u + 0u][i & 3u]);
    let g1 = (F(shared_steps[(i >> 2u) * 2u + 1u][i & 3u]) != F(0.0));
    let step_key = pcg_(seed ^ U(p.first + i + 1u));
    let noise_x = normal_(step_key, 0u);
    let noise_y = normal_(step_key, 2u);
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    let a_0 = s0 * s0;
    let a_1 = s1 - a_0;
    let a_2 = F(2.0) * a_1;
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
    let alive_now = alive & finite_(s0 + s1 + loss);
    let survived_now = survived + select(F(0.0), F(1.0), alive_now);
    let best_now = select(best, loss, alive_now & (loss < best));
    let waiting_now = waiting & !(loss <= f4);
    let waited_now = waited + select(F(0.0), F(1.0), waiting_now);
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
    let b_12 = u1 * s1;
    let b_13 = b_11 + b_12;
    let b_14 = u2 * s3;
    let b_15 = u3 * b_13;
    let b_16 = b_14 + b_15;
    let b_17 = select(b_16, b_13, g1);
    let b_18 = b_3 * b_10;
    let b_19 = u1 * s0;
    let b_20 = b_18 + b_19;
    let b_21 = u2 * s2;
    let b_22 = u3 * b_20;
    let b_23 = b_21 + b_22;
    let b_24 = select(b_23, b_20, g1);
    let b_25 = g0 * b_17;
    let b_26 = s1 - b_25;
    let b_27 = g0 * b_24;
    let b_28 = s0 - b_27;
    let n0 = b_28;
    let n1 = b_26;
    let n2 = b_24;
    let n3 = b_17;
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
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    let a_0 = s0 * s0;
    let a_1 = s1 - a_0;
    let a_2 = F(2.0) * a_1;
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
    let alive_now = alive & finite_(s0 + s1 + loss);
    let survived_now = survived + select(F(0.0), F(1.0), alive_now);
    let best_now = select(best, loss, alive_now & (loss < best));
    let waiting_now = waiting & !(loss <= f4);
    let waited_now = waited + select(F(0.0), F(1.0), waiting_now);
    alive = alive_now;
    waiting = waiting_now;
    best = best_now;
    waited = waited_now;
    survived = survived_now;
    state[0u * width + id] = s0;
    state[1u * width + id] = s1;
    state[2u * width + id] = loss;
  }
  state[3u * width + id] = best;
  state[4u * width + id] = waited;
  state[5u * width + id] = survived;
  state[6u * width + id] = s0;
  state[7u * width + id] = s1;
  state[8u * width + id] = s2;
  state[9u * width + id] = s3;
}
