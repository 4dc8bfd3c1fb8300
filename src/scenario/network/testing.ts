// Arbitrary valid scenarios of networks, drawn from the registries.
import fc from 'fast-check'
import { activations } from '../../catalog/activations/registry.ts'
import { datasets } from '../../catalog/datasets/registry.ts'
import { initialisations } from '../../catalog/inits/registry.ts'
import { models } from '../../catalog/models/registry.ts'
import type { Task } from '../../catalog/network-types.ts'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import type { NumberParam } from '../../catalog/types.ts'
import { lossesFor } from './losses.ts'

const double = fc.double({ noNaN: true, noDefaultInfinity: true })
const single = fc.double({ noNaN: true, min: -1e38, max: 1e38 })
const part = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true })
const label = fc.string({ unit: 'grapheme', maxLength: 12 })
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const optional = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<object> => fc.record(shape, { requiredKeys: [] })

function value({ valid, slider }: NumberParam): fc.Arbitrary<number> {
  const low = valid.min ?? valid.above ?? slider.min
  const high = Math.min(valid.max ?? valid.below ?? slider.max, slider.max)
  if (valid.integer) return fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
  return fc.double({ min: low, max: high, noNaN: true }).filter((v) => (valid.above === undefined || v > valid.above) && (valid.below === undefined || v < valid.below))
}
const values = (params: readonly NumberParam[]): fc.Arbitrary<object> => optional(Object.fromEntries(params.map((p) => [p.name, value(p)])))

const listed = fc.constantFrom(...datasets).chain((d) => fc.record({ task: fc.constant<Task>(d.task), dataset: fc.record({ id: fc.constant(d.id), params: values(d.params) }) }))
const rowsOf = (columns: number, rows: number): fc.Arbitrary<readonly (readonly number[])[]> =>
  fc.array(fc.array(single, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
const own = fc.record({ columns: fc.array(label, { minLength: 1, maxLength: 3 }), rows: fc.integer({ min: 4, max: 9 }), classes: fc.uniqueArray(label, { minLength: 2, maxLength: 2 }), numbers: fc.boolean(), name: label, target: label })
  .chain(({ columns, rows, classes, numbers, name, target }) =>
    fc.record({
      task: fc.constant<Task>(numbers ? 'numbers' : 'classes'),
      dataset: fc.record({
        own: fc.record({
          name: fc.constant(name), columns: fc.constant(columns), target: fc.constant(target), rows: rowsOf(columns.length, rows),
          targets: numbers ? fc.array(single, { minLength: rows, maxLength: rows }) : fc.constant(Array.from({ length: rows }, (_, i) => classes[i % 2] ?? '')),
        }),
      }),
    }),
  )
const data = fc.tuple(fc.oneof({ weight: 2, arbitrary: listed }, own), optional({ split: fc.double({ min: 0.05, max: 0.95, noNaN: true }), standardize: fc.boolean(), jitter: part(10), shift: fc.integer({ min: 0, max: 8 }) }))
  .map(([{ task, dataset }, more]) => ({ task, dataset: { ...dataset, ...more } }))

const activation = fc.oneof(fc.constantFrom(...activations.map((a) => a.id)), fc.constantFrom({ formula: 'z*sigmoid(z)' }, { formula: '# (a, b)\na = max(z, 0)\na^2' }, { formula: 'z > 0 ? z : 0' }))
const units = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 4 })
const model = fc.constantFrom(...models).chain((m) =>
  fc.record(
    { id: fc.constant(m.id), hidden: units, activation, init: fc.constantFrom(...initialisations.map((i) => i.id)), dropout: part(0.95), weights: fc.array(double, { maxLength: 5 }) },
    { requiredKeys: ['id'] },
  ),
)
const ownLoss = fc.record({ formula: fc.constantFrom('(y - p)^4', 'f*abs(y - z)'), params: fc.record({ f: double }) })
const listedLoss = (task: Task): fc.Arbitrary<object> => fc.constantFrom(...lossesFor(task)).chain((l) => fc.record({ id: fc.constant(l.id), params: values(l.params) }))
const loss = (task: Task): fc.Arbitrary<object> =>
  fc.tuple(fc.oneof(listedLoss(task), ownLoss, fc.constant({})), optional({ l1: part(1), l2: part(1) })).map(([chosen, penalties]) => ({ ...chosen, ...penalties }))

const batch = fc.oneof(fc.constant('all'), fc.integer({ min: 1, max: 100_000 }))
const run = fc.tuple(
  fc.oneof(
    fc.constantFrom(...optimizers.map((o) => o.id)).map((optimizer) => ({ optimizer })),
    fc.record({ batch: double, widths: double, lr: fc.double({ min: 1e-9, max: 9, noNaN: true }) }).map((hyper) => ({ optimizer: { name: 'mine', rule: 'theta = theta - lr*g*batch + widths', hyper } })),
  ),
  optional({ batch, widths: units, seed, label, schedule: fc.constantFrom({ id: 'cosine', warmup: 5 }, { formula: 'lr/(1 + t)' }), cautious: fc.boolean() }),
).map(([rule, more]) => ({ ...rule, ...more }))

const axis = (param: string): fc.Arbitrary<object> => fc.record({ param: fc.constant(param), values: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 }) })
export const trainings: fc.Arbitrary<object> = data
  .chain(({ task, dataset }) => fc.tuple(
    fc.record({ dataset: fc.constant(dataset), loss: loss(task), runs: fc.array(run, { minLength: 1, maxLength: 4 }) }),
    optional({
      model, batch, growth: fc.record({ factor: fc.double({ min: 1, max: 100, noNaN: true }), every: fc.integer({ min: 1, max: 1000 }) }),
      epochs: fc.integer({ min: 1, max: 1000 }), patience: fc.integer({ min: 1, max: 1000 }), seed, device: fc.constantFrom('auto', 'webgpu', 'webgl', 'cpu'),
      view: fc.constantFrom('data', 'outputs', 'weights', 'plane', 'backprop', 'sweep'),
      plane: fc.oneof(fc.constant({ kind: 'pca' }), fc.record({ kind: fc.constant('random'), seed }), fc.record({ kind: fc.constant('weights'), x: fc.nat(99), y: fc.nat(99) })),
      sweep: fc.record({ x: axis('lr'), y: axis('batch') }, { requiredKeys: ['x'] }),
    }),
  ))
  .map(([needed, more]) => ({ version: 1, kind: 'network', ...needed, ...more }))
