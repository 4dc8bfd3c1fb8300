// The reading for export: the text of a rule or a function -> Python, in the same names and the same order of operations; on
// numpy, unless another dialect says how it writes the same operations.
// What only the problem can give (`grad`, `hdiag`, `hsolve`, `hsolve_abs`, `orthogonalize`, `row_mean`, `col_mean`, `total`) and `sigmoid`, `erf` are
// called by name: the script that holds the lines defines them.
import type { MathNode } from 'mathjs'
import { FormulaError } from './error.ts'
import { argument, level, partOf, refusedOperator, unknownFunction } from './print.ts'
import type { Part, Piece } from './print.ts'
import { parseLines } from './syntax.ts'
import type { Line } from './syntax.ts'

/** How a Python library writes what the language's functions mean. */
export interface PythonDialect {
  /** Names that a script needs for itself. */
  readonly taken: ReadonlySet<string>
  readonly constants: Readonly<Record<string, string>>
  /** Python's name of each function that is written as a call. */
  readonly functions: Readonly<Record<string, string>>
  readonly where: string
  readonly and: string
  readonly or: string
  readonly not: string
  readonly minimum: string
  readonly maximum: string
}

/** One assignment per line. `given` are declared names, which hide the constants `e`, `pi`, `tau`. @throws FormulaError */
export function ruleToPython(text: string, given: ReadonlySet<string> = new Set(), dialect: PythonDialect = numpy): string[] {
  return parseLines(text).map((line) => {
    const right = new PythonPrinter(line, given, dialect).print(line.tree, level.add)
    return line.name === null ? right : `${pythonName(line.name, dialect)} = ${right}`
  })
}

/** The body of a function: helper assignments, then `return …`. @throws FormulaError */
export function functionToPython(text: string, given: ReadonlySet<string> = new Set(), dialect: PythonDialect = numpy): string[] {
  const lines = parseLines(text)
  return lines.map((line, i) => {
    const right = new PythonPrinter(line, given, dialect).print(line.tree, level.add)
    return i === lines.length - 1 ? `return ${right}` : `${pythonName(line.name ?? '_', dialect)} = ${right}`
  })
}

/** @throws FormulaError */
export function expressionToPython(text: string, given: ReadonlySet<string> = new Set(), dialect: PythonDialect = numpy): string {
  const [line, second] = parseLines(text)
  if (second) throw new FormulaError('expected one expression', second.line, 1)
  return line ? new PythonPrinter(line, given, dialect).print(line.tree) : ''
}

const keywords: ReadonlySet<string> = new Set([
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for',
  'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
])

/** A name of the formula language as a Python name: `lambda` -> `lambda_`. */
export const pythonName = (name: string, { taken }: PythonDialect = numpy): string => (keywords.has(name) || taken.has(name) ? `${name}_` : name)

const numpy: PythonDialect = {
  taken: new Set(['np']),
  constants: { e: 'np.e', pi: 'np.pi', tau: '(2*np.pi)' },
  functions: {
    abs: 'np.abs', sign: 'np.sign', sqrt: 'np.sqrt', exp: 'np.exp', log: 'np.log', ln: 'np.log', log1p: 'np.log1p', log2: 'np.log2', log10: 'np.log10',
    sin: 'np.sin', cos: 'np.cos', tan: 'np.tan', tanh: 'np.tanh', atan: 'np.arctan', floor: 'np.floor', ceil: 'np.ceil', mod: 'np.mod', clamp: 'np.clip',
    norm: 'np.linalg.norm', sum: 'np.sum', mean: 'np.mean', sigmoid: 'sigmoid', erf: 'erf', total: 'total', grad: 'grad', hdiag: 'hdiag', hsolve: 'hsolve',
    hsolve_abs: 'hsolve_abs', orthogonalize: 'orthogonalize', row_mean: 'row_mean', col_mean: 'col_mean',
  },
  where: 'np.where',
  and: 'np.logical_and',
  or: 'np.logical_or',
  not: 'np.logical_not',
  minimum: 'np.minimum',
  maximum: 'np.maximum',
}
const signs: Readonly<Record<string, string>> = { equal: '==', unequal: '!=', smaller: '<', smallerEq: '<=', larger: '>', largerEq: '>=' }
const written = [...Object.keys(numpy.functions), 'min', 'max', 'pow', 'dot']

class PythonPrinter {
  private readonly line: Line
  private readonly given: ReadonlySet<string>
  private readonly dialect: PythonDialect

  constructor(line: Line, given: ReadonlySet<string>, dialect: PythonDialect) {
    this.line = line
    this.given = given
    this.dialect = dialect
  }

  print(tree: MathNode, least: number = level.any): string {
    const piece = this.part(partOf(tree, this.line))
    if (piece.level >= least) return piece.text
    // Neither numpy nor torch subtracts truth values: among numbers a comparison is 1.0 or 0.0.
    return piece.level <= level.compare && least > level.compare ? `${this.dialect.where}(${piece.text}, 1.0, 0.0)` : `(${piece.text})`
  }

  private part(part: Part): Piece {
    switch (part.kind) {
      case 'number':
        return { text: String(part.value), level: level.atom }
      case 'name':
        return { text: this.name(part.name), level: level.atom }
      case 'choice':
        return atom(`${this.dialect.where}(${this.print(part.condition)}, ${this.print(part.then, level.add)}, ${this.print(part.otherwise, level.add)})`)
      case 'operator':
        return this.operator(part.fn, part.args)
      case 'call':
        return this.call(part.name, part.args)
    }
  }

  private name(name: string): string {
    const { constants } = this.dialect
    const constant = !this.given.has(name) && Object.hasOwn(constants, name) ? constants[name] : undefined
    return constant ?? pythonName(name, this.dialect)
  }

  private operator(fn: string, args: readonly MathNode[]): Piece {
    const arg = (i: number): MathNode => argument(args, i, fn, this.line)
    const infix = (sign: string, at: number): Piece => ({ text: `${this.print(arg(0), at)}${sign}${this.print(arg(1), at + 1)}`, level: at })
    if (fn.startsWith('chain:')) return this.chain(fn.slice(6).split(','), args)
    const sign = signs[fn]
    if (sign) return { text: `${this.print(arg(0), level.add)} ${sign} ${this.print(arg(1), level.add)}`, level: level.compare }
    switch (fn) {
      case 'add':
        return infix(' + ', level.add)
      case 'subtract':
        return infix(' - ', level.add)
      case 'multiply':
        return infix('*', level.mul)
      case 'divide':
        return infix('/', level.mul)
      case 'pow':
        return this.power(arg(0), arg(1))
      case 'mod':
        return this.call('mod', args)
      case 'unaryMinus':
        return { text: `-${this.print(arg(0), level.pow)}`, level: level.unary }
      case 'unaryPlus':
        return this.part(partOf(arg(0), this.line))
      case 'and':
      case 'or':
        return truth(`${this.dialect[fn]}(${this.print(arg(0))}, ${this.print(arg(1))})`)
      case 'not':
        return truth(`${this.dialect.not}(${this.print(arg(0))})`)
      default:
        throw refusedOperator(fn, this.line)
    }
  }

  private chain(names: readonly string[], args: readonly MathNode[]): Piece {
    const printed = args.map((a) => this.print(a, level.add))
    const links = names.map((n, i) => `${printed[i] ?? ''} ${signs[n] ?? '=='} ${printed[i + 1] ?? ''}`)
    return truth(links.reduce((all, link) => `${this.dialect.and}(${all}, ${link})`))
  }

  private power(base: MathNode, exponent: MathNode): Piece {
    return { text: `${this.print(base, level.atom)}**${this.print(exponent, level.atom)}`, level: level.pow }
  }

  private call(name: string, args: readonly MathNode[]): Piece {
    const arg = (i: number): MathNode => argument(args, i, name, this.line)
    const printed = args.map((a) => this.print(a, level.add))
    const { functions } = this.dialect
    const python = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (python) return atom(`${python}(${printed.join(', ')})`)
    switch (name) {
      case 'min':
      case 'max':
        argument(args, 1, name, this.line)
        return atom(printed.reduce((a, b) => `${this.dialect[`${name}imum`]}(${a}, ${b})`))
      case 'pow':
        return this.power(arg(0), arg(1))
      case 'dot':
        return atom(`${functions['sum'] ?? 'sum'}(${this.print(arg(0), level.mul)}*${this.print(arg(1), level.unary)})`)
      default:
        throw unknownFunction(name, written, this.line)
    }
  }
}

const atom = (text: string): Piece => ({ text, level: level.atom })
const truth = (text: string): Piece => ({ text, level: level.compare })
