// Schedule, warm-up, modifiers and rule -> one step of one run, as a graph on parameter tensors. Every reading starts here.
//
// Order within a step (t = 1 for the first):
//   lr      the schedule's rate, times the warm-up
//   G(p)    the problem's gradient at p, through the gradient-stage modifiers (so a second evaluation sees them too)
//   theta   the rule, then the update-stage modifiers
//   shown   the point that is evaluated and drawn: theta, unless a report-stage modifier keeps an average
import { FormulaError } from './error.ts'
import { topological } from './graph.ts'
import type { Graph, Node } from './graph.ts'
import type { ProblemOp } from './ops.ts'
import type { ScopeFunction } from './parse.ts'
import { buildProgram } from './program.ts'
import type { Program, ProgramContext, Slot } from './program.ts'

export interface StageText {
  readonly rule: string
  readonly init: Readonly<Record<string, string>>
  readonly params: readonly string[]
}

export interface ModifierStage extends StageText {
  readonly id: string
  readonly stage: 'gradient' | 'update' | 'report'
}

export interface StepText {
  /** `native`: the new theta comes from TypeScript, as the symbol `native`. */
  readonly rule: StageText | { readonly native: string }
  readonly schedule: StageText
  readonly warmup: StageText | null
  readonly modifiers: readonly ModifierStage[]
}

/**
 * Symbols: `theta`, `t`, `T`, `native`, `column:<name>` (one number per run), `state:<name>`, and of each parameter tensor
 * `tensor:matrix` (1 for a kernel, else 0), `tensor:fan_in`, `tensor:fan_out`.
 */
export interface StepProgram {
  readonly graph: Graph
  readonly lr: Node
  /** `g`: the gradient at theta through the gradient-stage modifiers. */
  readonly gradient: Node
  readonly theta: Node
  /** The drawn point as a function of the state before the step. */
  readonly shown: Node
  readonly states: readonly Slot[]
  /** Names assigned by the rule, for curves: slots and intermediate values after the step. */
  readonly watched: ReadonlyMap<string, Node>
}

export function composeStep(graph: Graph, text: StepText): StepProgram {
  const theta = graph.sym('theta')
  const time = new Map([['t', graph.sym('t')], ['T', graph.sym('T')]])
  const states: Slot[] = []
  const keep = (owner: string, program: Program): Program => {
    states.push(...program.slots.map((s) => ({ ...s, name: `${owner}${s.name}` })))
    return program
  }
  const lr = composeRate(graph, text, time, keep)
  // A modifier of a rule without a rate works at rate 1; the rule itself may not name one.
  const base = { time, lr: hasRate(text) ? lr : graph.const(1) }
  const gradient = gradientThrough(graph, text.modifiers, base)
  const rule = 'native' in text.rule ? null : keep('', buildRule(graph, text.rule, { time, lr, gradient }))
  let next = rule ? rule.result : graph.sym('native')
  let shown = theta
  for (const modifier of text.modifiers) {
    if (modifier.stage === 'gradient') continue
    const program = keep(`${modifier.id}.`, buildUpdate(graph, modifier, next, { ...base, gradient }))
    if (modifier.stage === 'update') next = program.result
    else shown = lastSlot(program, modifier.id)
  }
  return { graph, lr, gradient: gradient(theta), theta: next, shown, states, watched: rule ? watchedOf(rule) : new Map() }
}

/** Gradient evaluations per step: each distinct point at which the rule asks for a gradient. */
export function gradientEvaluations(step: StepProgram): number {
  const roots = [step.theta, ...step.states.map((s) => s.next)]
  return topological(roots).filter((n) => n.op === 'grad').length
}

/** The problem operations that a step uses, so that a problem that lacks one can say so. */
export function problemOperations(step: StepProgram): ReadonlySet<string> {
  const ops = topological([step.theta, ...step.states.map((s) => s.next)]).map((n) => n.op)
  return new Set(ops.filter((op) => op === 'hdiag' || op === 'hsolve' || op === 'hsolve_abs' || op === 'orthogonalize' || op === 'loss'))
}

type Keep = (owner: string, program: Program) => Program

const hasRate = ({ rule }: StepText): boolean => 'native' in rule || rule.params.includes('lr')

function composeRate(graph: Graph, text: StepText, time: ReadonlyMap<string, Node>, keep: Keep): Node {
  if (!hasRate(text)) return graph.const(Number.NaN)
  let lr = graph.sym('column:lr')
  const stages: [string, StageText | null][] = [['schedule', text.schedule], ['warmup', text.warmup]]
  for (const [owner, stage] of stages) {
    if (!stage) continue
    const names = new Map([...time, ...columns(graph, stage, `${owner}.`), ['lr', lr], ['loss', graph.make('loss')]])
    const program = buildProgram(graph, stage.rule, context(graph, stage, 'lr', names, new Map(), `${owner}.`, ['lr']))
    lr = keep(`${owner}.`, program).result
  }
  return lr
}

interface StepBase {
  readonly time: ReadonlyMap<string, Node>
  readonly lr: Node
  readonly gradient: (point: Node) => Node
}

function gradientThrough(
  graph: Graph,
  modifiers: readonly ModifierStage[],
  base: { lr: Node; time: ReadonlyMap<string, Node> },
): (point: Node) => Node {
  const stages = modifiers.filter((m) => m.stage === 'gradient')
  return (point) =>
    stages.reduce((g, m) => {
      const names = new Map([...base.time, ...columns(graph, m, `${m.id}.`), ['lr', base.lr], ['theta', point], ['g', g]])
      const program = buildProgram(graph, m.rule, context(graph, m, 'g', names, new Map(tensorFunctions(graph)), `${m.id}.`, ['g']))
      if (program.slots.length > 0) throw new Error(`gradient-stage modifier ${m.id} must not keep state`)
      return program.result
    }, graph.make('grad', point))
}

function buildRule(graph: Graph, rule: StageText, base: StepBase): Program {
  const theta = graph.sym('theta')
  const rate: [string, Node][] = rule.params.includes('lr') ? [['lr', base.lr]] : []
  const names = new Map([...tensorNames(graph), ...columns(graph, rule, ''), ...base.time, ...rate, ['theta', theta], ['g', base.gradient(theta)], ['loss', graph.make('loss')]])
  const functions = new Map([...tensorFunctions(graph), ...problemFunctions(graph, base.gradient)])
  return buildProgram(graph, rule.rule, context(graph, rule, 'theta', names, functions, '', ['theta', 'g']))
}

function buildUpdate(graph: Graph, modifier: ModifierStage, next: Node, base: StepBase): Program {
  const previous = graph.sym('theta')
  const names = new Map([...base.time, ...columns(graph, modifier, `${modifier.id}.`), ['lr', base.lr], ['previous', previous], ['theta', next], ['g', base.gradient(previous)]])
  const result = modifier.stage === 'update' ? 'theta' : 'shown'
  return buildProgram(graph, modifier.rule, context(graph, modifier, result, names, new Map(tensorFunctions(graph)), `${modifier.id}.`, [result]))
}

/** A report keeps its point in a slot, so that it is known before the next step begins. */
function lastSlot(program: Program, id: string): Node {
  const slot = program.slots.find((s) => s.next === program.result)
  if (!slot) throw new Error(`report-stage modifier ${id} must end with shown = <one of its slots>`)
  return slot.symbol
}

function context(
  graph: Graph,
  stage: StageText,
  result: string,
  names: ReadonlyMap<string, Node>,
  functions: ReadonlyMap<string, ScopeFunction>,
  owner: string,
  assignable: readonly string[],
): ProgramContext {
  const initNames = new Map([...columns(graph, stage, owner), ['theta', graph.sym('theta')]])
  if (names.has('lr')) initNames.set('lr', graph.sym('column:lr'))
  const slot = (name: string): Node => graph.sym(`state:${owner}${name}`)
  return { result, names, assignable: new Set(assignable), functions, slot, init: stage.init, initNames }
}

const columns = (graph: Graph, stage: StageText, owner: string): [string, Node][] =>
  stage.params.map((name) => [name, graph.sym(`column:${owner}${name}`)])

/** What a rule may ask of the tensor that it is working on. */
const tensorNames = (graph: Graph): [string, Node][] => ['matrix', 'fan_in', 'fan_out'].map((name) => [name, graph.sym(`tensor:${name}`)])

function tensorFunctions(graph: Graph): [string, ScopeFunction][] {
  const reduce = (op: 'norm' | 'sum' | 'mean' | 'total'): [string, ScopeFunction] => [op, { arity: [1, 1], build: (a) => graph.make(op, ...a) }]
  return [reduce('norm'), reduce('sum'), reduce('mean'), reduce('total'), ['dot', { arity: [2, 2], build: (a) => graph.make('dot', ...a) }]]
}

function problemFunctions(graph: Graph, gradient: (point: Node) => Node): [string, ScopeFunction][] {
  const direct = (op: Exclude<ProblemOp, 'loss' | 'grad'>, low: number, high: number): [string, ScopeFunction] => [
    op,
    { arity: [low, high], build: (a) => graph.make(op, ...a) },
  ]
  const grad: ScopeFunction = { arity: [1, 1], build: ([p]) => gradient(p ?? graph.sym('theta')) }
  const shaped = [direct('orthogonalize', 1, 3), direct('row_mean', 1, 1), direct('col_mean', 1, 1)]
  return [['grad', grad], direct('hdiag', 0, 0), direct('hsolve', 2, 2), direct('hsolve_abs', 2, 2), ...shaped]
}

function watchedOf(rule: Program): Map<string, Node> {
  return new Map([...rule.assigned].filter(([name]) => name !== 'theta' && name !== 'g'))
}

/** Compiles for the error alone: what the page shows under an equation. Returns null when the text is a rule. */
export function checkStep(graph: Graph, text: StepText): FormulaError | null {
  try {
    composeStep(graph, text)
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}
