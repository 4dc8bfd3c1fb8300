
fn finite_one_(x: f32) -> f32 { return step(bitcast<f32>(bitcast<u32>(x) & 0x7f800000u), 3.4e38); }

alias V = f32; alias W = u32;
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, 8>, values: array<vec4f, 1> }
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
  let u0 = p.values[0][3];
  let best_in = state[3u * width + id];
  let waited_in = state[4u * width + id];
  let survived_in = state[5u * width + id];
  let s0_in = state[6u * width + id];
  let s1_in = state[7u * width + id];
  let c0_in = columns[0u * width + id];
  let c0 = c0_in;
  var alive = select(0.0, 1.0, survived_in == here);
  var waiting = select(0.0, 1.0, waited_in == here);
  var best = best_in;
  var waited = waited_in;
  var survived = survived_in;
  var s0 = s0_in;
  var s1 = s1_in;
  if (alive == 0.0) { return; }
  var i = 0u;
  
  for (; i < p.count; i++) {
    let k = f32(p.first + i);
    let t = k + 1.0;
    let a_0 = s0 * s0;
    let a_1 = a_0 + s1;
    let a_2 = a_1 - F(11.0);
    let a_3 = a_2 + a_2;
    let a_4 = s1 * s1;
    let a_5 = s0 + a_4;
    let a_6 = a_5 - F(7.0);
    let a_7 = a_6 + a_6;
    let a_8 = s1 + s1;
    let a_9 = a_7 * a_8;
    let a_10 = a_3 + a_9;
    let a_11 = s0 + s0;
    let a_12 = a_3 * a_11;
    let a_13 = a_12 + a_7;
    let a_14 = a_2 * a_2;
    let a_15 = a_6 * a_6;
    let a_16 = a_14 + a_15;
    let loss = a_16;
    let alive_now = alive * finite_one_(s0 + s1 + loss);
    let survived_now = survived + alive_now;
    let best_now = select(best, loss, (loss < best) & (alive_now > 0.5));
    let waiting_now = waiting * step(f2, loss);
    let waited_now = waited + waiting_now;
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
    let b_14 = b_13 + b_13;
    let b_15 = b_11 * b_11;
    let b_16 = b_7 + b_15;
    let b_17 = b_16 - F(7.0);
    let b_18 = b_17 + b_17;
    let b_19 = b_11 + b_11;
    let b_20 = b_18 * b_19;
    let b_21 = b_14 + b_20;
    let b_22 = c0 * b_21;
    let b_23 = s1 - b_22;
    let b_24 = b_7 + b_7;
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
    let k = f32(p.first + i);
    let t = k + 1.0;
    let a_0 = s0 * s0;
    let a_1 = a_0 + s1;
    let a_2 = a_1 - F(11.0);
    let a_3 = a_2 + a_2;
    let a_4 = s1 * s1;
    let a_5 = s0 + a_4;
    let a_6 = a_5 - F(7.0);
    let a_7 = a_6 + a_6;
    let a_8 = s1 + s1;
    let a_9 = a_7 * a_8;
    let a_10 = a_3 + a_9;
    let a_11 = s0 + s0;
    let a_12 = a_3 * a_11;
    let a_13 = a_12 + a_7;
    let a_14 = a_2 * a_2;
    let a_15 = a_6 * a_6;
    let a_16 = a_14 + a_15;
    let loss = a_16;
    let alive_now = alive * finite_one_(s0 + s1 + loss);
    let survived_now = survived + alive_now;
    let best_now = select(best, loss, (loss < best) & (alive_now > 0.5));
    let waiting_now = waiting * step(f2, loss);
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
}
