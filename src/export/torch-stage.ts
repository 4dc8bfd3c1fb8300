// A text of assignments - a rule, a schedule, a modifier - as a Python function that makes its step: the slots are kept in the
// outer function, the inner one is the text, line by line. A text that asks for all tensors at once becomes `async def`.
import { inferTensors } from '../formula/shape.ts'
import { expressionToPython, pythonName, ruleToPython } from '../formula/python.ts'
import type { PythonDialect } from '../formula/python.ts'
import type { StepProgram } from '../formula/compose.ts'
import type { RuleText } from '../scenario/plan-types.ts'

export interface Stage {
  /** The name of the Python function. */
  readonly name: string
  readonly doc: string
  readonly text: RuleText
  /** What the inner function is given, in order. */
  readonly given: readonly string[]
  /** What the outer one is given by keyword beside the text's own parameters: start values may speak of it. */
  readonly starts: readonly ('theta' | 'lr')[]
  readonly result: string
  /** How the composed step names this text's slots: `schedule.`, or nothing for the rule. */
  readonly owner: string
}

/** How a script writes its texts: its dialect, and what stands for the shape of a tensor, by name. */
export interface StageStyle {
  readonly dialect: PythonDialect
  readonly shapes: Readonly<Record<string, string>>
}

/** `def name(theta, *, lr, …)`, which returns `step(…)`. @throws FormulaError */
export function stageFunction(stage: Stage, program: StepProgram, style: StageStyle): string[] {
  const { text, given, starts, result } = stage
  const python = (name: string): string => pythonName(name, style.dialect)
  const params = text.params.filter((name) => !starts.some((start) => start === name)).map(python)
  const numbers = [...starts.filter((name) => name !== 'theta'), ...params]
  const slots = slotsOf(stage, program, style.dialect)
  const lines = linesOf(stage, style.dialect)
  const body = [
    ...needs(lines, style),
    ...(slots.length > 0 ? [`nonlocal ${slots.map((s) => s.name).join(', ')}`] : []),
    ...lines,
    `return ${python(result)}`,
  ]
  const takes = [...(starts.includes('theta') ? ['theta'] : []), ...(numbers.length > 0 ? ['*', ...numbers] : [])]
  return [
    `def ${stage.name}(${takes.join(', ')}):`,
    `    """${stage.doc}"""`,
    ...(numbers.length > 0 ? [`    ${numbers.join(', ')} = ${numbers.map((name) => `num(${name})`).join(', ')}`] : []),
    ...slots.map((s) => `    ${s.name} = ${s.start}`),
    '',
    `    ${lines.some((line) => line.includes('await ')) ? 'async ' : ''}def step(${given.join(', ')}):`,
    ...body.map((line) => `        ${line}`),
    '',
    '    return step',
    '',
    '',
  ]
}

/** A single bare expression stands for `result = expression`. */
function linesOf({ text, given, result }: Stage, dialect: PythonDialect): string[] {
  const lines = ruleToPython(text.rule, new Set([...text.params, ...given]), dialect)
  const [only] = lines
  const assigns = /^\w+ = /
  return lines.length === 1 && only !== undefined && !assigns.test(only) ? [`${pythonName(result, dialect)} = ${only}`] : lines
}

/** Slots that are parameter tensors start as tensors, so that a sum over them is over all their numbers from the first step on. */
function slotsOf({ text, owner, starts }: Stage, program: StepProgram, dialect: PythonDialect): { readonly name: string; readonly start: string }[] {
  const tensors = inferTensors(program)
  const mine = program.states.filter(({ name }) => (owner === '' ? !name.includes('.') : name.startsWith(owner)))
  return mine.map(({ name, symbol }) => {
    const short = name.slice(owner.length)
    const init = text.init[short]
    const wide = tensors.has(symbol)
    const start = init === undefined ? '0.0' : expressionToPython(init, new Set([...text.params, ...starts]), dialect)
    return { name: pythonName(short, dialect), start: wide ? `num(${start})*torch.ones_like(theta)` : `num(${start})` }
  })
}

/** What the lines ask of the problem, and of the shape of the tensor. */
function needs(lines: readonly string[], { shapes }: StageStyle): string[] {
  const text = lines.join('\n')
  const calls = ['grad', 'hdiag', 'hsolve', 'hsolve_abs'].filter((name) => new RegExp(`\\b${name}\\(`).test(text))
  const asked = Object.entries(shapes).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text))
  return [...calls.map((name) => `${name} = at.${name}`), ...asked.map(([name, value]) => `${name} = num(${value})`)]
}
