// The text of a fused kernel: landscape, noise, schedule, modifiers and rule in one loop, any number of steps per dispatch.
// An invocation carries one run, or four on software adapters, where a loop and what it reads are dear: the four take turns in each
// step, each in scalars of its own, so that the little that one run needs stays in registers while the others' sums are awaited.
// All that lives from step to step is in `state`, so a rollout may be cut anywhere.
//
// state rows, [row][run]:  x  y  final  best  waited  survived  then the kernel's states, theta first
//   x, y, final: the drawn point and its loss at the last entry, written when that is looked at;  best: the least finite loss
//   waited: entries before the first with loss <= target;  survived: entries before the first that is not finite
// Both are counts, because counting costs less than remembering a place: group.ts reads places out of them.
import type { Node } from '../../formula/graph.ts'
import type { NoiseKind, PlaneProgram } from '../../formula/plane.ts'
import { wgslPrelude } from '../../formula/wgsl.ts'
import { maxTableSets, varyingSets } from './host-values.ts'
import type { HostClasses } from './host-values.ts'
import { noiseHelpers } from './noise-text.ts'
import { define, fourSteps, lastLook, oneStep, tallyHelpers } from './step-text.ts'
import type { Run, StepWriter } from './step-text.ts'

const workgroupSize = 64
/** No device must take more workgroups along one axis. */
const widest = 65535

/** Workgroups along x and y for so many invocations; the kernel counts through rows of x. */
export function workgroups(invocations: number): [x: number, y: number] {
  const needed = Math.ceil(invocations / workgroupSize)
  const rows = Math.ceil(needed / widest)
  return [Math.ceil(needed / rows), rows]
}

/** vec4 of the shared array: 64 KiB, the least that every device gives a uniform binding. */
export const sharedRows = 4096
/** Rows of `state` that make the summary. */
export const summaryRows = ['x', 'y', 'final', 'best', 'waited', 'survived'] as const

export interface KernelSpec {
  readonly plane: PlaneProgram
  readonly host: HostClasses
  readonly noise: NoiseKind
  /** Names of landscape constants, in the order of the uniform values. */
  readonly constants: readonly string[]
  /** With a trace: also slot columns. Null for a summary alone. */
  readonly trace: { readonly watched: readonly Node[] } | null
  /** Runs per invocation. */
  readonly lanes: 1 | 4
}

export interface Kernel {
  readonly code: string
  /** Symbols and nodes of `values`, in order: constants, `T`, `noise.scale`, the least number above the target, then host uniforms. */
  readonly fixedUniforms: readonly string[]
  readonly stateRows: number
  /** Columns of a traced entry: x, y, loss, gradient norm, lr, watched. */
  readonly traceColumns: number
}

export function writeKernel(spec: KernelSpec): Kernel {
  const { plane, host, lanes, trace, noise } = spec
  const fixedUniforms = [...spec.constants.map((c) => `constant:${c}`), 'T', 'noise.scale', 'target.above']
  const uniform = (i: number): string => `p.values[${i >> 2}][${i & 3}]`
  const states = host.deviceStates.map((_, i) => `s${i}`)
  const rows = [...summaryRows, ...states]
  const row = (name: string): string => `state[${rows.indexOf(name)}u * width + id]`
  const kept = ['best', 'waited', 'survived', ...states]

  const common = new Map<Node, string>()
  const prologue = fixedUniforms.map((_, i) => `let f${i} = ${uniform(i)};`)
  host.uniforms.forEach((node, i) => define(common, prologue, node, `u${i}`, uniform(fixedUniforms.length + i)))
  const read = [
    ...kept.map((name) => `let ${name}_in = ${row(name)};`),
    ...host.columns.map((_, i) => `let c${i}_in = columns[${i}u * width + id];`),
    ...varyingSets(host).flatMap((_, s) => [`let o${s}_in = W(p.sets[${s}].x) + index[${s + 1}u * width + id];`, `let w${s} = p.sets[${s}].y;`]),
    ...(noise === 'none' ? [] : ['let seed_in = index[id];']),
  ]
  const runs = (lanes === 1 ? [''] : ['x', 'y', 'z', 'w']).map((part): Run => {
    const suffix = part && `_${part}`
    const lines: string[] = []
    const given = (name: string): string => `${name}_in${part && `.${part}`}`
    const known = new Map(common)
    host.columns.forEach((node, i) => define(known, lines, node, `c${i}${suffix}`, given(`c${i}`)))
    varyingSets(host).forEach((_, s) => lines.push(`let o${s}${suffix} = ${given(`o${s}`)};`))
    if (noise !== 'none') lines.push(`let seed${suffix} = pcg_(pcg_(pcg_(${given('seed')}) ^ 1u));`)
    lines.push(
      `var alive${suffix} = select(0.0, 1.0, ${given('survived')} == here);`,
      `var waiting${suffix} = select(0.0, 1.0, ${given('waited')} == here);`,
      ...kept.map((name) => `var ${name}${suffix} = ${given(name)};`),
    )
    return { suffix, known, lines }
  })
  const written = (name: string, values: readonly string[]): string => `${row(name)} = V(${values.join(', ')});`
  const watched = trace ? [plane.lr, ...trace.watched] : []
  const writer: StepWriter = { spec, runs, fixed: fixedUniforms, watched, traceColumns: trace ? 4 + watched.length : 0, written }
  const values = Math.ceil((fixedUniforms.length + host.uniforms.length) / 4)
  const code = `${wgslPrelude}${tallyHelpers}${noise === 'none' ? '' : noiseHelpers}
alias V = ${lanes === 1 ? 'f32' : 'vec4f'}; alias W = ${lanes === 1 ? 'u32' : 'vec4u'};
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, ${maxTableSets}>, values: array<vec4f, ${values}> }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<uniform> shared_steps: array<vec4f, ${sharedRows}>;
@group(0) @binding(2) var<storage, read> columns: array<V>;
@group(0) @binding(3) var<storage, read> table: array<vec4f>;
@group(0) @binding(4) var<storage, read> index: array<W>;
@group(0) @binding(5) var<storage, read_write> state: array<V>;
${trace ? '@group(0) @binding(6) var<storage, read_write> trace: array<V>;' : ''}
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(global_invocation_id) global: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let id = global.y * groups.x * ${workgroupSize}u + global.x;
  let width = p.width;
  if (id >= width) { return; }
  let here = f32(p.first);
  ${[...prologue, ...read, ...runs.flatMap(({ lines }) => lines)].join('\n  ')}
  if (${runs.map(({ suffix }) => `alive${suffix}`).join(' + ')} == 0.0) { return; }
  var i = 0u;
  ${lanes === 4 ? `for (; i + 4u <= p.count; i += 4u) {\n    ${fourSteps(writer).join('\n    ')}\n  }` : ''}
  for (; i < p.count; i++) {
    ${oneStep(writer).join('\n    ')}
  }
  if (p.tail == 1u) {
    ${lastLook(writer).join('\n    ')}
  }
  ${kept.map((name) => written(name, runs.map(({ suffix }) => `${name}${suffix}`))).join('\n  ')}
}
`
  return { code, fixedUniforms, stateRows: rows.length, traceColumns: writer.traceColumns }
}
