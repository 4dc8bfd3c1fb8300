// Text -> lines of mathjs trees, with places for errors. The grammar is mathjs's `parse`.
import type { MathNode } from 'mathjs'
import { FormulaError } from './error.ts'
import { parse } from './mathjs-parse.ts'

/** Longest formula in characters; a guard against hostile links, far above any real rule. */
export const maxFormulaLength = 4000
/** Levels of one statement, a sum being as deep as it has terms. Every reading walks them by recursion, in workers with small stacks. */
const maxDepth = 1000

export interface Line {
  /** 1-based line of the statement's first character. */
  readonly line: number
  /** The assigned name, or null for a bare expression. */
  readonly name: string | null
  readonly tree: MathNode
  /** Text of the expression alone, and where it begins. */
  readonly text: string
  readonly column: number
  /** 1-based column of the statement's first character. */
  readonly start: number
}

/** Statements, one a line; an open parenthesis carries a statement over the line's end; `#` starts a comment. */
export function parseLines(text: string): Line[] {
  if (text.length > maxFormulaLength) {
    throw new FormulaError(`the formula has ${text.length} characters, at most ${maxFormulaLength} are allowed`, 1, 1)
  }
  const lines = statements(text).map(parseStatement)
  if (lines.length === 0) throw new FormulaError('the formula is empty', 1, 1)
  return lines
}

function statements(text: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = []
  let open: { text: string; line: number } | null = null
  let left = 0
  text.split(/\r\n?|\n/).forEach((raw, index) => {
    const code = raw.replace(/#.*$/, '')
    if (open) open.text += `\n${code}`
    else if (code.trim() !== '') open = { text: code, line: index + 1 }
    left += depth(code)
    if (open && left <= 0) {
      found.push(open)
      open = null
      left = 0
    }
  })
  if (open) found.push(open)
  return found
}

const depth = (text: string): number => (text.match(/\(/g)?.length ?? 0) - (text.match(/\)/g)?.length ?? 0)

function parseStatement(statement: { text: string; line: number }): Line {
  const head = /^(\s*([A-Za-z_]\w*)\s*=(?!=)\s*)/.exec(statement.text)
  const indent = statement.text.length - statement.text.trimStart().length
  const column = (head?.[1]?.length ?? indent) + 1
  const expression = statement.text.slice(column - 1)
  const at = { line: statement.line, text: expression, column }
  if (expression.trim() === '') throw new FormulaError('an expression is missing after "="', statement.line, column)
  refuseForeign(at)
  refuseUnbalanced(at)
  const tree = treeOf(at)
  if (depthOf(tree) > maxDepth) throw tooDeep(at)
  return { ...at, start: indent + 1, name: head?.[2] ?? null, tree }
}

function treeOf(at: Place): MathNode {
  try {
    return parse(at.text.replaceAll('\n', ' '))
  } catch (error) {
    throw syntaxError(at, error)
  }
}

/** Level by level: what is too deep for the readings' recursion would be too deep for one here. */
function depthOf(tree: MathNode): number {
  let depth = 0
  for (let level = [tree]; level.length > 0; depth++) {
    level = level.flatMap((node) => {
      const parts: MathNode[] = []
      node.forEach((part) => parts.push(part))
      return parts
    })
  }
  return depth
}

interface Place {
  readonly line: number
  readonly text: string
  readonly column: number
}

/** An error at a 0-based offset into the expression's text. */
export function errorAt(place: Place, reason: string, offset: number): FormulaError {
  const before = place.text.slice(0, Math.max(0, offset))
  const breaks = before.split('\n').length - 1
  const column = breaks === 0 ? place.column + before.length : before.length - before.lastIndexOf('\n')
  return new FormulaError(reason, place.line + breaks, column)
}

/** An error at the `nth` place (from 0) where `name` stands as a name of its own. */
export function errorAtName(place: Place, reason: string, name: string, nth = 0): FormulaError {
  const places = [...place.text.matchAll(tokens)].filter((token) => token[0] === name)
  return errorAt(place, reason, places[nth]?.index ?? places[0]?.index ?? 0)
}

/** Names and numbers: in `2e3x` the name is x, in `a2x` it is all of it. */
const tokens = /[A-Za-z_]\w*|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/g

/** What other languages and books write, and what to write here. Each is looked for in the whole expression. */
const foreign: readonly (readonly [pattern: RegExp, cure: string])[] = [
  [/;/, 'one assignment a line, without ";"'],
  [/\*\*/, 'write ^ for a power, not **'],
  [/&&?/, 'write "and" between conditions'],
  [/\|\|/, 'write "or" between conditions'],
  [/\|/, 'write abs(…) for an absolute value'],
  [/[+\-*/^%]=/, 'write name = name + … in full'],
  [/!(?!=)/, '"!" is not part of the formula language: write "not" before a condition'],
  [/\.[*/^]/, 'every operation is element by element already: write it without "."'],
  [/["'`]/, 'text in quotes is not part of the formula language'],
  [/[[\]]/, 'an array is not part of the formula language: use round parentheses ( )'],
  [/[{}]/, 'only round parentheses ( ) are part of the formula language'],
]

/** Signs that are pasted from books and papers. */
const signs: Readonly<Record<string, string>> = {
  '−': '-', '–': '-', '×': '*', '·': '*', '⋅': '*', '∙': '*', '÷': '/', '²': '^2', '³': '^3', '√': 'sqrt(…)', '≤': '<=', '≥': '>=', '≠': '!=', '←': '=',
  'α': 'alpha', 'β': 'beta', 'γ': 'gamma', 'ε': 'eps', 'η': 'lr', 'θ': 'theta', 'λ': 'lambda', 'μ': 'mu', 'π': 'pi', 'ρ': 'rho', 'σ': 'sigma', 'τ': 'tau',
}

function refuseForeign(place: Place): void {
  const odd = /[^\t\n\x20-\x7e]|[@$\\~]/u.exec(place.text)
  if (odd) {
    const cure = Object.hasOwn(signs, odd[0]) ? `: write ${signs[odd[0]]}` : ''
    throw errorAt(place, `"${odd[0]}" is not part of the formula language${cure}`, odd.index)
  }
  for (const [pattern, cure] of foreign) {
    const found = pattern.exec(place.text)
    if (found) throw errorAt(place, cure, found.index)
  }
}

function refuseUnbalanced(place: Place): void {
  const open: number[] = []
  for (const { 0: sign, index } of place.text.matchAll(/[()]/g)) {
    if (sign === '(') open.push(index)
    else if (open.pop() === undefined) throw errorAt(place, 'this ")" closes nothing', index)
  }
  const last = open.pop()
  if (last !== undefined) throw errorAt(place, 'this "(" is never closed', last)
}

/** What mathjs says -> what a reader can act on. `next` is the sign at the place, '' at the end. */
function plainly(message: string, next: string): string {
  const before = next === '' ? 'at the end' : `before "${next}"`
  if (message.startsWith('Unexpected end') || message.startsWith('Value expected')) return `a number or a name is missing ${before}`
  if (next === ',') return '"," separates the arguments of a function; a decimal number is written with a point'
  if (message.startsWith('Parenthesis )') || message.startsWith('Unexpected part')) return `an operator such as "*" is missing ${before}`
  if (message.startsWith('False part') || message.startsWith('The ')) return 'a choice is written condition ? a : b'
  if (message.startsWith('Invalid left hand side')) return 'only a plain name may stand before "="; to compare, write "=="'
  return next === '' ? 'this is not part of the formula language' : `"${next}" is not expected here`
}

function syntaxError(place: Place, error: unknown): FormulaError {
  if (error instanceof RangeError) return tooDeep(place)
  const message = error instanceof Error ? error.message : String(error)
  const char = typeof error === 'object' && error !== null && 'char' in error ? Number(error.char) : 1
  const offset = Math.min(char - 1, place.text.trimEnd().length)
  const next = /^\s*(\w+|[^\w\s])?/.exec(place.text.slice(offset))
  const gap = next?.[1] === undefined ? 0 : next[0].length - next[1].length
  return errorAt(place, plainly(message, next?.[1] ?? ''), offset + gap)
}

export const tooDeep = (place: Place): FormulaError => errorAt(place, 'the formula is nested too deeply: give its parts names', 0)
