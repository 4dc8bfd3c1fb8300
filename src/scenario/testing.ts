// For tests only: arbitrary valid races, drawn from the registries, and runs that wear all there is.
import fc from 'fast-check'
import { landscapes } from '../catalog/landscapes/registry.ts'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import type { NumberParam, Param } from '../catalog/types.ts'
import { fillDefaults } from './defaults.ts'
import type { RunSpec } from './types.ts'
import { decaysItself } from './values.ts'

const double = fc.double({ noNaN: true, noDefaultInfinity: true })
const positive = fc.double({ min: Number.MIN_VALUE, max: 1e6, noNaN: true })
const point = fc.tuple(double, double)
const label = fc.string({ unit: 'grapheme', maxLength: 12 })
const domain = fc.tuple(fc.integer({ min: -9, max: 0 }), fc.integer({ min: 1, max: 9 }))
const optional = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<object> => fc.record(shape, { requiredKeys: [] })

function paramValue(param: Param): fc.Arbitrary<unknown> {
  if (param.kind === 'boolean') return fc.boolean()
  if (param.kind === 'choice') return fc.constantFrom(...param.choices)
  const number = numberIn(param)
  return param.whenNull === undefined ? number : fc.option(number)
}

function numberIn({ valid }: NumberParam): fc.Arbitrary<number> {
  const low = valid.min ?? valid.above ?? -1e6
  const high = valid.max ?? valid.below ?? Math.max(low + 1, 1e6)
  if (valid.integer) return fc.integer({ min: Math.ceil(low) + (valid.above === undefined ? 0 : 1), max: Math.floor(high) })
  return fc
    .double({ min: low, max: high, noNaN: true })
    .filter((v) => (valid.above === undefined || v > valid.above) && (valid.below === undefined || v < valid.below))
}

const values = (params: readonly Param[]): fc.Arbitrary<object> => optional(Object.fromEntries(params.map((p) => [p.name, paramValue(p)])))

const listedRule = fc.constantFrom(...optimizers).chain((o) => fc.record({ optimizer: fc.constant(o.id), hyper: values(o.hyper) }))
const ownRule = fc
  .record({ lr: positive, seed: double, name: double, b: double, label })
  .map(({ lr, seed, name, b, label: text }) => ({
    optimizer: {
      name: text, rule: `# ${text.replace(/\s/g, ' ')}\nm = b*m + g\ntheta = theta - lr*m*(seed > name ? 1 : 2)`, hyper: { lr, seed, name, b }, init: { m: '2*(theta + 1)' },
    },
  }))

const listedSchedule = fc.constantFrom(...schedules).chain((s) => fc.record({ id: fc.constant(s.id), params: values(s.params) }))
const ownSchedule = fc.record({ formula: fc.constantFrom('lr*formula^t', 'lr = lr/(1 + formula*t)'), params: fc.record({ formula: double }) })
const schedule = fc
  .tuple(fc.oneof(listedSchedule, ownSchedule), fc.integer({ min: 0, max: 50 }))
  .map(([choice, warmup]) => ({ ...choice, warmup }))

const run = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: listedRule }, ownRule),
    optional({
      schedule,
      weightDecay: fc.record({ kind: fc.constantFrom('l2', 'decoupled'), value: fc.double({ min: 0, max: 1, noNaN: true }) }),
      clip: fc.record({ kind: fc.constantFrom('value', 'norm'), value: positive }),
      cautious: fc.boolean(),
      lookahead: fc.record({ k: fc.integer({ min: 1, max: 50 }), alpha: fc.double({ min: 0, max: 1, noNaN: true }) }),
      ema: fc.record({ decay: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
      start: point,
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      label,
      color: fc.integer({ min: 0, max: 0xffffff }).map((c) => `#${c.toString(16).padStart(6, '0')}`),
      hidden: fc.boolean(),
      tuned: fc.record({ trials: fc.integer({ min: 1, max: 1e6 }), over: fc.constantFrom(['lr'], ['lr', 'beta1']) }),
    }),
  )
  .map(([rule, rest]) => {
    const listed = typeof rule.optimizer === 'string' ? optimizers.find((o) => o.id === rule.optimizer) : undefined
    return { ...rule, ...rest, ...(decaysItself(listed) ? { weightDecay: undefined } : {}) }
  })

const listedLandscape = fc.constantFrom(...landscapes).chain((l) =>
  fc.record({ landscape: fc.constant(l.id), constants: optional(Object.fromEntries(l.constants.map((c) => [c.name, double]))) }),
)
const ownLandscape = fc.record({
  landscape: fc.record({ formula: fc.constantFrom('run*x^2 + start*y^2', 'r = x^2\nr + run*sin(start)*y'), domain: fc.tuple(domain, domain) }),
  constants: fc.record({ run: double, start: double }),
})

/** Between them, every modifier, a schedule with warm-up, an own schedule and an own rule. */
export const dressedRuns: readonly RunSpec[] = [
  {
    optimizer: 'adam', hyper: { lr: 0.05 }, schedule: { id: 'step', params: { step_size: 7, gamma: 0.7 }, warmup: 5 },
    clip: { kind: 'norm', value: 2 }, lookahead: { k: 4, alpha: 0.6 }, ema: { decay: 0.8 },
  },
  {
    optimizer: { name: 'mine', rule: 'theta = theta - a*lr*g', hyper: { lr: 0.01, a: 0.5 } }, schedule: { formula: 'lr/(1 + speed*t)', params: { speed: 0.05 } },
    weightDecay: { kind: 'l2', value: 0.1 }, clip: { kind: 'value', value: 3 }, cautious: true,
  },
  { optimizer: 'momentum', hyper: { lr: 0.005 }, schedule: { id: 'exponential', params: { gamma: 0.99 } } },
]

export const dressedScenario = fillDefaults({ landscape: 'himmelblau', start: [0.5, -0.8], steps: 30, device: 'cpu', runs: dressedRuns })

const axis = (param: string): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ param: fc.constant(param), min: fc.double({ min: 1e-9, max: 1, noNaN: true }), max: fc.double({ min: 2, max: 1e9, noNaN: true }), scale: fc.constantFrom('log', 'linear') }),
    fc.record({ param: fc.constant(param), min: fc.constant(-1), max: fc.constant(1) }),
  )
const cells = fc.integer({ min: 8, max: 512 })

export const races: fc.Arbitrary<object> = fc
  .tuple(
    fc.oneof(listedLandscape, ownLandscape),
    optional({
      start: point,
      steps: fc.integer({ min: 1, max: 100_000 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      noise: fc.record({ kind: fc.constantFrom('none', 'gaussian', 'multiplicative', 'heavy-tail'), scale: fc.double({ min: 0, max: 10, noNaN: true }) }, { requiredKeys: ['kind'] }),
      device: fc.constantFrom('auto', 'webgpu', 'webgl', 'cpu'),
      tolerance: fc.double({ min: 0, max: 10, noNaN: true }),
      view: fc.constantFrom('contour', 'surface', 'sweep', 'basins'),
      sweep: fc.record({ x: axis('lr'), y: fc.constantFrom('beta1', 'schedule.gamma', 'warmup.steps').chain(axis), colour: fc.constantFrom('final', 'best', 'steps'), size: cells }, { requiredKeys: ['x', 'y'] }),
      basins: fc.record({ run: fc.integer({ min: 0, max: 31 }), size: cells }, { requiredKeys: [] }),
      seeds: fc.record({ count: fc.integer({ min: 2, max: 1024 }) }),
    }),
    fc.array(run, { minLength: 1, maxLength: 6 }),
  )
  .map(([landscape, rest, runs]) => ({ version: 1, kind: 'landscape', ...landscape, ...rest, runs }))
