
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
  let here = F(f32(p.first));
  var alive = state[5u * width + id] == here;
  if (!any(alive)) { return; }
  var waiting = state[4u * width + id] == here;
  let f0 = F(p.values[0][0]);
  let f1 = F(p.values[0][1]);
  let f2 = F(p.values[0][2]);
  let u0 = F(p.values[0][3]);
  let c0 = columns[0u * width + id];
  
  var best = state[3u * width + id];
  var waited = state[4u * width + id];
  var survived = state[5u * width + id];
  var s0 = state[6u * width + id];
  var s1 = state[7u * width + id];
  var i = 0u;
  
  for (; i < p.count; i++) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    let a_0 = s0 * s0;
    let a_1 = a_0 + s1;
    let a_2 = a_1 - F(11.0);
    let a_3 = F(2.0) * a_2;
    let a_4 = s1 * s1;
    let a_5 = s0 + a_4;
    let a_6 = a_5 - F(7.0);
    let a_7 = F(2.0) * a_6;
    let a_8 = F(2.0) * s1;
    let a_9 = a_7 * a_8;
    let a_10 = a_3 + a_9;
    let a_11 = F(2.0) * s0;
    let a_12 = a_3 * a_11;
    let a_13 = a_12 + a_7;
    let a_14 = a_2 * a_2;
    let a_15 = a_6 * a_6;
    let a_16 = a_14 + a_15;
    let loss = a_16;
    let alive_now = alive & finite_(s0 + s1 + loss);
    let survived_now = survived + select(F(0.0), F(1.0), alive_now);
    let best_now = select(best, loss, alive_now & (loss < best));
    let waiting_now = waiting & !(loss <= f2);
    let waited_now = waited + select(F(0.0), F(1.0), waiting_now);
    let b_0 = u0 * a_13;
    let b_1 = a_13 * a_13;
    let b_2 = a_10 * a_10;
    let b_3 = b_1 + b_2;
    let b_4 = sqrt(b_3);
    let b_5 = b_4 + F(9.999999960041972e-13);
    let b_6 = b_0 / b_5;
    let b_7 = s0 + b_6;
    let b_8 = b_7 * b_7;
    let b_9 = u0 * a_10;
    let b_10 = b_9 / b_5;
    let b_11 = s1 + b_10;
    let b_12 = b_8 + b_11;
    let b_13 = b_12 - F(11.0);
    let b_14 = F(2.0) * b_13;
    let b_15 = b_11 * b_11;
    let b_16 = b_7 + b_15;
    let b_17 = b_16 - F(7.0);
    let b_18 = F(2.0) * b_17;
    let b_19 = F(2.0) * b_11;
    let b_20 = b_18 * b_19;
    let b_21 = b_14 + b_20;
    let b_22 = c0 * b_21;
    let b_23 = s1 - b_22;
    let b_24 = F(2.0) * b_7;
    let b_25 = b_14 * b_24;
    let b_26 = b_25 + b_18;
    let b_27 = c0 * b_26;
    let b_28 = s0 - b_27;
    let n0 = b_28;
    let n1 = b_23;
    alive = alive_now;
    waiting = waiting_now;
    best = best_now;
    waited = waited_now;
    survived = survived_now;
    s0 = n0;
    s1 = n1;
  }
  if (p.tail == 1u) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    let a_0 = s0 * s0;
    let a_1 = a_0 + s1;
    let a_2 = a_1 - F(11.0);
    let a_3 = F(2.0) * a_2;
    let a_4 = s1 * s1;
    let a_5 = s0 + a_4;
    let a_6 = a_5 - F(7.0);
    let a_7 = F(2.0) * a_6;
    let a_8 = F(2.0) * s1;
    let a_9 = a_7 * a_8;
    let a_10 = a_3 + a_9;
    let a_11 = F(2.0) * s0;
    let a_12 = a_3 * a_11;
    let a_13 = a_12 + a_7;
    let a_14 = a_2 * a_2;
    let a_15 = a_6 * a_6;
    let a_16 = a_14 + a_15;
    let loss = a_16;
    let alive_now = alive & finite_(s0 + s1 + loss);
    let survived_now = survived + select(F(0.0), F(1.0), alive_now);
    let best_now = select(best, loss, alive_now & (loss < best));
    let waiting_now = waiting & !(loss <= f2);
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
}
