import { describe, expect, it } from 'vitest'
import { FormulaError } from './error.ts'
import { Graph } from './graph.ts'
import { buildFunction } from './program.ts'
import { evaluate } from './reference.ts'
import { maxFormulaLength } from './syntax.ts'

const at = { x: 3, y: -2, beta1: 0.9 }

function parse(text: string): number {
  const graph = new Graph()
  const names = new Map(Object.keys(at).map((name) => [name, graph.sym(name)]))
  return evaluate(buildFunction(graph, text, { names, functions: new Map() }), at)
}

function errorOf(text: string): string {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof FormulaError) return error.message
    throw error
  }
  return 'no error'
}

describe('what a formula means, with x = 3 and y = -2', () => {
  it.each([
    ['2x', 6],
    ['2 x y', -12],
    ['2(x + 1)', 8],
    ['(x + 1)(y - 1)', -12],
    ['x y', -6],
    ['abs(y)(x)', 6],
    ['abs(y) abs(x)', 6],
    ['1/2x', 1.5],
    ['-x^2', -9],
    ['2^-1', 0.5],
    ['x^y^2', 81],
    ['+x', 3],
    ['x - -x', 6],
    ['x > 0 ? y : 1', -2],
    ['x < 0 ? 1 : y < 0 ? 2 : 3', 2],
    ['x < 0 ? 1 : (y > 0 ? 2 : 3)', 3],
    ['-5 < y < x', 1],
    ['-5 < y < x < 2', 0],
    ['1 < x <= 3 != 4', 1],
    ['x >= 3', 1],
    ['x == 3 and not (y == 3)', 1],
    ['x != 3 or y > 0', 0],
    ['x % 2', 1],
    ['-x % 2', 1],
    ['x mod 2', 1],
    ['mod(-7, 3)', 2],
    ['min(x, y)', -2],
    ['max(1, x, y, 7, 2)', 7],
    ['clamp(x, -1, 1)', 1],
    ['ceil(0.2) + floor(-0.2)', 0],
    ['log2(8) + log10(1000)', 6],
    ['ln(e) + log(e)', 2],
    ['pow(x, 2)', 9],
    ['sign(y)', -1],
    ['abs(y)', 2],
    ['sigmoid(0)', 0.5],
    ['cos(pi)', -1],
    ['cos(tau)', 1],
    ['true + false', 1],
    ['.5 + 5. + 1e1', 15.5],
    ['2e', 2 * Math.E],
    ['x # a comment', 3],
    ['# first\n\n  x\n', 3],
    ['a = x^2\r\nb = a + 1\r\na*b', 90],
    ['a = 2\nf = a x', 6],
    ['(x\n + y\n)', 1],
    ['a = max(x,   # over\n  y)\na', 3],
  ])('%j is %d', (text, value) => {
    expect(parse(text)).toBeCloseTo(value, 12)
  })
})

describe('a mistake is told with its line, its column and its cure', () => {
  it.each([
    // names
    ['bta1*x', 'line 1, column 1: unknown name "bta1" - did you mean "beta1"?'],
    ['a = x\nb = 2\n\n  a + bet1', 'line 4, column 7: unknown name "bet1" - did you mean "beta1"?'],
    ['x + 2X', 'line 1, column 6: unknown name "X" - did you mean "x"?'],
    ['x + p', 'line 1, column 5: unknown name "p"'],
    ['x + 2 cm', 'line 1, column 7: unknown name "cm"'],
    ['lambda', 'line 1, column 1: unknown name "lambda"'],
    ['__proto__', 'line 1, column 1: unknown name "__proto__"'],
    ['constructor + x', 'line 1, column 1: unknown name "constructor"'],
    ['hasOwnProperty(x)', 'line 1, column 1: unknown function "hasOwnProperty"'],
    ['constructor(x)', 'line 1, column 1: unknown function "constructor"'],
    ['if x > 0 then y', 'line 1, column 1: unknown name "if"'],
    // functions
    ['x*sn(x)', 'line 1, column 3: unknown function "sn" - did you mean "sin"?'],
    ['arctan(x)', 'line 1, column 1: unknown function "arctan" - did you mean "atan"?'],
    ['x + sin', 'line 1, column 5: sin is a function: write sin(…)'],
    ['sin(x) + sin x', 'line 1, column 10: sin is a function: write sin(…)'],
    ['x*x(2)', 'line 1, column 3: x is a number, not a function: write x*(…)'],
    ['2x + x (y)', 'line 1, column 6: x is a number, not a function: write x*(…)'],
    ['sin()', 'line 1, column 1: sin takes 1 argument, got 0'],
    ['min(x, y) + min(x)', 'line 1, column 13: min takes 2 to 16 arguments, got 1'],
    ['clamp(x, 1)', 'line 1, column 1: clamp takes 3 arguments, got 2'],
    ['pow(x)', 'line 1, column 1: pow takes 2 arguments, got 1'],
    // missing pieces
    ['', 'line 1, column 1: the formula is empty'],
    [' \n# nothing\n', 'line 1, column 1: the formula is empty'],
    ['a = ', 'line 1, column 5: an expression is missing after "="'],
    ['a = # later', 'line 1, column 5: an expression is missing after "="'],
    ['= 3', 'line 1, column 1: a number or a name is missing before "="'],
    ['x +', 'line 1, column 4: a number or a name is missing at the end'],
    ['a = x\nb = a*  ', 'line 2, column 7: a number or a name is missing at the end'],
    ['x + * y', 'line 1, column 5: a number or a name is missing before "*"'],
    ['max(x, )', 'line 1, column 8: a number or a name is missing before ")"'],
    ['()', 'line 1, column 2: a number or a name is missing before ")"'],
    ['(x', 'line 1, column 1: this "(" is never closed'],
    ['a = (x\nb = y', 'line 1, column 5: this "(" is never closed'],
    ['sin(x))', 'line 1, column 7: this ")" closes nothing'],
    [')(', 'line 1, column 1: this ")" closes nothing'],
    ['5 5', 'line 1, column 3: an operator such as "*" is missing before "5"'],
    ['(1 2)', 'line 1, column 4: an operator such as "*" is missing before "2"'],
    ['x ? 1', 'line 1, column 6: a choice is written condition ? a : b'],
    ['x ? : 2', 'line 1, column 5: a choice is written condition ? a : b'],
    ['x : 2', 'line 1, column 1: a choice is written condition ? a : b'],
    // assignments
    ['x = 2', 'line 1, column 1: x is given and cannot be assigned: use another name'],
    ['  e = 2', 'line 1, column 3: e has a meaning of its own: use another name'],
    ['sin = 2', 'line 1, column 1: sin has a meaning of its own: use another name'],
    ['x\n  y', 'line 1, column 1: only the last line may be a bare expression: write name = …'],
    ['a = x; b = y', 'line 1, column 6: one assignment a line, without ";"'],
    ['a = b = 2', 'line 1, column 5: one assignment a line; to compare, write "=="'],
    ['1 = x', 'line 1, column 3: only a plain name may stand before "="; to compare, write "=="'],
    ['f(x) = x^2', 'line 1, column 1: a function cannot be defined here: write name = … and use the name'],
    ['a += 1', 'line 1, column 3: write name = name + … in full'],
    // what other languages and books write
    ['x**2', 'line 1, column 2: write ^ for a power, not **'],
    ['x && y', 'line 1, column 3: write "and" between conditions'],
    ['x || y', 'line 1, column 3: write "or" between conditions'],
    ['!x', 'line 1, column 1: "!" is not part of the formula language: write "not" before a condition'],
    ['x!', 'line 1, column 2: "!" is not part of the formula language: write "not" before a condition'],
    ['|x|', 'line 1, column 1: write abs(…) for an absolute value'],
    ['x .* y', 'line 1, column 3: every operation is element by element already: write it without "."'],
    ['0,5x', 'line 1, column 2: "," separates the arguments of a function; a decimal number is written with a point'],
    ['x² + 1', 'line 1, column 2: "²" is not part of the formula language: write ^2'],
    ['x − 1', 'line 1, column 3: "−" is not part of the formula language: write -'],
    ['θ - 1', 'line 1, column 1: "θ" is not part of the formula language: write theta'],
    ['x + 🙂', 'line 1, column 5: "🙂" is not part of the formula language'],
    ['"abc"', 'line 1, column 1: text in quotes is not part of the formula language'],
    ["x'", 'line 1, column 2: text in quotes is not part of the formula language'],
    ['[1, 2]', 'line 1, column 1: an array is not part of the formula language: use round parentheses ( )'],
    ['x[1]', 'line 1, column 2: an array is not part of the formula language: use round parentheses ( )'],
    ['{a: 1}', 'line 1, column 1: only round parentheses ( ) are part of the formula language'],
    ['x + x.y', 'line 1, column 1: a name has no parts: "." belongs inside numbers only'],
    ['x.sin(y)', 'line 1, column 1: a name has no parts: "." belongs inside numbers only'],
    ['x to y', 'line 1, column 3: "to" is not part of the formula language'],
    ['null', 'line 1, column 1: expected a number, got null'],
    // places on later lines of one statement
    ['a = (x\n  + bta1)', 'line 2, column 5: unknown name "bta1" - did you mean "beta1"?'],
    ['(x\n + 5 5)', 'line 2, column 6: an operator such as "*" is missing before "5"'],
    ['x\r\n  @', 'line 2, column 3: "@" is not part of the formula language'],
  ])('%j', (text, message) => {
    expect(errorOf(text)).toBe(message)
  })

  it('refuses what is too long', () => {
    expect(errorOf(`x${'+x'.repeat(maxFormulaLength / 2)}`)).toBe(`line 1, column 1: the formula has ${maxFormulaLength + 1} characters, at most ${maxFormulaLength} are allowed`)
  })

  it.each([
    ['parentheses', `${'('.repeat(1900)}x${')'.repeat(1900)}`],
    ['powers', `${'x^'.repeat(1900)}x`],
    ['choices', `${'x?1:'.repeat(900)}x`],
    ['signs', `${'-'.repeat(3900)}x`],
    ['calls', `${'sin('.repeat(790)}x${')'.repeat(790)}`],
    ['terms', `x${'+x'.repeat(1900)}`],
  ])('%s nested as deep as the length allows are a value or one sentence, never a crash', (_, text) => {
    const message = errorOf(text)
    expect(['no error', 'line 1, column 1: the formula is nested too deeply: give its parts names']).toContain(message)
  })

  it('has a place inside the text for whatever is cut off', () => {
    const whole = 'a = max(x^2, 3y)\nb = a > 1 ? sqrt(a) : -a\nsin(b)*2e1 + x'
    for (let length = 0; length <= whole.length; length++) {
      const text = whole.slice(0, length)
      const place = /^line (\d+), column (\d+): /.exec(errorOf(text))
      if (!place) continue
      const line = text.split('\n')[Number(place[1]) - 1]
      expect(line, text).toBeDefined()
      expect(Number(place[2]), text).toBeLessThanOrEqual((line?.length ?? 0) + 1)
    }
  })
})
