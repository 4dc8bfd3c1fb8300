// What both trainers share: bindings, the loop over entries, and what a run carries from dispatch to dispatch.
//
//   batch    rows of each step in fours, [step][four of rows][inputs, targets, masks][4]
//   index    [step]: first four of its rows, and how many rows
//   table    values of time, [step][values][runs];  columns [values][runs]
//   state    [runs][words], see layout.ts;  out [step][loss, gradient norm, (rate)][runs]
import { wgslPrelude } from '../../../formula/wgsl.ts'
import type { NetworkProblem } from '../contract.ts'
import type { Layout } from './layout.ts'
import { quickFunctions } from './pointwise.ts'
import type { FusedRule } from './rule.ts'

export interface KernelSpec {
  readonly problem: Pick<NetworkProblem, 'network' | 'loss' | 'penalty'>
  readonly rule: FusedRule
  readonly layout: Layout
}

export interface NetworkKernel {
  readonly code: string
  /** f32 of scratch memory for each run, beside what workgroups have: [runs][scratch]. */
  readonly scratch: (rows: number) => number
}

/** Numbers of one row: features, targets, then the masks of each dropout layer; and where each begins. */
export function rowOf(network: NetworkProblem['network']): { readonly targets: number; readonly masks: readonly number[]; readonly size: number } {
  let size = network.inputs + network.outputs
  const masks = network.layers.flatMap((layer) => {
    if (layer.kind !== 'dropout') return []
    const at = size
    size += layer.units
    return [at]
  })
  return { targets: network.inputs, masks, size }
}

export const outColumns = (rule: FusedRule): number => (rule.hostRate ? 2 : 3)

export interface KernelParts {
  readonly enable: string
  readonly lanes: number
  readonly declarations: readonly string[]
  /** Copies between the state and where it is worked on. */
  readonly load: readonly string[]
  readonly save: readonly string[]
  readonly look: readonly string[]
  readonly update: readonly string[]
  readonly scratch: boolean
}

/** One workgroup is one run. */
export function writeTrainer({ rule, layout }: KernelSpec, parts: KernelParts): string {
  const columns = outColumns(rule)
  const tensors = layout.tensors.map((_, k) => k)
  const word = (i: number | string): string => `state[home + ${i}u]`
  return `${parts.enable}${wgslPrelude(1)}${quickFunctions}
struct Params { first: u32, count: u32, steps: u32, runs: u32 }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<storage, read> batch: array<f32>;
@group(0) @binding(2) var<storage, read> index: array<vec2u>;
@group(0) @binding(3) var<storage, read> table: array<f32>;
@group(0) @binding(4) var<storage, read> columns: array<f32>;
@group(0) @binding(5) var<storage, read_write> state: array<f32>;
@group(0) @binding(6) var<storage, read_write> out: array<f32>;
${parts.scratch ? '@group(0) @binding(7) var<storage, read_write> scratch: array<f32>;' : ''}
${parts.declarations.join('\n')}
@compute @workgroup_size(${parts.lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let run = group.y * groups.x + group.x;
  if (run >= p.runs) { return; }
  let home = run * ${layout.words}u;
  if (${word(0)} == 0.0) { return; }
  ${rule.columns.map((_, i) => `let c${i} = columns[${i}u * p.runs + run];`).join('\n  ')}
  ${parts.load.join('\n  ')}
  var alive = 1.0;
  var made = 0u;
  for (var i = 0u; i < p.count; i++) {
    ${rule.timed.map((_, n) => `let h${n} = table[(i * ${rule.timed.length}u + ${n}u) * p.runs + run];`).join('\n    ')}
    let place = index[i];
    let rows = place.y;
    ${parts.look.join('\n    ')}
    let norm = sqrt(${tensors.map((k) => `sum_norm_${k}`).join(' + ')});
    made = i + 1u;
    if (!(finite_(loss0) & finite_(norm))) { alive = 0.0; }
    if (lane == 0u) {
      out[i * ${columns}u * p.runs + run] = loss0;
      out[(i * ${columns}u + 1u) * p.runs + run] = norm;
      if (made == p.count || alive == 0.0) {
        ${tensors.map((k) => `${word(layout.norms + k)} = sqrt(sum_norm_${k});`).join('\n        ')}
      }
    }
    if (alive == 0.0 || p.first + i >= p.steps) { break; }
    ${parts.update.join('\n    ')}
    ${rule.hostRate ? '' : `if (lane == 0u) { out[(i * ${columns}u + 2u) * p.runs + run] = rate; }`}
  }
  ${parts.save.join('\n  ')}
  if (lane == 0u) {
    ${word(0)} = alive;
    ${word(1)} = f32(made);
  }
}
`
}
