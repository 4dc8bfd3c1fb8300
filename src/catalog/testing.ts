// For tests only: plays one run of a composed step in float64, without the engine.
import { composeStep } from '../formula/compose.ts'
import type { StepText } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import { expandPlane, planeFunction } from '../formula/plane.ts'
import { buildFunction } from '../formula/program.ts'
import { Tape, evaluate } from '../formula/reference.ts'
import type { Modifier, NumberParam, Optimizer, Param, ParamValue, Schedule } from './types.ts'

export interface Setup {
  readonly landscape: string
  readonly constants?: Readonly<Record<string, number>>
  readonly start: readonly [number, number]
  readonly steps: number
  /** `T`; the number of steps where it is left out. */
  readonly horizon?: number
  readonly columns: Readonly<Record<string, number>>
}

/** Row n is the point drawn after n updates, its loss, and the rate of update n + 1. */
export interface Row {
  readonly x: number
  readonly y: number
  readonly loss: number
  readonly lr: number
  readonly slots: Readonly<Record<string, number>>
}

const plain = { rule: 'lr = lr', init: {}, params: [] }

/** The step of a rule, with a schedule and modifiers around it. */
function stepText(rule: { rule: string; init?: Readonly<Record<string, string>>; hyper: readonly Param[] }, schedule?: Schedule, modifiers: readonly Modifier[] = []): StepText {
  const names = (params: readonly Param[]): string[] => params.map((p) => p.name)
  return {
    rule: { rule: rule.rule, init: rule.init ?? {}, params: names(rule.hyper) },
    schedule: schedule ? { rule: schedule.rule, init: schedule.init ?? {}, params: names(schedule.params) } : plain,
    warmup: null,
    modifiers: modifiers.map((m) => ({ id: m.id, stage: m.stage, rule: m.rule, init: m.init ?? {}, params: names(m.params) })),
  }
}

export function formulaStep(optimizer: Optimizer, schedule?: Schedule, modifiers?: readonly Modifier[]): StepText {
  if (optimizer.kind !== 'formula') throw new Error(`${optimizer.id} is native`)
  return stepText(optimizer, schedule, modifiers)
}

/** Every param as a number: defaults where `given` is silent, `whenNull` where a value is null. */
export function columnsOf(params: readonly Param[], given: Readonly<Record<string, ParamValue>> = {}, owner = ''): Record<string, number> {
  const columns: Record<string, number> = {}
  const absent: NumberParam[] = []
  for (const param of params) {
    const value = given[param.name] === undefined ? param.default : given[param.name]
    if (typeof value === 'number' || typeof value === 'boolean') columns[owner + param.name] = Number(value)
    else if (param.kind === 'number') absent.push(param)
  }
  const graph = new Graph()
  const names = new Map(params.map((p) => [p.name, graph.sym(owner + p.name)]))
  for (const param of absent) {
    const node = buildFunction(graph, param.whenNull ?? `${param.name} may not be null`, { names, functions: new Map() })
    columns[owner + param.name] = evaluate(node, columns)
  }
  return columns
}

export function play(text: StepText, setup: Setup): Row[] {
  const graph = new Graph()
  const constants = Object.entries(setup.constants ?? {}).map(([name, value]) => [name, graph.const(value)] as const)
  const names = new Map([['x', graph.sym('x')], ['y', graph.sym('y')], ...constants])
  const value = buildFunction(graph, setup.landscape, { names, functions: new Map() })
  const { states, shown, lr } = expandPlane(composeStep(graph, text), planeFunction(graph, value), 'none')
  const block = new Tape([...states.map((s) => s.next), shown.x, shown.y, shown.loss, lr]).block(1)
  const given: Record<string, number> = { x: setup.start[0], y: setup.start[1], T: setup.horizon ?? setup.steps }
  for (const [name, column] of Object.entries(setup.columns)) given[`column:${name}`] = column
  let current = states.map((s) => evaluate(s.start, given))
  const rows: Row[] = []
  for (let n = 0; n <= setup.steps; n++) {
    for (const [name, number] of Object.entries({ ...given, t: n + 1 })) block.input(name)?.fill(number)
    states.forEach((s, i) => block.input(s.symbol.name)?.fill(current[i] ?? Number.NaN))
    block.run()
    const numbers = block.outputs.map((column) => column[0] ?? Number.NaN)
    const [x = 0, y = 0, loss = 0, rate = 0] = numbers.slice(states.length)
    rows.push({ x, y, loss, lr: rate, slots: Object.fromEntries(states.map((s, i) => [s.name, current[i] ?? Number.NaN])) })
    current = numbers.slice(0, states.length)
  }
  return rows
}
