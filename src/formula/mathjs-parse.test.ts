import { parse as whole } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { parse } from './mathjs-parse.ts'

/** The right sides of all rules, lines that are continued left out. */
const lines = optimizers
  .flatMap((optimizer) => (optimizer.kind === 'formula' ? optimizer.rule.split('\n') : []))
  .flatMap((line) => /^\s*\w+\s*=\s*([^=].*)$/.exec(line)?.[1] ?? [])

const texts = [
  '1+2*x^2', '2x', '-x^2', 'a ? b : c', 'x < y < z', 'not x and y or z', '1e400', '0x1f', 'true', 'f(x) = 2', 'x = 2', '1:3', 'a.b', 'x % 2', 'mod(x, 2)', '1e-3*sin(x)', '2(3)', 'x!', '[1, 2]', '0b101',
  '.5', '5.', 'null', 'NaN', 'Infinity', 'x to y', '~x', '08', '1e', 'e3', '10000000000000000000000000', 'f(1)(2)', '{a: 1}', '"s"', 'x; y', "x'", 'x.^2', 'a[1]', '', 'x == y != z', '-2 ^ -2',
]

/** The tree, or what is said and where. */
function outcome(reader: (text: string) => unknown, text: string): string {
  try {
    return JSON.stringify(reader(text))
  } catch (error) {
    return `${String(error)} ${error instanceof Error && 'char' in error ? String(error.char) : ''}`
  }
}

describe('the parts of mathjs put together', () => {
  test.each([...new Set([...texts, ...lines])])('read %j as the whole does', (text) => expect(outcome(parse, text)).toBe(outcome(whole, text)))

  test.each(['1+', '(1', '1..2', 'x y)', '*2', 'a ? b', 'x ==', '@', 'f(,)', '1 +* 2'])('refuse %j in the same words, at the same place', (text) => {
    expect(outcome(parse, text)).toMatch(/\d$/)
    expect(outcome(parse, text)).toBe(outcome(whole, text))
  })
})
