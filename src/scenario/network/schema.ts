// The shape of a network's scenario from outside. What needs the catalogue is checked in semantics.ts.
import * as v from 'valibot'
import { atLeast0, device, fields, formula, list, not, number, oneOf, paramName, record, runEntries, runList, seed, shaped, text, whole } from '../schema.ts'
import type { Shaped } from '../schema.ts'
import { isTrusted } from '../plain.ts'
import { ownDataSchema } from './own-data.ts'
import type { OwnData } from './types.ts'

export const networkLimits = { layers: 6, units: 1024, batch: 100_000, epochs: 1000, weights: 500_000, sweepValues: 64, sweepSeeds: 64 } as const

const share = (low: number, high: number) => {
  const message = not(`a number from ${low} to ${high}`)
  return v.pipe(v.number(message), v.finite(message), v.minValue(low, message), v.maxValue(high, message))
}
const units = list(whole(1, networkLimits.units), 'layers', 0, networkLimits.layers)
const batch = v.lazy((input) => (typeof input === 'string' ? oneOf('batch', ['all']) : whole(1, networkLimits.batch)))
const weights = v.custom<readonly number[]>((value) => weightsFault(value) === null, ({ input }) => weightsFault(input) ?? '')

function weightsFault(value: unknown): string | null {
  if (!Array.isArray(value)) return not('a list of numbers')({ input: value })
  if (isTrusted(value)) return null
  if (value.length > networkLimits.weights) return `expected at most ${networkLimits.weights} weights, got ${value.length}`
  const bad = value.findIndex((weight) => !Number.isFinite(weight))
  return bad < 0 ? null : `weight ${bad + 1}: ${not('a finite number')({ input: value[bad] })}`
}

const dataset = fields('an object with the id of a set of data or own rows', {
  id: v.exactOptional(text(60)),
  own: v.exactOptional(v.lazy((input) => (typeof input === 'object' && input !== null && isTrusted(input) ? v.custom<OwnData>(() => true) : ownDataSchema))),
  params: v.exactOptional(record(number)),
  split: v.exactOptional(share(0.05, 0.95)),
  standardize: v.exactOptional(v.boolean(not('true or false'))),
  jitter: v.exactOptional(share(0, 10)),
  shift: v.exactOptional(whole(0, 8)),
})

const model = fields('an object with the id of a model', {
  id: text(60),
  hidden: v.exactOptional(units),
  activation: v.exactOptional(v.lazy((input) => (typeof input === 'string' ? text(60) : fields('the id of an activation or an object with a formula', { formula })))),
  init: v.exactOptional(text(60)),
  dropout: v.exactOptional(share(0, 0.95)),
  weights: v.exactOptional(weights),
})

const loss = fields('an object with the id of a loss or a formula', {
  id: v.exactOptional(text(60)),
  formula: v.exactOptional(formula),
  params: v.exactOptional(record(number)),
  l1: v.exactOptional(atLeast0),
  l2: v.exactOptional(atLeast0),
})

const run = fields('an object with an optimizer', {
  ...runEntries,
  start: v.exactOptional(v.never('a network starts from its weights, not from a point: leave it out')),
  batch: v.exactOptional(batch),
  widths: v.exactOptional(units),
})

const plane = v.lazy((input) => {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : null
  const place = whole(0, networkLimits.weights - 1)
  if (kind === 'weights') return fields('an object with two weights', { kind: v.literal('weights'), x: place, y: place })
  if (kind === 'random') return fields('an object with a seed', { kind: v.literal('random'), seed })
  return fields('an object with a kind', { kind: oneOf('kind of plane', ['pca']) })
})

const sweepList = fields('an object with a parameter and its values', { param: paramName, values: list(number, 'values', 1, networkLimits.sweepValues) })
const sweepRange = v.pipe(
  fields('an object with a parameter and its range', {
    param: paramName, min: number, max: number, count: whole(2, networkLimits.sweepValues), scale: oneOf('scale', ['log', 'linear']),
  }),
  v.check(({ min, max }) => min < max, ({ input }) => `expected min below max, got ${input.min} and ${input.max}`),
  v.check(({ min, scale }) => scale !== 'log' || min > 0, ({ input }) => `expected a min above 0 on a log scale, got ${input.min}`),
)
const side = v.lazy((input) => (typeof input === 'object' && input !== null && 'min' in input ? sweepRange : sweepList))

const networkSchema = fields('a scenario', {
  version: v.exactOptional(v.literal(1, not('version 1'))),
  kind: v.literal('network', not('"network"')),
  dataset,
  model: v.exactOptional(model),
  loss: v.exactOptional(loss),
  batch: v.exactOptional(batch),
  growth: v.exactOptional(fields('an object with a factor and a number of epochs', { factor: share(1, 100), every: whole(1, networkLimits.epochs) })),
  epochs: v.exactOptional(whole(1, networkLimits.epochs)),
  patience: v.exactOptional(whole(1, networkLimits.epochs)),
  seed: v.exactOptional(seed),
  device: v.exactOptional(device),
  runs: runList(run),
  view: v.exactOptional(oneOf('view', ['data', 'outputs', 'weights', 'plane', 'backprop', 'sweep'])),
  plane: v.exactOptional(plane),
  sweep: v.exactOptional(
    v.pipe(
      fields('an object with one or two axes', { x: side, y: v.exactOptional(side), seeds: v.exactOptional(whole(1, networkLimits.sweepSeeds)) }),
      v.check(({ x, y }) => x.param !== y?.param, ({ input }) => `expected two parameters, got ${input.x.param} twice`),
    ),
  ),
})

/** A scenario of the right shape, its defaults not yet filled in. */
export type NetworkInput = v.InferOutput<typeof networkSchema>

export const parseNetworkShape = (value: unknown): Shaped<NetworkInput> => shaped(networkSchema, value)
