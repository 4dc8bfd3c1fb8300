// Model and loss of a link: `model=mlp(8,8,tanh)&init=he_uniform&dropout=0.1`, an own activation as `mlp(8,f=z*sigmoid%28z%29)`;
// `loss=huber(delta=2)&l2=0.001`, an own loss as `own(f=%28y-p%29%5E4)`.
import { lossById } from '../../catalog/losses/registry.ts'
import { modelById } from '../../catalog/models/registry.ts'
import { escapeText, numberText, read, readCall, readNumber, unescapeText } from '../link-text.ts'
import type { LossChoice, ModelChoice } from './types.ts'

export const modelKeys = ['model', 'init', 'dropout', 'weights', 'loss', 'l1', 'l2']

export function encodeModel({ id, hidden, activation, init, dropout, weights }: ModelChoice): string[] {
  const model = modelById.get(id)
  const bend = typeof activation === 'string' ? escapeText(activation) : `f=${escapeText(activation.formula)}`
  const inside = [...(model?.options.includes('hidden') ? hidden.map(numberText) : []), ...(model?.options.includes('activation') ? [bend] : [])]
  return [
    `model=${escapeText(id)}${inside.length > 0 ? `(${inside.join(',')})` : ''}`,
    ...(init === model?.defaults.init ? [] : [`init=${escapeText(init)}`]),
    ...(dropout === (model?.defaults.dropout ?? 0) ? [] : [`dropout=${numberText(dropout)}`]),
    ...(weights ? [`weights=${weights.map(numberText).join(':')}`] : []),
  ]
}

/** Numbers are layers, a word is the activation. @throws LinkError */
export function readModel(single: ReadonlyMap<string, string>): Record<string, unknown> {
  const text = single.get('model')
  if (text === undefined) return {}
  const { head, items } = readCall(text)
  const parts = items.map(([name, value]) => (value === null ? readNumber(escapeText(name)) : { formula: unescapeText(value) }))
  const layers = parts.filter((part) => typeof part === 'number')
  const bends = parts.filter((part) => typeof part !== 'number')
  return {
    model: {
      id: head,
      ...(layers.length > 0 ? { hidden: layers } : {}),
      ...(bends.length > 0 ? { activation: bends.at(-1) } : {}),
      ...read(single, 'init', unescapeText),
      ...read(single, 'dropout', readNumber),
      ...read(single, 'weights', (given) => (given === '' ? [] : given.split(':').map(readNumber))),
    },
  }
}

export function encodeLoss({ id = '', formula, params = {}, l1, l2 }: LossChoice): string[] {
  const usual = new Map(lossById.get(id)?.params.map((p) => [p.name, p.default]))
  const written = Object.entries(params).filter(([name, value]) => formula !== undefined || !Object.is(usual.get(name), value))
  const inside = [
    ...(formula === undefined ? [] : [`f=${escapeText(formula)}`]),
    ...written.map(([name, value]) => `${name === 'f' ? 'p.f' : escapeText(name)}=${numberText(value)}`),
  ]
  return [
    `loss=${formula === undefined ? escapeText(id) : 'own'}${inside.length > 0 ? `(${inside.join(',')})` : ''}`,
    ...(l1 === undefined ? [] : [`l1=${numberText(l1)}`]),
    ...(l2 === undefined ? [] : [`l2=${numberText(l2)}`]),
  ]
}

/** @throws LinkError */
export function readLoss(single: ReadonlyMap<string, string>): Record<string, unknown> {
  const penalties = { ...read(single, 'l1', readNumber), ...read(single, 'l2', readNumber) }
  const text = single.get('loss')
  if (text === undefined) return { loss: penalties }
  const { head, items } = readCall(text)
  const formula = items.find(([name]) => name === 'f')?.[1]
  const params = items.filter(([name]) => name !== 'f').map(([name, value]) => [name === 'p.f' ? 'f' : name, readNumber(value ?? '')] as const)
  const chosen = head === 'own' ? { formula: unescapeText(formula ?? '') } : { id: head }
  return { loss: { ...chosen, params: Object.fromEntries(params), ...penalties } }
}
