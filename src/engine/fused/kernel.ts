// The text of a fused kernel: landscape, noise, schedule, modifiers and rule in one loop, any number of steps per dispatch.
// An invocation carries one run, or four side by side where reading a buffer is dear (software adapters). All that lives from step to step is in `state`, so a rollout may be cut anywhere.
//
// state rows, [row][run]:  x  y  final  best  waited  survived  then the kernel's states, theta first
//   x, y, final: the drawn point and its loss at the last entry, written when that is looked at;  best: the least finite loss
//   waited: entries before the first with loss <= target;  survived: entries before the first that is not finite
// Both are counts, because counting costs less than remembering a place: group.ts reads places out of them.
import type { Node } from '../../formula/graph.ts'
import type { NoiseKind, PlaneProgram } from '../../formula/plane.ts'
import { fromNumber, readWgsl, wgslPrelude } from '../../formula/wgsl.ts'
import { maxTableSets } from './host-values.ts'
import type { HostClasses } from './host-values.ts'

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
  varyingSets(host).forEach((_, s) => prologue.push(`let o${s} = U(p.sets[${s}].x) + index[${s + 1}u * width + id];`, `let w${s} = p.sets[${s}].y;`))
  const watched = spec.trace ? [plane.lr, ...spec.trace.watched] : []
  const writer: StepWriter = { spec, known, symbol: symbols(host, fixedUniforms), target: `f${fixedUniforms.indexOf('target')}`, watched, traceColumns: spec.trace ? 4 + watched.length : 0 }
  const values = Math.ceil((fixedUniforms.length + host.uniforms.length) / 4)
  const row = (r: number): string => `state[${r}u * width + id]`
  const states = host.deviceStates.map((_, i) => `s${i}`)
  const rows = [...summaryRows, ...states]
  const kept = ['best', 'waited', 'survived', ...states]
  const rowOf = (name: string): string => row(rows.indexOf(name))
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
  let here = F(f32(p.first));
  var alive = ${rowOf('survived')} == here;
  if (!any(alive)) { return; }
  var waiting = ${rowOf('waited')} == here;
  ${prologue.join('\n  ')}
  ${spec.noise === 'none' ? '' : 'let seed = pcg_(pcg_(pcg_(index[id]) ^ U(1u)));'}
  ${kept.map((name) => `var ${name} = ${rowOf(name)};`).join('\n  ')}
  var i = 0u;
  ${spec.lanes === 4 ? `for (; i + 4u <= p.count; i += 4u) {\n    ${fourSteps(writer).join('\n    ')}\n  }` : ''}
  for (; i < p.count; i++) {
    ${oneStep(writer).join('\n    ')}
  }
  if (p.tail == 1u) {
    ${lastLook(writer, rowOf).join('\n    ')}
  }
  ${kept.map((name) => `${rowOf(name)} = ${name};`).join('\n  ')}
}
`
  return { code, fixedUniforms, stateRows: rows.length, traceColumns: writer.traceColumns }
}

/** What is carried from step to step for the summary, beside the states. */
const tallies = ['alive', 'waiting', 'best', 'waited', 'survived'] as const

interface StepWriter {
  readonly spec: KernelSpec
  readonly known: ReadonlyMap<Node, string>
  readonly symbol: (name: string, states: readonly string[], suffix: string) => string
  readonly target: string
  readonly watched: readonly Node[]
  readonly traceColumns: number
}

/** Names under which what lives from step to step stands at some place of the text. */
interface Carried {
  readonly tally: Readonly<Record<(typeof tallies)[number], string>>
  readonly states: readonly string[]
}

const variables = ({ spec }: StepWriter): Carried => ({
  tally: { alive: 'alive', waiting: 'waiting', best: 'best', waited: 'waited', survived: 'survived' },
  states: spec.host.deviceStates.map((_, i) => `s${i}`),
})

/**
 * Four steps as one straight text. On a software adapter every variable is memory behind a mask and every buffer read dearer
 * than arithmetic, so what is carried is written once in four steps, and values of time come four at once.
 */
function fourSteps(writer: StepWriter): string[] {
  const lines = timedValues(writer.spec).flatMap(({ name, sources }) => sources('i >> 2u').map((source, lane) => `let ${name}_four${lane} = ${source};`))
  let carried = variables(writer)
  for (let j = 0; j < 4; j++) {
    const step = writeStep(writer, carried, `_${j}`, `i + ${j}u`, (name, lane) => `${name}_four${lane}[${j}]`)
    lines.push(...step.lines)
    carried = step.carried
  }
  return [...lines, ...assign(writer, carried)]
}

function oneStep(writer: StepWriter): string[] {
  const sources = new Map(timedValues(writer.spec).map((v) => [v.name, v.sources('i >> 2u')]))
  const step = writeStep(writer, variables(writer), '', 'i', (name, lane) => `${sources.get(name)?.[lane]}[i & 3u]`)
  return [...step.lines, ...assign(writer, step.carried)]
}

/** The look at the last entry, after which there is no step. */
function lastLook(writer: StepWriter, rowOf: (name: string) => string): string[] {
  const carried = variables(writer)
  const { lines, tally, observed } = look(writer, carried, '', 'i', new Map(writer.known))
  const [x, y, loss] = observed
  return [
    ...lines,
    ...(writer.spec.trace ? traceLines(writer, 'i', observed) : []),
    ...assign(writer, { ...carried, tally }),
    `${rowOf('x')} = ${x};`, `${rowOf('y')} = ${y};`, `${rowOf('final')} = ${loss};`,
  ]
}

function assign(writer: StepWriter, carried: Carried): string[] {
  const target = variables(writer)
  return [
    ...tallies.map((name) => `${name} = ${carried.tally[name]};`),
    ...target.states.flatMap((name, i) => (carried.states[i] === name ? [] : [`${name} = ${carried.states[i]};`])),
  ]
}

type Pick = (name: string, lane: number) => string

function writeStep(writer: StepWriter, carried: Carried, suffix: string, step: string, pick: Pick): { lines: string[]; carried: Carried } {
  const { spec } = writer
  const known = new Map(writer.known)
  const lines: string[] = []
  for (const { node, name, lanes } of timedValues(spec)) {
    const parts = Array.from({ length: lanes }, (_, lane) => pick(name, lane))
    define(known, lines, node, `${name}${suffix}`, `F(${parts.join(', ')})`)
  }
  lines.push(...noiseLines(spec.noise, suffix, step))
  const seen = look(writer, carried, suffix, step, known)
  const symbol = (name: string): string => writer.symbol(name, carried.states, suffix)
  const update = readWgsl([...spec.host.deviceStates.map((s) => s.next), ...writer.watched], symbol, seen.names, `b${suffix}_`)
  const next = carried.states.map((_, i) => `n${i}${suffix}`)
  lines.push(...seen.lines, ...update.statements)
  if (spec.trace) lines.push(...traceLines(writer, step, [...seen.observed, ...update.values.slice(next.length)]))
  lines.push(...next.map((name, i) => `let ${name} = ${update.values[i]};`))
  return { lines, carried: { tally: seen.tally, states: next } }
}

/** Looks at the state: point, loss, gradient norm, and the tallies with this entry counted. */
function look(
  writer: StepWriter, carried: Carried, suffix: string, step: string, known: ReadonlyMap<Node, string>,
): { lines: string[]; names: ReadonlyMap<Node, string>; tally: Carried['tally']; observed: string[] } {
  const { shown } = writer.spec.plane
  const { statements, values, names } = readWgsl([shown.x, shown.y, shown.loss, ...shown.gradient], (name) => writer.symbol(name, carried.states, suffix), known, `a${suffix}_`)
  const [x = '', y = '', loss = '', gx = '', gy = ''] = values
  const was = carried.tally
  const now = { alive: `alive${suffix}_now`, waiting: `waiting${suffix}_now`, best: `best${suffix}_now`, waited: `waited${suffix}_now`, survived: `survived${suffix}_now` }
  const lines = [
    `let k${suffix} = F(f32(p.first + ${step}));`,
    `let t${suffix} = k${suffix} + F(1.0);`,
    ...statements,
    `let loss${suffix} = ${loss};`,
    `let ${now.alive} = ${was.alive} & finite_(${x} + ${y} + loss${suffix});`,
    `let ${now.survived} = ${was.survived} + select(F(0.0), F(1.0), ${now.alive});`,
    `let ${now.best} = select(${was.best}, loss${suffix}, ${now.alive} & (loss${suffix} < ${was.best}));`,
    `let ${now.waiting} = ${was.waiting} & !(loss${suffix} <= ${writer.target});`,
    `let ${now.waited} = ${was.waited} + select(F(0.0), F(1.0), ${now.waiting});`,
  ]
  return { lines, names, tally: now, observed: [x, y, `loss${suffix}`, `hypot_(${gx}, ${gy})`] }
}

interface TimedValue {
  readonly node: Node
  readonly name: string
  readonly lanes: number
  /** The vec4 of four steps for each lane, at a row of fours. */
  readonly sources: (row: string) => string[]
}

/** What the host computes for each step: one value for all runs, or one for each lane from the run's own combination. */
function timedValues({ host, lanes }: KernelSpec): TimedValue[] {
  const common = sharedNodes(host)
  const shared = common.map((node, n): TimedValue => ({ node, name: `g${n}`, lanes: 1, sources: (row) => [`shared_steps[(${row}) * ${common.length}u + ${n}u]`] }))
  const parts = lanes === 1 ? [''] : ['.x', '.y', '.z', '.w']
  const own = varyingSets(host).flatMap((set, s) =>
    set.nodes.map((node, n): TimedValue => ({
      node,
      name: `h${s}_${n}`,
      lanes,
      sources: (row) => parts.map((part) => `table[(${row}) * p.stride + o${s}${part} + ${n}u * w${s}]`),
    })),
  )
  return [...shared, ...own]
}

/** Nodes whose value at a step is the same for all runs: they come through a uniform array. */
export const sharedNodes = (host: HostClasses): readonly Node[] => host.tables.filter((t) => t.varying.length === 0).flatMap((t) => t.nodes)
export const varyingSets = (host: HostClasses): HostClasses['tables'] => host.tables.filter((t) => t.varying.length > 0)

function symbols(host: HostClasses, fixed: readonly string[]): StepWriter['symbol'] {
  const states = new Map(host.deviceStates.map((s, i) => [s.symbol.name, i]))
  return (name, carried, suffix) => {
    if (name === 't') return `t${suffix}`
    if (name === 'noise.x' || name === 'noise.y') return `${name.replace('.', '_')}${suffix}`
    const state = carried[states.get(name) ?? -1]
    if (state !== undefined) return state
    const at = fixed.indexOf(name)
    if (at >= 0) return `f${at}`
    throw new Error(`the fused kernel has no value for ${name}`)
  }
}

const traceLines = ({ traceColumns }: StepWriter, step: string, values: readonly string[]): string[] =>
  values.map((v, c) => `trace[((${step}) * ${traceColumns}u + ${c}u) * width + id] = ${v};`)

const noiseLines = (kind: NoiseKind, suffix: string, step: string): string[] => {
  if (kind === 'none') return []
  const key = `step_key${suffix}`
  const draw = kind === 'heavy-tail' ? [`heavy_(uniform_(${key}, 0u))`, `heavy_(uniform_(${key}, 2u))`] : [`normal_(${key}, 0u)`, `normal_(${key}, 2u)`]
  return [`let ${key} = pcg_(seed ^ U(p.first + ${step} + 1u));`, `let noise_x${suffix} = ${draw[0]};`, `let noise_y${suffix} = ${draw[1]};`]
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
