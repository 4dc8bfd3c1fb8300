// What a person reads of the catalogue, with the keys under which translations stand in `catalog/<language>/<kind>.json`. The
// English stays in the definitions; this walks them. Loads every registry, so it is for translated pages and tests alone.
import { activations } from '../catalog/activations/registry.ts'
import { datasets } from '../catalog/datasets/registry.ts'
import { initialisations } from '../catalog/inits/registry.ts'
import { landscapes } from '../catalog/landscapes/registry.ts'
import { losses } from '../catalog/losses/registry.ts'
import { models } from '../catalog/models/registry.ts'
import { modifiers } from '../catalog/modifiers/registry.ts'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { strategies } from '../catalog/strategies/registry.ts'
import type { Param } from '../catalog/types.ts'
import { examples } from '../scenario/examples.ts'

/** `key` is a path: `optimizers.adam.params.beta1.help`. */
export interface CatalogueText {
  readonly key: string
  readonly english: string
}

type Texts = readonly (readonly [path: string, english: string | undefined])[]

interface Entry {
  readonly id: string
  readonly texts: Texts
}

/** The parameters of rules, schedules, modifiers and losses are letters of equations, so only what is said of them is text. */
const letters = (params: readonly Param[]): Texts => params.flatMap((param) => [[`params.${param.name}.help`, param.help] as const, ...choices(param)])

/** Those of data and strategies are words. */
const words = (params: readonly Param[]): Texts =>
  params.flatMap((param) => [[`params.${param.name}.name`, param.name] as const, [`params.${param.name}.help`, param.help] as const, ...choices(param)])

const choices = (param: Param): Texts =>
  param.kind === 'choice' ? param.choices.flatMap((choice) => (choice === null ? [] : [[`params.${param.name}.choices.${choice}`, choice] as const])) : []

const simple = (one: { readonly id: string; readonly name: string; readonly idea: string }): Entry => ({ id: one.id, texts: [['name', one.name], ['idea', one.idea]] })

const kinds: Readonly<Record<string, readonly Entry[]>> = {
  optimizers: optimizers.map((one) => ({ id: one.id, texts: [['name', one.name], ['idea', one.idea], ['note', one.note], ...letters(one.hyper)] })),
  schedules: schedules.map((one) => ({ id: one.id, texts: [...simple(one).texts, ...letters(one.params)] })),
  modifiers: modifiers.map((one) => ({ id: one.id, texts: [...simple(one).texts, ...letters(one.params)] })),
  landscapes: landscapes.map((one) => ({
    id: one.id,
    texts: [['name', one.name], ['teaches', one.teaches], ['note', one.note], ...one.constants.map(({ name, help }) => [`constants.${name}`, help] as const)],
  })),
  losses: losses.map((one) => ({ id: one.id, texts: [...simple(one).texts, ...letters(one.params)] })),
  activations: activations.map(simple),
  inits: initialisations.map(simple),
  datasets: datasets.map((one) => ({
    id: one.id,
    texts: [...simple(one).texts, ...(one.kind === 'shipped' ? [['terms', one.terms] as const] : []), ...words(one.params)],
  })),
  models: models.map(simple),
  strategies: strategies.map((one) => ({ id: one.id, texts: [...simple(one).texts, ['look', one.look], ['assumption', one.assumption], ...words(one.params)] })),
  examples: examples.map((one) => ({ id: one.id, texts: [['name', one.name], ['look', one.look]] })),
}

/** In the order of the menus. A text that several definitions share is listed, and translated, where it comes first. */
export function catalogueTexts(): readonly CatalogueText[] {
  const first = new Map<string, string>()
  for (const [kind, entries] of Object.entries(kinds)) {
    for (const { id, texts } of entries) {
      for (const [path, english] of texts) if (english !== undefined && !first.has(english)) first.set(english, `${kind}.${id}.${path}`)
    }
  }
  return [...first].map(([english, key]) => ({ key, english }))
}
