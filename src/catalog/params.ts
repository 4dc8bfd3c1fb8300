// Short ways to write the parameters of rules, schedules and modifiers, so that the same kind of number has the same
// slider and the same bounds everywhere.
import type { BooleanParam, NumberParam } from './types.ts'

type Bounds = NumberParam['valid']
type Span = readonly [min: number, max: number]

/** The learning rate. `span` is the slider's. */
export function rate(value: number, span: Span = [1e-4, 10]): NumberParam {
  return onLog('lr', value, span, { above: 0 }, 'Learning rate: the length of a step. Too small crawls, too large overshoots and diverges.')
}

/** How much of an average is kept at each step, in [0, 1). */
export function decayRate(name: string, value: number, help: string): NumberParam {
  return { kind: 'number', name, default: value, slider: { min: 0, max: 0.9999, scale: 'linear', step: 0.0001 }, valid: { min: 0, below: 1 }, help }
}

/** The small number in a denominator. */
export function epsilon(value: number, name = 'eps'): NumberParam {
  return onLog(name, value, [1e-16, 1], { min: 0 }, 'Keeps the division finite; large values make the rule behave more like plain gradient descent.')
}

export function l2Decay(): NumberParam {
  return onLine('weight_decay', 0, [0, 0.2, 0.001], { min: 0 }, 'L2 penalty: adds weight_decay*theta to the gradient, which pulls the parameters toward zero.')
}

export function decoupledDecay(value = 0): NumberParam {
  return onLine('weight_decay', value, [0, 0.2, 0.001], { min: 0 }, 'Decoupled decay: shrinks the parameters at each step beside the gradient, not through it.')
}

export function onLog(name: string, value: number, [min, max]: Span, valid: Bounds, help: string): NumberParam {
  return { kind: 'number', name, default: value, slider: { min, max, scale: 'log' }, valid, help }
}

export function onLine(name: string, value: number, [min, max, step]: readonly [...Span, number], valid: Bounds, help: string): NumberParam {
  return { kind: 'number', name, default: value, slider: { min, max, scale: 'linear', step }, valid, help }
}

/** A number of steps or of things. */
export function count(name: string, value: number, [min, max]: Span, help: string, valid: Bounds = { min }): NumberParam {
  return { kind: 'number', name, default: value, slider: { min, max, scale: 'linear', step: 1 }, valid: { ...valid, integer: true }, help }
}

export function flag(name: string, value: boolean, help: string): BooleanParam {
  return { kind: 'boolean', name, default: value, help }
}
