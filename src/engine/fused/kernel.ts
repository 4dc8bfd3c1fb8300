// The text of a fused kernel: landscape, noise, schedule, modifiers and rule in one loop, any number of steps per dispatch.
// An invocation carries one run, or four side by side where reading a buffer is dear (software adapters). All that lives from step to step is in `state`, so a rollout may be cut anywhere.
//
// state rows, [row][run]:  x  y  final  best  reached  stopped  then the kernel's states, theta first
//   x, y, final: the drawn point and its loss at the last finite entry;  best: the least loss so far
//   reached: first entry with loss <= target, or -1;  stopped: entry at which the run left the finite numbers, or -1
import type { Node } from '../../formula/graph.ts'
import type { NoiseKind, PlaneProgram } from '../../formula/plane.ts'
import { fromNumber, readWgsl, wgslPrelude } from '../../formula/wgsl.ts'
import type { WgslBlock } from '../../formula/wgsl.ts'
import { maxTableSets } from './host-values.ts'
import type { HostClasses } from './host-values.ts'

export const workgroupSize = 64
/** vec4 of the shared array: 64 KiB, the least that every device gives a uniform binding. */
export const sharedRows = 4096
/** Rows of `state` that make the summary. */
export const summaryRows = ['x', 'y', 'final', 'best', 'reached', 'stopped'] as const

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
  /** Symbols and nodes of `values`, in order: constants, `T`, `noise.scale`, `target`, then host uniforms. */
  readonly fixedUniforms: readonly string[]
  readonly stateRows: number
  /** Columns of a traced entry: x, y, loss, gradient norm, lr, watched. */
  readonly traceColumns: number
}

export function writeKernel(spec: KernelSpec): Kernel {
  const { plane, host } = spec
  const fixedUniforms = [...spec.constants.map((c) => `constant:${c}`), 'T', 'noise.scale', 'target']
  const uniform = (i: number): string => `p.values[${i >> 2}][${i & 3}]`
  const known = new Map<Node, string>()
  const prologue = fixedUniforms.map((_, i) => `let f${i} = F(${uniform(i)});`)
  host.uniforms.forEach((node, i) => define(known, prologue, node, `u${i}`, `F(${uniform(fixedUniforms.length + i)})`))
  host.columns.forEach((node, i) => define(known, prologue, node, `c${i}`, `columns[${i}u * width + id]`))
  const timed = timedReads(host, known, spec.lanes)
  prologue.push(...timed.prologue)
  const symbol = symbols(spec, fixedUniforms)
  const observe = readWgsl([plane.shown.x, plane.shown.y, plane.shown.loss, ...plane.shown.gradient], symbol, known, 'a')
  const watched = spec.trace ? [plane.lr, ...spec.trace.watched] : []
  const update = readWgsl([...host.deviceStates.map((s) => s.next), ...watched], symbol, observe.names, 'b')
  const traceColumns = spec.trace ? 4 + watched.length : 0
  const observation = observationText(observe, `f${fixedUniforms.indexOf('target')}`)
  const states = host.deviceStates.map((_, i) => i)
  const values = Math.ceil((fixedUniforms.length + host.uniforms.length) / 4)
  const row = (r: number): string => `state[${r}u * width + id]`
  const stateRow = (i: number): string => row(summaryRows.length + i)
  const code = `${wgslPrelude(spec.lanes)}${spec.noise === 'none' ? '' : noiseHelpers}
struct Params { first: u32, count: u32, width: u32, tail: u32, stride: u32, pad0: u32, pad1: u32, pad2: u32, sets: array<vec4u, ${maxTableSets}>, values: array<vec4f, ${values}> }
@group(0) @binding(0) var<uniform> p: Params;
@group(0) @binding(1) var<uniform> shared_steps: array<vec4f, ${sharedRows}>;
@group(0) @binding(2) var<storage, read> columns: array<F>;
@group(0) @binding(3) var<storage, read> table: array<vec4f>;
@group(0) @binding(4) var<storage, read> index: array<U>;
@group(0) @binding(5) var<storage, read_write> state: array<F>;
${spec.trace ? '@group(0) @binding(6) var<storage, read_write> trace: array<F>;' : ''}
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(global_invocation_id) global: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let id = global.y * groups.x * ${workgroupSize}u + global.x;
  let width = p.width;
  if (id >= width) { return; }
  var stopped = ${row(5)};
  var alive = stopped < F(0.0);
  if (!any(alive)) { return; }
  ${prologue.join('\n  ')}
  ${spec.noise === 'none' ? '' : 'let seed = pcg_(pcg_(pcg_(index[id]) ^ U(1u)));'}
  var last_x = ${row(0)};
  var last_y = ${row(1)};
  var last_loss = ${row(2)};
  var best = ${row(3)};
  var reached = ${row(4)};
  ${states.map((i) => `var s${i} = ${stateRow(i)};`).join('\n  ')}
  for (var i = 0u; i < p.count; i++) {
    let k = F(f32(p.first + i));
    let t = k + F(1.0);
    ${timed.refill.length > 0 ? `if ((i & 3u) == 0u) { ${timed.refill.join(' ')} }` : ''}
    ${timed.each.join('\n    ')}
    ${noiseBody(spec.noise)}
    ${observation}
    ${update.statements.join('\n    ')}
    ${spec.trace ? traceBody(traceColumns, [...observed(observe.values), ...update.values.slice(states.length)]) : ''}
    ${states.map((i) => `let n${i} = ${update.values[i]};`).join('\n    ')}
    ${states.map((i) => `s${i} = n${i};`).join('\n    ')}
  }
  if (p.tail == 1u) {
    let i = p.count;
    let k = F(f32(p.first + i));
    ${observation}
    ${spec.trace ? traceBody(traceColumns, observed(observe.values)) : ''}
  }
  ${row(0)} = last_x;
  ${row(1)} = last_y;
  ${row(2)} = last_loss;
  ${row(3)} = best;
  ${row(4)} = reached;
  ${row(5)} = stopped;
  ${states.map((i) => `${stateRow(i)} = s${i};`).join('\n  ')}
}
`
  return { code, fixedUniforms, stateRows: summaryRows.length + states.length, traceColumns }
}

/** Looks at the state: loss, divergence, and the running summary of runs that are still finite. */
function observationText(observe: WgslBlock, target: string): string {
  const [x, y, loss] = observe.values
  return `${observe.statements.join('\n    ')}
    let loss_ = ${loss};
    let finite = finite_(${x} + ${y} + loss_);
    stopped = select(stopped, k, alive & !finite);
    alive = alive & finite;
    last_x = select(last_x, ${x}, alive);
    last_y = select(last_y, ${y}, alive);
    last_loss = select(last_loss, loss_, alive);
    best = select(best, min(best, loss_), alive);
    reached = select(reached, k, alive & (reached < F(0.0)) & (loss_ <= ${target}));`
}

/**
 * Reading a buffer costs far more than arithmetic on a software adapter, so values of time are read four steps at once and
 * the vector is turned by one place a step.
 */
interface TimedReads {
  readonly prologue: readonly string[]
  /** At steps that are multiples of four. */
  readonly refill: readonly string[]
  readonly each: readonly string[]
}

function timedReads(host: HostClasses, known: Map<Node, string>, lanes: 1 | 4): TimedReads {
  const prologue: string[] = []
  const refill: string[] = []
  const each: string[] = []
  const read = (node: Node, name: string, source: string): void => {
    known.set(node, name)
    prologue.push(`var ${name}_four = vec4f();`)
    refill.push(`${name}_four = ${source};`)
    each.push(`let ${name} = ${fromNumber(node, `F(${name}_four.x)`)};`, `${name}_four = ${name}_four.yzwx;`)
  }
  const readOwn = (node: Node, name: string, source: (lane: string) => string): void => {
    known.set(node, name)
    const parts = lanes === 1 ? [''] : ['.x', '.y', '.z', '.w']
    for (const [l, part] of parts.entries()) {
      prologue.push(`var ${name}_${l} = vec4f();`)
      refill.push(`${name}_${l} = ${source(part)};`)
    }
    each.push(`let ${name} = ${fromNumber(node, `F(${parts.map((_, l) => `${name}_${l}.x`).join(', ')})`)};`, ...parts.map((_, l) => `${name}_${l} = ${name}_${l}.yzwx;`))
  }
  const common = sharedNodes(host)
  common.forEach((node, n) => read(node, `g${n}`, `shared_steps[(i >> 2u) * ${common.length}u + ${n}u]`))
  // Rows of `index`: the seeds, then the run's combination for each set.
  varyingSets(host).forEach((set, s) => {
    prologue.push(`let o${s} = U(p.sets[${s}].x) + index[${s + 1}u * width + id];`, `let w${s} = p.sets[${s}].y;`)
    set.nodes.forEach((node, n) => readOwn(node, `h${s}_${n}`, (lane) => `table[(i >> 2u) * p.stride + o${s}${lane} + ${n}u * w${s}]`))
  })
  return { prologue, refill, each }
}

/** Nodes whose value at a step is the same for all runs: they come through a uniform array. */
export const sharedNodes = (host: HostClasses): readonly Node[] => host.tables.filter((t) => t.varying.length === 0).flatMap((t) => t.nodes)
export const varyingSets = (host: HostClasses): HostClasses['tables'] => host.tables.filter((t) => t.varying.length > 0)

function symbols(spec: KernelSpec, fixed: readonly string[]): (name: string) => string {
  const states = new Map(spec.host.deviceStates.map((s, i) => [s.symbol.name, `s${i}`]))
  return (name) => {
    if (name === 't') return 't'
    if (name === 'noise.x' || name === 'noise.y') return name.replace('.', '_')
    const state = states.get(name)
    if (state) return state
    const at = fixed.indexOf(name)
    if (at >= 0) return `f${at}`
    throw new Error(`the fused kernel has no value for ${name}`)
  }
}

const observed = ([x = '', y = '', , gx = '', gy = '']: readonly string[]): string[] => [x, y, 'loss_', `hypot_(${gx}, ${gy})`]

const traceBody = (columns: number, values: readonly string[]): string =>
  values.map((v, c) => `trace[(i * ${columns}u + ${c}u) * width + id] = ${v};`).join('\n    ')

const noiseBody = (kind: NoiseKind): string => {
  if (kind === 'none') return ''
  const draw = kind === 'heavy-tail' ? ['heavy_(uniform_(step_key, 0u))', 'heavy_(uniform_(step_key, 2u))'] : ['normal_(step_key, 0u)', 'normal_(step_key, 2u)']
  return `let step_key = pcg_(seed ^ U(p.first + i + 1u));\n    let noise_x = ${draw[0]};\n    let noise_y = ${draw[1]};`
}

/** The same bits as formula/random.ts. */
const noiseHelpers = `
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
`

function define(known: Map<Node, string>, lines: string[], node: Node, name: string, value: string): void {
  known.set(node, name)
  lines.push(`let ${name} = ${fromNumber(node, value)};`)
}
