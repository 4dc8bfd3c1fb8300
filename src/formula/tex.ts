// The reading for the page: the text of a rule or a function -> TeX for KaTeX, in the letters of the papers.
import type { MathNode } from 'mathjs'
import { FormulaError } from './error.ts'
import { argument, level, partOf, refusedOperator, unknownFunction } from './print.ts'
import type { Part, Piece } from './print.ts'
import { parseLines } from './syntax.ts'
import type { Line } from './syntax.ts'
import { symbolToTex, symbolsOf } from './tex-symbols.ts'

export { symbolToTex }

/** The two words inside a formula, in the reader's language. */
export interface TexWords {
  readonly if: string
  readonly otherwise: string
}
const english: TexWords = { if: 'if', otherwise: 'otherwise' }

/** One TeX line per assignment, `left \leftarrow right`; a bare expression stands alone. @throws FormulaError */
export function ruleToTex(text: string, words: TexWords = english): string[] {
  const lines = parseLines(text)
  const symbol = symbolsOf(namesIn(lines))
  return lines.map((line) => {
    const right = new TexPrinter(line, words, symbol).print(line.tree, level.add)
    return line.name === null ? right : `${symbol(line.name)} \\leftarrow ${right}`
  })
}

/** One TeX line per line: helpers as `w = …`, then the value as `head = …`. @throws FormulaError */
export function functionToTex(text: string, head = 'f(x, y)', words: TexWords = english): string[] {
  const lines = parseLines(text)
  const symbol = symbolsOf(namesIn(lines))
  return lines.map((line, i) => {
    const last = i === lines.length - 1
    if (!last && line.name === null) throw new FormulaError('only the last line may be a bare expression: write name = …', line.line, 1)
    const left = last ? head : symbol(line.name ?? '')
    return `${left} = ${new TexPrinter(line, words, symbol).print(line.tree, level.add)}`
  })
}

/** @throws FormulaError */
export function expressionToTex(text: string, words: TexWords = english): string {
  const [line, second] = parseLines(text)
  if (second) throw new FormulaError('expected one expression', second.line, 1)
  return line ? new TexPrinter(line, words, symbolsOf(namesIn([line]))).print(line.tree, level.add) : ''
}

function namesIn(lines: readonly Line[]): Set<string> {
  const names = new Set(lines.flatMap((line) => (line.name === null ? [] : [line.name])))
  for (const line of lines) {
    line.tree.traverse((node) => {
      if (node.type === 'SymbolNode') names.add(node.toString())
    })
  }
  return names
}

const signs: Readonly<Record<string, string>> = {
  equal: '=', unequal: '\\ne', smaller: '<', smallerEq: '\\le', larger: '>', largerEq: '\\ge',
}
/** Functions written `name(arguments)`. */
const named: Readonly<Record<string, string>> = {
  sign: '\\operatorname{sign}', log: '\\ln', ln: '\\ln', log2: '\\log_2', log10: '\\log_{10}', sin: '\\sin', cos: '\\cos', tan: '\\tan',
  tanh: '\\tanh', atan: '\\arctan', sigmoid: '\\sigma', erf: '\\operatorname{erf}', min: '\\min', max: '\\max', mean: '\\operatorname{mean}',
  clamp: '\\operatorname{clamp}', sum: '\\operatorname{sum}', total: '\\operatorname{total}', orthogonalize: '\\operatorname{orth}',
  row_mean: '\\operatorname{rows}', col_mean: '\\operatorname{cols}',
}
/** Functions between two fences. */
const fenced: Readonly<Record<string, readonly [string, string]>> = {
  abs: ['|', '|'], norm: ['\\|', '\\|'], floor: ['\\lfloor', '\\rfloor'], ceil: ['\\lceil', '\\rceil'], dot: ['\\langle', '\\rangle'],
}
/** Functions whose powers are written sin²(x). */
const raised: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'tanh', 'log', 'ln'])
const written = [...Object.keys(named), ...Object.keys(fenced), 'sqrt', 'exp', 'log1p', 'pow', 'mod', 'grad', 'hdiag', 'hsolve', 'hsolve_abs']

class TexPrinter {
  private readonly line: Line
  private readonly words: TexWords
  private readonly symbol: (name: string) => string
  /** In exponents fractions are written with a slash. */
  private small = false

  constructor(line: Line, words: TexWords, symbol: (name: string) => string) {
    this.line = line
    this.words = words
    this.symbol = symbol
  }

  /** The tree, in parentheses where it binds more loosely than `least`. */
  print(tree: MathNode, least: number = level.any): string {
    const part = partOf(tree, this.line)
    const piece = this.part(part)
    if (piece.level >= least) return piece.text
    // A comparison among numbers is 1 or 0: Iverson's bracket.
    return piece.level <= level.compare && part.kind === 'operator' ? fence('[', piece.text, ']') : fence('(', piece.text, ')')
  }

  private part(part: Part): Piece {
    switch (part.kind) {
      case 'number':
        return numberPiece(part.value)
      case 'name':
        return { text: this.symbol(part.name), level: level.atom }
      case 'choice':
        return { text: this.cases(part), level: level.add }
      case 'operator':
        return this.operator(part.fn, part.args)
      case 'call':
        return this.call(part.name, part.args)
    }
  }

  private cases(choice: Part & { kind: 'choice' }): string {
    const rows: string[] = []
    let rest: Part = choice
    while (rest.kind === 'choice') {
      rows.push(`${this.print(rest.then)} & \\text{${this.words.if} } ${this.print(rest.condition)}`)
      rest = partOf(rest.otherwise, this.line)
    }
    rows.push(`${this.part(rest).text} & \\text{${this.words.otherwise}}`)
    return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`
  }

  private operator(fn: string, args: readonly MathNode[]): Piece {
    const arg = (i: number): MathNode => argument(args, i, fn, this.line)
    const infix = (sign: string, at: number): Piece => ({ text: `${this.print(arg(0), at)} ${sign} ${unsigned(this.print(arg(1), at + 1))}`, level: at })
    if (fn.startsWith('chain:')) return this.chain(fn.slice(6).split(','), args)
    const sign = signs[fn]
    if (sign) return infix(sign, level.compare)
    switch (fn) {
      case 'add':
        return infix('+', level.add)
      case 'subtract':
        return infix('-', level.add)
      case 'multiply':
        return this.product(arg(0), arg(1))
      case 'divide':
        return this.quotient(arg(0), arg(1))
      case 'pow':
        return this.power(arg(0), arg(1))
      case 'mod':
        return infix('\\bmod', level.mul)
      case 'unaryMinus':
        return { text: `-${this.print(arg(0), level.pow)}`, level: level.unary }
      case 'unaryPlus':
        return this.part(partOf(arg(0), this.line))
      case 'and':
        return infix('\\land', level.and)
      case 'or':
        return infix('\\lor', level.or)
      case 'not':
        return { text: `\\lnot ${this.negated(arg(0))}`, level: level.compare }
      default:
        throw refusedOperator(fn, this.line)
    }
  }

  private negated(tree: MathNode): string {
    const { text, level: binds } = this.part(partOf(tree, this.line))
    return binds >= level.atom ? text : fence('(', text, ')')
  }

  private chain(names: readonly string[], args: readonly MathNode[]): Piece {
    const text = args.map((a, i) => `${i > 0 ? ` ${signs[names[i - 1] ?? ''] ?? '='} ` : ''}${this.print(a, level.add)}`).join('')
    return { text, level: level.compare }
  }

  private product(a: MathNode, b: MathNode): Piece {
    const left = this.print(a, level.mul)
    const right = this.print(b, level.unary)
    // Side by side, but never a number before a number.
    if (right.startsWith('-')) return { text: `${left} \\cdot ${unsigned(right)}`, level: level.mul }
    const between = /^[\d.]/.test(right) ? ' \\cdot ' : /^-?[\d.]+$/.test(left) ? ' ' : ' \\, '
    return { text: `${left}${between}${right}`, level: level.mul }
  }

  private quotient(a: MathNode, b: MathNode): Piece {
    if (this.small) return { text: `${this.print(a, level.mul)} / ${this.print(b, level.unary)}`, level: level.mul }
    const top = partOf(a, this.line)
    if (top.kind === 'operator' && top.fn === 'unaryMinus') {
      const inner = argument(top.args, 0, top.fn, this.line)
      return { text: `-\\frac{${this.print(inner)}}{${this.print(b)}}`, level: level.unary }
    }
    return { text: `\\frac{${this.print(a)}}{${this.print(b)}}`, level: level.unary }
  }

  private power(base: MathNode, exponent: MathNode): Piece {
    const raise = this.exponent(exponent)
    const part = partOf(base, this.line)
    if (part.kind === 'call' && raised.has(part.name)) {
      const inner = this.print(argument(part.args, 0, part.name, this.line))
      return { text: `${named[part.name] ?? ''}^{${raise}}${fence('(', inner, ')')}`, level: level.pow }
    }
    return { text: `${this.print(base, level.atom)}^{${raise}}`, level: level.pow }
  }

  private exponent(tree: MathNode): string {
    const before = this.small
    this.small = true
    const text = this.print(tree)
    this.small = before
    return text
  }

  private call(name: string, args: readonly MathNode[]): Piece {
    const arg = (i: number): MathNode => argument(args, i, name, this.line)
    const atom = (text: string): Piece => ({ text, level: level.atom })
    const list = (): string => args.map((a) => this.print(a, level.add)).join(', ')
    const fences = Object.hasOwn(fenced, name) ? fenced[name] : undefined
    if (fences) return atom(fence(fences[0], list(), fences[1]))
    const head = Object.hasOwn(named, name) ? named[name] : undefined
    if (head) return atom(`${head}${fence('(', list(), ')')}`)
    switch (name) {
      case 'sqrt':
        return atom(`\\sqrt{${this.print(arg(0))}}`)
      case 'exp':
        return this.exponential(arg(0))
      case 'log1p':
        return atom(`\\ln${fence('(', `1 + ${this.print(arg(0), level.mul)}`, ')')}`)
      case 'pow':
        return this.power(arg(0), arg(1))
      case 'mod':
        return this.operator('mod', args)
      case 'grad':
        return { text: `\\nabla f${fence('(', list(), ')')}`, level: level.pow }
      case 'hdiag':
        return atom('\\operatorname{diag}(\\nabla^2 f)')
      case 'hsolve':
        return this.solve('\\nabla^2 f', arg(0), arg(1))
      case 'hsolve_abs':
        return this.solve('|\\nabla^2 f|', arg(0), arg(1))
      default:
        throw unknownFunction(name, written, this.line)
    }
  }

  private exponential(tree: MathNode): Piece {
    const raise = this.exponent(tree)
    if (raise.length <= 24) return { text: `e^{${raise}}`, level: level.pow }
    return { text: `\\exp${fence('(', this.print(tree), ')')}`, level: level.atom }
  }

  private solve(hessian: string, vector: MathNode, damping: MathNode): Piece {
    const shift = this.print(damping, level.mul)
    const matrix = shift === '0' ? hessian : `${hessian} + ${shift} \\, I`
    const inverse = matrix.endsWith('|') ? matrix : fence('(', matrix, ')')
    return { text: `${inverse}^{-1} \\, ${this.print(vector, level.unary)}`, level: level.unary }
  }
}

function numberPiece(value: number): Piece {
  const small = value !== 0 && Math.abs(value) < 1e-3
  const [digits = '', exponent] = (small ? value.toExponential() : String(value)).split('e')
  if (exponent === undefined) return { text: digits, level: level.atom }
  const ten = `10^{${Number(exponent)}}`
  return digits === '1' ? { text: ten, level: level.pow } : { text: `${digits} \\cdot ${ten}`, level: level.mul }
}

/** After another sign a minus wants parentheses. */
const unsigned = (text: string): string => (text.startsWith('-') ? fence('(', text, ')') : text)

/** Fences that grow only round what is tall, so that plain ones keep their size. */
function fence(left: string, inner: string, right: string): string {
  const tall = /\\frac|\\sqrt|\\begin|\^\{[^}]{3,}\}/.test(inner)
  const gap = (f: string): string => (/[a-z]$/.test(f) ? ' ' : '')
  return tall ? `\\left${left} ${inner} \\right${right}` : `${left}${gap(left)}${inner}${gap(right) && ' '}${right}`
}
