// Links, formulas and CSV files from strangers, by the thousand: each is read or refused within 100 ms, and a refusal is a short
// sentence that names the place. What was found once stands as a case of its own.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { landscapes } from '../../catalog/landscapes/registry.ts'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import { schedules } from '../../catalog/schedules/registry.ts'
import { composeStep } from '../../formula/compose.ts'
import type { StageText, StepText } from '../../formula/compose.ts'
import { FormulaError } from '../../formula/error.ts'
import { Graph } from '../../formula/graph.ts'
import { planeFunction, expandPlane, RefusedRule } from '../../formula/plane.ts'
import { buildFunction } from '../../formula/program.ts'
import { evaluate } from '../../formula/reference.ts'
import { functionToTex, ruleToTex } from '../../formula/tex.ts'
import { bent, readAll } from './testing.ts'
import { shortenLink, unfoldLink } from '../link-short.ts'
import { LinkError } from '../link-text.ts'
import { readCsv } from '../network/csv.ts'
import { decodeAny, encodeAny } from '../network/link.ts'
import { trainings } from '../network/testing.ts'
import { splitPageLink } from '../page-link.ts'
import { problemText } from '../problems.ts'
import { experimentOf } from '../strategies/testing.ts'
import { strategies } from '../../catalog/strategies/registry.ts'
import { races } from '../testing.ts'
import type { Problem } from '../types.ts'
import { validateAny } from '../validate.ts'

const seed = 20_260_801
const drawn = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { numRuns, seed })
const longestSentence = 600

/** Read, or refused in sentences that say where. */
function expectAnswer({ scenario, problems }: { readonly scenario: unknown; readonly problems: readonly Problem[] }): void {
  if ((scenario === null) !== problems.length > 0) throw new Error('expected a scenario or problems')
  for (const problem of problems) {
    const text = problemText(problem)
    if (text.length > longestSentence || problem.message.length < 8) throw new Error(`expected a sentence, got ${text.length} characters: ${text.slice(0, 200)}`)
    // Only what is wrong with all of it has no path.
    if (problem.path === '' && !/(?:in all|got|of at most)/.test(problem.message)) throw new Error(`expected a place: ${text}`)
  }
}

const experiments = fc.oneof(...strategies.map(experimentOf))
const links = drawn(fc.oneof(races, trainings, experiments), 150).flatMap((given) => {
  const { scenario } = validateAny(given)
  return scenario ? [encodeAny(scenario)] : []
})
const linkWords = ['v1', '&', '=', ',', '(', ')', '%', '%20', ':', '~', '*', 'run=', 'own', 'adam', 'lr=', '1e308', '-1', 'schedule=', 'f=', 'domain=', 'rule=', 'c.', 'p.', 'kind=network', 'kind=strategy', 'data=', 'model=', '&hide=', '&lock=1', 'sweep=', 'lesson=', '\ud800']

describe('20 000 links', () => {
  test('there is something to bend', () => expect(links.length).toBeGreaterThan(100))

  test('are read or refused', () => {
    readAll(drawn(bent(links, linkWords), 20_000), (text) => expectAnswer(decodeAny(splitPageLink(text).link)))
  })

  test('and those that were folded', () => {
    const short = links.filter((link) => link.length < 3000).slice(0, 30).map(shortenLink)
    readAll(drawn(bent(short, ['v1z=', '-', '_', 'A', '&hide=plot', '=']), 2000), (text) => {
      try {
        expectAnswer(decodeAny(unfoldLink(text)))
      } catch (error) {
        if (!(error instanceof LinkError)) throw error
      }
    })
  })

  test.each([
    ['a name of half a million letters', `v1&${'a'.repeat(590_000)}=1`],
    ['a network whose field is such a name', `v1&kind=network&${'a'.repeat(7_000_000)}=1`],
    ['a hyper-parameter of 49 000 letters', `v1&landscape=sphere&run=sgd,${'h'.repeat(49_000)}=1`],
    ['a hundred thousand brackets', `v1&kind=network&data=moons&model=${'('.repeat(50_000)}${')'.repeat(50_000)}&run=adam`],
    ['nothing but settings of the page', `v1${'&hide='.repeat(20_000)}`],
  ])('%s', (_, link) => readAll([link], (text) => expectAnswer(decodeAny(splitPageLink(text).link))))
})

const constantRate: StageText = { rule: 'lr = lr', init: {}, params: [] }
const stepOf = (rule: string): StepText => ({ rule: { rule, init: {}, params: ['lr', 'beta', 'beta1', 'beta2', 'eps'] }, schedule: constantRate, warmup: null, modifiers: [] })

function expectPlace(text: string, error: unknown): void {
  if (error instanceof RefusedRule) return
  if (!(error instanceof FormulaError)) throw error
  const { line, column, message } = error
  const lines = text.split(/\r\n?|\n/)
  const inside = line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1
  if (!inside || message.length > longestSentence || !message.startsWith(`line ${line}, column ${column}: `)) throw new Error(`expected a place in the text, got ${message.slice(0, 300)}`)
}

function readFormula(text: string): void {
  const graph = new Graph()
  const names = new Map(['x', 'y', 'a'].map((name) => [name, graph.sym(name)]))
  try {
    const plane = planeFunction(graph, buildFunction(graph, text, { names, functions: new Map() }))
    evaluate(plane.value, { x: 1, y: -1, a: 2 })
    functionToTex(text)
  } catch (error) {
    expectPlace(text, error)
  }
}

function readRule(text: string): void {
  const graph = new Graph()
  try {
    const step = composeStep(graph, stepOf(text))
    expandPlane(step, planeFunction(graph, buildFunction(graph, 'x^2 + 3*y^2', { names: new Map(['x', 'y'].map((name) => [name, graph.sym(name)])), functions: new Map() })), 'none')
    ruleToTex(text)
  } catch (error) {
    expectPlace(text, error)
  }
}

const formulaWords = ['x', 'y', 'sin(', 'sqrt(', 'max(', '(', ')', '^', '*', '/', '+', '-', ' ? ', ' : ', '<', '==', '\n', '# ', '= ', 'and ', 'not ', '1e308', '2e3x', '.', ',', 'theta', 'g', 'grad(theta)', 'norm(g)', 'lr', 'm = ', '[', '{', '"', '√', '²', '𝜃', '%', '!', 'i']

describe('20 000 formulas', () => {
  test('of landscapes are read or refused at a place in the text', () => readAll(drawn(bent(landscapes.map(({ formula }) => formula), formulaWords), 10_000), readFormula))

  test('of rules and schedules, as much', () => {
    const rules = [...optimizers, ...schedules].flatMap((one) => ('rule' in one && typeof one.rule === 'string' ? [one.rule] : []))
    expect(rules.length).toBeGreaterThan(20)
    readAll(drawn(bent(rules, formulaWords), 10_000), readRule)
  })

  test.each([
    ['a thousand open lines', '(\n'.repeat(1900)],
    ['a name of all letters there may be', 'a'.repeat(3990)],
    ['brackets', `${'('.repeat(1990)}x${')'.repeat(1990)}`],
    ['signs', `${'-'.repeat(3990)}x`],
    ['powers', `x${'^x'.repeat(1900)}`],
    ['choices', `${'x>1?'.repeat(600)}x${':y'.repeat(600)}`],
    ['two hundred lines that double', `${Array.from({ length: 180 }, (_, i) => `a${i + 1} = ${i === 0 ? 'x*y + x' : `a${i}*a${i} + a${i}`}`).join('\n')}\na180`],
  ])('%s', (_, text) => readAll([text], readFormula))

  // As deep as a formula may be: every reading of it holds. What is about the stack is not timed.
  test.each([
    ['signs', `${'-'.repeat(990)}x`],
    ['powers', `x${'^x'.repeat(990)}`],
    ['terms', `x${' + y'.repeat(990)}`],
    ['functions', `${'sin('.repeat(490)}x${')'.repeat(490)}`],
  ])('%s, as many as there may be', (_, text) => expect(() => readFormula(text)).not.toThrow())

  test.each([
    ['gradients within gradients', `theta = ${'grad('.repeat(30)}theta${')'.repeat(30)}`],
    ['a hundred gradients', `${'theta = theta - lr*grad(theta)\n'.repeat(100)}`],
  ])('%s', (_, text) => readAll([text], readRule))
})

describe('5 000 CSV files', () => {
  const tables = drawn(
    fc.record({ cell: fc.constantFrom(',', ';', '\t', '|'), row: fc.constantFrom('\n', '\r\n', '\r'), rows: fc.array(fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 9 }), fc.constantFrom('red', 'blue', '"a ""b"""')), { minLength: 6, maxLength: 30 }) }),
    100,
  ).map(({ cell, row, rows }) => ['x', 'n', 'y'].join(cell) + row + rows.map((cells) => cells.join(cell)).join(row))
  const words = [',', ';', '\t', '"', '""', '\n', '\r', 'NA', 'NaN', '1e999', '1,5', '1 000', '\uFEFF', 'x', '__proto__', 'constructor', '=1+1', '日本', '\u0000', ' ']
  const encoder = new TextEncoder()
  const say = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const readFile = (bytes: Uint8Array): void => {
    const answer = readCsv(bytes)
    if (!('problem' in answer)) return
    if (answer.problem.length > longestSentence || !/(?:file|row|line|column)/i.test(answer.problem)) throw new Error(`expected a place: ${answer.problem}`)
  }

  test('of text are read or refused', () => readAll(drawn(bent(tables, words).map((text) => encoder.encode(text)), 4000), readFile, say))

  test('of any bytes, as much', () => readAll(drawn(fc.uint8Array({ maxLength: 400 }), 1000), readFile, say))

  test('of eight million empty lines are given up soon', () => {
    expect(readCsv(new Uint8Array(7_900_000).fill(10))).toEqual({ problem: 'The file has more than 200001 rows: expected at most 200000 values. Leave out rows or columns.' })
  })
})
