// The shape of a scenario from outside (valibot): fields, kinds and sizes. What needs the catalogue is checked in semantics.ts.
import * as v from 'valibot'
import { maxFormulaLength } from '../formula/syntax.ts'
import { expected, pathText, unknownName } from './problems.ts'
import type { Problem } from './types.ts'

export const maxRuns = 32
/** Cells per side of a sweep or a basin map. */
export const sweepSizes = { least: 8, most: 512 } as const
const maxSeeds = 1024
const maxSteps = 100_000

export const not = (what: string) => (issue: { readonly input: unknown }): string => expected(what, issue.input)

export const number = v.pipe(v.number(not('a number')), v.finite(not('a finite number')))
export const whole = (low: number, high: number) => {
  const message = not(`a whole number from ${low} to ${high}`)
  return v.pipe(v.number(message), v.integer(message), v.minValue(low, message), v.maxValue(high, message))
}
export const atLeast0 = v.pipe(v.number(not('a number of at least 0')), v.finite(not('a finite number')), v.minValue(0, not('a number of at least 0')))
export const seed = whole(0, 2 ** 32 - 1)
export const text = (length: number) =>
  v.pipe(
    v.string(not('a text')),
    v.maxLength(length, (issue) => `expected at most ${length} characters, got ${issue.input.length}`),
    // Half of a surrogate pair cannot be written into a link.
    v.check((value) => !/\p{Surrogate}/u.test(value), 'expected well-formed text, got half of a character'),
  )
export const formula = text(maxFormulaLength)
export const oneOf = <const T extends readonly string[]>(kind: string, names: T) =>
  v.picklist(names, ({ input }) =>
    typeof input === 'string' ? unknownName(kind, input, names) : expected(names.map((n) => `"${n}"`).join(', '), input),
  )
/** Its length is looked at before its items: of a stranger's million not one is. @param what more than one of the items, as a person says it */
export const list = <T extends v.GenericSchema>(item: T, what: string, least: number, most: number) =>
  v.pipe(
    v.array(v.unknown(), not(`a list of ${what}`)),
    v.check((given) => given.length >= least && given.length <= most, ({ input }) => `expected ${least} to ${most} ${what}, got ${input.length}`),
    v.array(item),
  )
const pair = <T extends v.GenericSchema>(item: T, what: string) => v.strictTuple([item, item], not(what))
const point = pair(number, 'two numbers [x, y]')
export const record = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.record(v.string(), value, not('an object of names and values')),
    v.check((given) => Object.keys(given).length <= 32, 'expected at most 32 names'),
  )

export function fields<T extends v.ObjectEntries>(what: string, entries: T) {
  return v.strictObject(entries, ({ expected: wanted, input, received }) => {
    if (wanted === 'never') return unknownName('field', String(input), Object.keys(entries))
    return wanted !== 'Object' && received === 'undefined' ? 'this field is missing' : expected(what, input)
  })
}

const range = v.pipe(
  pair(number, 'a range [low, high]'),
  v.check(([low, high]) => low < high, ({ input }) => `expected low below high, got [${input.join(', ')}]`),
)
const ownLandscape = fields('the id of a landscape or an object with a formula', {
  formula,
  domain: pair(range, 'two ranges [[x low, x high], [y low, y high]]'),
})
const ownOptimizer = fields('the id of an optimizer or an object with a rule', {
  name: text(60),
  rule: formula,
  hyper: record(number),
  init: v.exactOptional(record(text(200))),
})
const schedule = fields('an object with the id of a schedule or a formula', {
  id: v.exactOptional(text(60)),
  formula: v.exactOptional(formula),
  params: v.exactOptional(record(number)),
  warmup: v.exactOptional(whole(0, maxSteps)),
})
const hyperValue = v.union([v.number(), v.boolean(), text(60), v.null()], not('a number, true or false, a name or null'))

/** A rule's `beta1`, or after its owner, `schedule.gamma`. */
export const paramName = v.pipe(v.string(not('the name of a parameter')), v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,31}(\.[A-Za-z_][A-Za-z0-9_]{0,31})?$/, not('the name of a parameter')))
const sweepAxis = v.pipe(
  fields('an object with a parameter and its range', {
    param: paramName,
    min: number,
    max: number,
    scale: v.exactOptional(oneOf('scale', ['log', 'linear'])),
  }),
  v.check(({ min, max }) => min < max, ({ input }) => `expected min below max, got ${input.min} and ${input.max}`),
  v.check(({ min, scale }) => scale !== 'log' || min > 0, ({ input }) => `expected a min above 0 on a log scale, got ${input.min}`),
)
const cells = whole(sweepSizes.least, sweepSizes.most)
const sweep = v.pipe(
  fields('an object with two axes', {
    x: sweepAxis,
    y: sweepAxis,
    colour: v.exactOptional(oneOf('colour', ['final', 'best', 'steps'])),
    size: v.exactOptional(cells),
  }),
  v.check(({ x, y }) => x.param !== y.param, ({ input }) => `expected two parameters, got ${input.x.param} twice`),
)

/** What a run has, whatever it runs on. */
export const runEntries = {
  optimizer: v.lazy((input) => (typeof input === 'string' ? text(60) : ownOptimizer)),
  hyper: v.exactOptional(record(hyperValue)),
  schedule: v.exactOptional(schedule),
  weightDecay: v.exactOptional(fields('an object', { kind: oneOf('kind of weight decay', ['l2', 'decoupled']), value: number })),
  clip: v.exactOptional(fields('an object', { kind: oneOf('kind of clipping', ['value', 'norm']), value: number })),
  cautious: v.exactOptional(v.boolean(not('true or false'))),
  lookahead: v.exactOptional(fields('an object', { k: number, alpha: number })),
  ema: v.exactOptional(fields('an object', { decay: number })),
  seed: v.exactOptional(seed),
  label: v.exactOptional(text(60)),
  color: v.exactOptional(v.pipe(v.string(not('a colour such as #e69f00')), v.regex(/^#[0-9a-f]{6}$/i, not('a colour such as #e69f00')))),
  hidden: v.exactOptional(v.boolean(not('true or false'))),
  tuned: v.exactOptional(
    fields('an object with trials and parameters', {
      trials: whole(1, 1_000_000),
      over: v.pipe(v.array(paramName, not('a list of parameters')), v.minLength(1, 'expected at least one parameter'), v.maxLength(2, 'expected at most two parameters')),
    }),
  ),
} as const

const run = fields('an object with an optimizer', { ...runEntries, start: v.exactOptional(point) })
export const runList = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.array(item, not('a list of runs')),
    v.minLength(1, 'expected at least one run'),
    v.maxLength(maxRuns, ({ input }) => `expected at most ${maxRuns} runs, got ${input.length}`),
  )
export const device = oneOf('device', ['auto', 'webgpu', 'webgpu_composed', 'webgl', 'cpu'])

export const scenarioSchema = fields('a scenario', {
  version: v.exactOptional(v.literal(1, not('version 1'))),
  kind: v.exactOptional(v.literal('landscape', not('"landscape"'))),
  landscape: v.lazy((input) => (typeof input === 'string' ? text(60) : ownLandscape)),
  constants: v.exactOptional(record(number)),
  start: v.exactOptional(point),
  steps: v.exactOptional(whole(1, maxSteps)),
  seed: v.exactOptional(seed),
  noise: v.exactOptional(
    fields('an object', { kind: oneOf('kind of noise', ['none', 'gaussian', 'multiplicative', 'heavy-tail']), scale: v.exactOptional(atLeast0) }),
  ),
  device: v.exactOptional(device),
  tolerance: v.exactOptional(atLeast0),
  runs: runList(run),
  view: v.exactOptional(oneOf('view', ['contour', 'surface', 'sweep', 'basins'])),
  sweep: v.exactOptional(sweep),
  basins: v.exactOptional(fields('an object with a run and a size', { run: v.exactOptional(whole(0, maxRuns - 1)), size: v.exactOptional(cells) })),
  seeds: v.exactOptional(fields('an object with a count', { count: whole(2, maxSeeds) })),
})

/** A scenario of the right shape, its defaults not yet filled in. */
export type ScenarioInput = v.InferOutput<typeof scenarioSchema>

export type Shaped<T> = { readonly input: T; readonly problems: readonly [] } | { readonly input: null; readonly problems: readonly Problem[] }

export const parseShape = (value: unknown): Shaped<ScenarioInput> => shaped(scenarioSchema, value)

export function shaped<T extends v.GenericSchema>(schema: T, value: unknown): Shaped<v.InferOutput<T>> {
  const result = v.safeParse(schema, value)
  if (result.success) return { input: result.output, problems: [] }
  return { input: null, problems: result.issues.map((issue) => ({ path: pathText(keysOf(issue)), message: issue.message })) }
}

const keysOf = (issue: v.BaseIssue<unknown>): (string | number)[] =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
