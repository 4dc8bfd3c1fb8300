// Own formulas of a scenario, tried on the formula layer. A text is compiled once: validation runs at every slider move.
import { composeStep } from '../formula/compose.ts'
import type { StageText, StepText } from '../formula/compose.ts'
import { FormulaError } from '../formula/error.ts'
import { Graph } from '../formula/graph.ts'
import { buildFunction } from '../formula/program.ts'
import { unknownName } from './problems.ts'
import type { Problem } from './types.ts'

const remembered = new Map<string, FormulaError | null>()
const mostRemembered = 200

const constantRate: StageText = { rule: 'lr = lr', init: {}, params: [] }
const plainDescent: StageText = { rule: 'theta = theta - lr*g', init: {}, params: ['lr'] }

export function checkLandscapeFormula(path: string, formula: string, constants: readonly string[]): Problem[] {
  return checkFunction(path, formula, ['x', 'y', ...constants])
}

/** An expression of these names. */
export function checkFunction(path: string, formula: string, names: readonly string[]): Problem[] {
  return check(path, ['function', formula, names], (graph) => {
    buildFunction(graph, formula, { names: new Map(names.map((name) => [name, graph.sym(name)])), functions: new Map() })
  })
}

/** The rule first, then each start value by itself, so that a mistake is told at the field that it is in. */
export function checkRule(path: string, rule: StageText): Problem[] {
  const step = (init: StageText['init']): StepText => ({ rule: { ...rule, init }, schedule: constantRate, warmup: null, modifiers: [] })
  const problems = checkStage(`${path}.rule`, step({}))
  if (problems.length > 0) return problems
  return Object.entries(rule.init).flatMap(([slot, start]) =>
    check(`${path}.init.${slot}`, ['init', step({ [slot]: start })], (graph) => {
      const slots = composeStep(graph, step({ [slot]: start })).states.map((s) => s.name)
      if (slots.includes(slot)) return
      throw new FormulaError(`${unknownName('slot', slot, slots)}${slots.length === 0 ? ': the rule keeps nothing from step to step' : ''}`, 1, 1)
    }),
  )
}

export function checkSchedule(path: string, schedule: StageText): Problem[] {
  return checkStage(path, { rule: plainDescent, schedule, warmup: null, modifiers: [] })
}

const checkStage = (path: string, text: StepText): Problem[] => check(path, text, (graph) => void composeStep(graph, text))

function check(path: string, key: unknown, build: (graph: Graph) => void): Problem[] {
  const text = JSON.stringify(key)
  let error = remembered.get(text)
  if (error === undefined) {
    error = errorOf(build)
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(text, error)
  }
  return error ? [{ path, message: error.message, line: error.line, column: error.column }] : []
}

function errorOf(build: (graph: Graph) => void): FormulaError | null {
  try {
    build(new Graph())
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}
