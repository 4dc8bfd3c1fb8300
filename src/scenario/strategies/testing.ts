// Arbitrary valid scenarios of a listed strategy.
import fc from 'fast-check'
import type { Strategy } from '../../catalog/strategy-types.ts'
import type { NumberParam, Param, ParamValue } from '../../catalog/types.ts'

function number({ valid, slider }: NumberParam): fc.Arbitrary<number> {
  const low = valid.min ?? valid.above ?? slider.min
  const high = valid.max ?? valid.below ?? slider.max
  if (valid.integer) return fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
  return fc.double({ min: low, max: high, noNaN: true }).filter((v) => (valid.above === undefined || v > valid.above) && (valid.below === undefined || v < valid.below))
}
function value(param: Param): fc.Arbitrary<ParamValue> {
  if (param.kind === 'number') return number(param)
  return param.kind === 'boolean' ? fc.boolean() : fc.constantFrom(...param.choices)
}
export const experimentOf = ({ id, params }: Strategy): fc.Arbitrary<object> =>
  fc.tuple(
    fc.record(Object.fromEntries(params.map((param) => [param.name, value(param)])), { requiredKeys: [] }),
    fc.record({ seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }, { requiredKeys: [] }),
  ).map(([settings, more]) => ({ version: 1, kind: 'strategy', strategy: id, settings, ...more }))
