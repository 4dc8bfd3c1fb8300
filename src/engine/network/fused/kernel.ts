// What both trainers share: bindings, the loop over entries, and what a run carries from dispatch to dispatch.
//
//   batch    rows of each step in fours, [step][four of rows][inputs, targets, masks][4]
//   index    [step]: first four of its rows, and how many rows
//   table    values of time, [step][values][runs];  columns [values][runs]
//   state    [runs][words], see layout.ts
//   out      [step][loss, gradient norm, (rate)][runs], then [runs] how many entries were made
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

export interface KernelText {
  readonly code: string
  /** Of what a run works on, f32 that lie in a buffer: [runs][scratch]. */
  readonly scratch: number
  /** The most rows that a batch may have. */
  readonly rows: number
}

export interface NetworkKernel {
  readonly forRows: (rows: number) => KernelText
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
  /** Makes `let <name>` of a condition that is the same for all lanes, in a way that the compiler can see. */
  readonly decide: (name: string, condition: string) => readonly string[]
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
  return `${parts.enable}${wgslPrelude}${quickFunctions}
fn trap_(x: f32) -> f32 { return select(bitcast<f32>(nan_bits_), 0.0, finite_(x)); }
struct Params { first: u32, count: u32, steps: u32, runs: u32, scratch: u32, pad0: u32, pad1: u32, pad2: u32 }
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
  ${parts.decide('begins', `${word(0)} != 0.0`).join('\n  ')}
  if (!begins) { return; }
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
    ${parts.decide('goes', 'finite_(loss0) & finite_(norm)').join('\n    ')}
    alive = select(0.0, 1.0, goes);
    if (lane == 0u) {
      out[i * ${columns}u * p.runs + run] = loss0;
      out[(i * ${columns}u + 1u) * p.runs + run] = norm;
      if (made == p.count || !goes) {
        ${tensors.map((k) => `${word(layout.norms + k)} = sqrt(sum_norm_${k});`).join('\n        ')}
      }
    }
    if (!goes || p.first + i >= p.steps) { break; }
    ${parts.update.join('\n    ')}
    ${rule.hostRate ? '' : `if (lane == 0u) { out[(i * ${columns}u + 2u) * p.runs + run] = rate; }`}
  }
  ${parts.save.join('\n  ')}
  if (lane == 0u) {
    ${word(0)} = alive;
    out[p.count * ${columns}u * p.runs + run] = f32(made);
  }
}
`
}
