// The steps of a fused kernel as text. What a step makes is a `let`; what is carried on is written to its variable once in a text of
// steps, for on a software adapter every variable is memory behind a mask. There the runs take turns within a step: one run's chain of
// operations is waited for while the next one's is made, and few enough values live at a time. (src/README.md says what else was tried.)
import type { Node } from '../../formula/graph.ts'
import { fromNumber, readWgsl } from '../../formula/wgsl.ts'
import { sharedNodes, varyingSets } from './host-values.ts'
import type { KernelSpec } from './kernel.ts'
import { noiseLines } from './noise-text.ts'

/** One of the runs of an invocation: what its names end in, what it knows before the first step, and the lines that made it so. */
export interface Run {
  readonly suffix: string
  readonly known: ReadonlyMap<Node, string>
  readonly lines: readonly string[]
}

export interface StepWriter {
  readonly spec: KernelSpec
  readonly runs: readonly Run[]
  /** Names of f0, f1 and so on. */
  readonly fixed: readonly string[]
  readonly watched: readonly Node[]
  readonly traceColumns: number
  /** The statement that writes a row of the state, of a value for each run. */
  readonly written: (row: string, values: readonly string[]) => string
}

/** What is carried from step to step for the summary, beside the states. alive and waiting are 1 or 0. */
const tallies = ['alive', 'waiting', 'best', 'waited', 'survived'] as const

/** `step` costs a software adapter two operations, a comparison and `select` six. The exponent of what is not finite is that of infinity. */
export const tallyHelpers = `
fn finite_one_(x: f32) -> f32 { return step(bitcast<f32>(bitcast<u32>(x) & 0x7f800000u), 3.4e38); }
`

/** Names under which what lives from step to step stands at some place of the text. */
interface Carried {
  readonly tally: Readonly<Record<(typeof tallies)[number], string>>
  readonly states: readonly string[]
}

const variables = ({ spec }: StepWriter, { suffix }: Run): Carried => ({
  tally: { alive: `alive${suffix}`, waiting: `waiting${suffix}`, best: `best${suffix}`, waited: `waited${suffix}`, survived: `survived${suffix}` },
  states: spec.host.deviceStates.map((_, i) => `s${i}${suffix}`),
})

/** Four steps as one straight text, the runs taking turns; values of time come four at once. */
export function fourSteps(writer: StepWriter): string[] {
  const lines = timedValues(writer).map(({ name, source }) => `let ${name}_four = ${source('i >> 2u')};`)
  let carried = writer.runs.map((run) => variables(writer, run))
  for (let j = 0; j < 4; j++) {
    const steps = writer.runs.map((run, r) => writeStep(writer, run, carried[r] ?? variables(writer, run), `_${j}`, `i + ${j}u`, (name) => `${name}_four[${j}]`))
    lines.push(...together(writer, steps, `i + ${j}u`))
    carried = steps.map((step) => step.carried)
  }
  return [...lines, ...assign(writer, carried)]
}

export function oneStep(writer: StepWriter): string[] {
  const sources = new Map(timedValues(writer).map(({ name, source }) => [name, source('i >> 2u')]))
  const steps = writer.runs.map((run) => writeStep(writer, run, variables(writer, run), '', 'i', (name) => `${sources.get(name)}[i & 3u]`))
  return [...together(writer, steps, 'i'), ...assign(writer, steps.map((step) => step.carried))]
}

/** The look at the last entry, after which there is no step. */
export function lastLook(writer: StepWriter): string[] {
  const looks = writer.runs.map((run) => ({ seen: look(writer, run, variables(writer, run), '', 'i', run.known), states: variables(writer, run).states }))
  const values = (column: number): string[] => looks.map(({ seen }) => seen.observed[column] ?? '')
  return [
    ...together(writer, looks.map(({ seen }) => ({ lines: seen.lines, observed: seen.observed })), 'i'),
    ...assign(writer, looks.map(({ seen, states }) => ({ tally: seen.tally, states }))),
    ...['x', 'y', 'final'].map((row, column) => writer.written(row, values(column))),
  ]
}

/** The lines of all runs, and what they show written to the trace side by side. */
function together({ spec, traceColumns }: StepWriter, steps: readonly { readonly lines: readonly string[]; readonly observed: readonly string[] }[], step: string): string[] {
  const lines = steps.flatMap((one) => one.lines)
  if (!spec.trace) return lines
  const columns = steps[0]?.observed.map((_, c) => `trace[((${step}) * ${traceColumns}u + ${c}u) * width + id] = V(${steps.map(({ observed }) => observed[c]).join(', ')});`) ?? []
  return [...lines, ...columns]
}

function assign(writer: StepWriter, carried: readonly Carried[]): string[] {
  return writer.runs.flatMap((run, r) => {
    const target = variables(writer, run)
    const from = carried[r] ?? target
    return [
      ...tallies.map((name) => `${target.tally[name]} = ${from.tally[name]};`),
      ...target.states.flatMap((name, i) => (from.states[i] === name ? [] : [`${name} = ${from.states[i]};`])),
    ]
  })
}

interface Step {
  readonly lines: readonly string[]
  readonly carried: Carried
  readonly observed: readonly string[]
}

function writeStep(writer: StepWriter, run: Run, carried: Carried, at: string, step: string, pick: (name: string) => string): Step {
  const { spec } = writer
  const suffix = `${at}${run.suffix}`
  const known = new Map(run.known)
  const lines: string[] = []
  for (const { node, name, run: only } of timedValues(writer)) {
    if (only === null || only === run.suffix) define(known, lines, node, `${name}${suffix}`, pick(name))
  }
  lines.push(...noiseLines(spec.noise, run.suffix, suffix, step))
  const seen = look(writer, run, carried, at, step, known)
  const update = readWgsl([...spec.host.deviceStates.map((s) => s.next), ...writer.watched], symbolOf(writer, carried, suffix), seen.names, `b${suffix}_`)
  const next = carried.states.map((_, i) => `n${i}${suffix}`)
  lines.push(...seen.lines, ...update.statements, ...next.map((name, i) => `let ${name} = ${update.values[i]};`))
  return { lines, carried: { tally: seen.tally, states: next }, observed: [...seen.observed, ...update.values.slice(next.length)] }
}

interface Look {
  readonly lines: readonly string[]
  readonly names: ReadonlyMap<Node, string>
  readonly tally: Carried['tally']
  /** x, y, loss and gradient norm. */
  readonly observed: readonly string[]
}

/** Looks at the state: point, loss, gradient norm, and the tallies with this entry counted. */
function look(writer: StepWriter, run: Run, carried: Carried, at: string, step: string, known: ReadonlyMap<Node, string>): Look {
  const { shown } = writer.spec.plane
  const suffix = `${at}${run.suffix}`
  const { statements, values, names } = readWgsl([shown.x, shown.y, shown.loss, ...shown.gradient], symbolOf(writer, carried, suffix), known, `a${suffix}_`)
  const [x = '', y = '', loss = '', gx = '', gy = ''] = values
  const was = carried.tally
  const now = { alive: `alive_now${suffix}`, waiting: `waiting_now${suffix}`, best: `best_now${suffix}`, waited: `waited_now${suffix}`, survived: `survived_now${suffix}` }
  const lines = [
    `let k${suffix} = f32(p.first + ${step});`,
    `let t${suffix} = k${suffix} + 1.0;`,
    ...statements,
    `let loss${suffix} = ${loss};`,
    `let ${now.alive} = ${was.alive} * finite_one_(${x} + ${y} + loss${suffix});`,
    `let ${now.survived} = ${was.survived} + ${now.alive};`,
    `let ${now.best} = select(${was.best}, loss${suffix}, (loss${suffix} < ${was.best}) & (${now.alive} > 0.5));`,
    `let ${now.waiting} = ${was.waiting} * step(f${writer.fixed.indexOf('target.above')}, loss${suffix});`,
    `let ${now.waited} = ${was.waited} + ${now.waiting};`,
  ]
  return { lines, names, tally: now, observed: [x, y, `loss${suffix}`, `hypot_(${gx}, ${gy})`] }
}

interface TimedValue {
  readonly node: Node
  readonly name: string
  /** Suffix of the run whose value it is; null: of all. */
  readonly run: string | null
  /** The vec4 of four steps, at a row of fours. */
  readonly source: (row: string) => string
}

/** What the host computes for each step: one value for all runs, or one for each from the run's own combination. */
function timedValues({ spec: { host }, runs }: StepWriter): TimedValue[] {
  const common = sharedNodes(host)
  const shared = common.map((node, n): TimedValue => ({ node, name: `g${n}`, run: null, source: (row) => `shared_steps[(${row}) * ${common.length}u + ${n}u]` }))
  const own = varyingSets(host).flatMap((set, s) =>
    set.nodes.flatMap((node, n) =>
      runs.map(({ suffix }): TimedValue => ({ node, name: `h${s}_${n}${suffix}`, run: suffix, source: (row) => `table[(${row}) * p.stride + o${s}${suffix} + ${n}u * w${s}]` })),
    ),
  )
  return [...shared, ...own]
}

/** The name of a symbol at a place of the text. */
function symbolOf({ spec, fixed }: StepWriter, { states }: Carried, suffix: string): (name: string) => string {
  const at = new Map(spec.host.deviceStates.map((s, i) => [s.symbol.name, states[i]]))
  return (name) => {
    if (name === 't') return `t${suffix}`
    if (name === 'noise.x' || name === 'noise.y') return `${name.replace('.', '_')}${suffix}`
    const state = at.get(name)
    if (state !== undefined) return state
    if (fixed.includes(name)) return `f${fixed.indexOf(name)}`
    throw new Error(`the fused kernel has no value for ${name}`)
  }
}

export function define(known: Map<Node, string>, lines: string[], node: Node, name: string, value: string): void {
  known.set(node, name)
  lines.push(`let ${name} = ${fromNumber(node, value)};`)
}
