// The only file that sees mathjs: text -> lines of mathjs trees, with places for errors. The grammar is mathjs's `parse`.
import { create, parseDependencies } from 'mathjs'
import type { MathNode } from 'mathjs'
import { FormulaError } from './error.ts'

const math = create({ ...parseDependencies })

/** Longest formula in characters; a guard against hostile links, far above any real rule. */
export const maxFormulaLength = 4000

export interface Line {
  /** 1-based line of the statement's first character. */
  readonly line: number
  /** The assigned name, or null for a bare expression. */
  readonly name: string | null
  readonly tree: MathNode
  /** Text of the expression alone, and where it begins. */
  readonly text: string
  readonly column: number
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
  text.split(/\r?\n/).forEach((raw, index) => {
    const code = raw.replace(/#.*$/, '')
    if (open) open.text += `\n${code}`
    else if (code.trim() !== '') open = { text: code, line: index + 1 }
    if (open && depth(open.text) <= 0) {
      found.push(open)
      open = null
    }
  })
  if (open) found.push(open)
  return found
}

const depth = (text: string): number => (text.match(/[([]/g)?.length ?? 0) - (text.match(/[)\]]/g)?.length ?? 0)

function parseStatement(statement: { text: string; line: number }): Line {
  const head = /^(\s*([A-Za-z_]\w*)\s*=(?!=)\s*)/.exec(statement.text)
  const column = (head?.[1]?.length ?? statement.text.length - statement.text.trimStart().length) + 1
  const expression = statement.text.slice(column - 1)
  const at = { line: statement.line, text: expression, column }
  if (expression.trim() === '') throw new FormulaError('an expression is missing after "="', statement.line, column)
  const semicolon = expression.indexOf(';')
  if (semicolon >= 0) throw errorAt(at, 'one assignment a line, without ";"', semicolon)
  try {
    return { ...at, name: head?.[2] ?? null, tree: math.parse(expression.replaceAll('\n', ' ')) }
  } catch (error) {
    throw syntaxError(at, error)
  }
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

/** An error at the first place where `name` stands as a whole word. */
export function errorAtName(place: Place, reason: string, name: string): FormulaError {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`).exec(place.text)
  const loose = found ?? new RegExp(escaped).exec(place.text)
  return errorAt(place, reason, loose?.index ?? 0)
}

function syntaxError(place: Place, error: unknown): FormulaError {
  if (error instanceof RangeError) return errorAt(place, 'the formula is nested too deeply', 0)
  const message = error instanceof Error ? error.message.replace(/\s*\(char \d+\)/, '') : String(error)
  const char = typeof error === 'object' && error !== null && 'char' in error ? Number(error.char) : 1
  return errorAt(place, lowerFirst(message), char - 1)
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
