// Formulas of a network's inside, element by element, as WGSL.
import type { Node } from '../../../formula/graph.ts'
import { readWgsl } from '../../../formula/wgsl.ts'
import { compileActivation } from '../activation.ts'
import type { LossProgram } from '../loss.ts'

/**
 * Inside a network only absolute digits count: a value near zero is added to others. So exponentials are the device's own there
 * (a tenth of the price of the careful ones on a software adapter), always of what is not above zero but for `exp` itself.
 */
export const quickFunctions = `
fn quick_exp_(x: F) -> F { return exp(x); }
fn quick_tanh_(x: F) -> F {
  let e = exp(F(-2.0) * abs(x));
  let t = (F(1.0) - e) / (F(1.0) + e);
  return select(t, -t, x < F(0.0));
}
fn quick_sigmoid_(x: F) -> F { let e = exp(-abs(x)); return select(e, F(1.0), x >= F(0.0)) / (F(1.0) + e); }
`
const quick = (text: string): string => text.replace(/\b(exp|tanh|sigmoid)_\(/g, 'quick_$1_(')

function read(roots: readonly Node[], symbols: Readonly<Record<string, string>>, prefix: string): { lines: string[]; values: string[] } {
  const { statements, values } = readWgsl(roots, (name) => symbols[name] ?? `missing_${name}`, new Map(), prefix)
  return { lines: statements.map(quick), values: values.map(quick) }
}

export interface Pointwise {
  readonly lines: readonly string[]
  readonly value: string
  readonly slope: string
}

/** An activation of the named z. @throws FormulaError */
export function activationText(formula: string, z: string, prefix: string): Pointwise {
  const program = compileActivation(formula)
  const { lines, values } = read([program.value, program.slope], { z }, prefix)
  return { lines, value: values[0] ?? '', slope: values[1] ?? '' }
}

/** One element's loss and its slope by `raw`. */
export function lossText(program: LossProgram, raw: string, y: string, prefix: string): Pointwise {
  const { lines, values } = read([program.value, program.slope], { raw, y }, prefix)
  return { lines, value: values[0] ?? '', slope: values[1] ?? '' }
}
