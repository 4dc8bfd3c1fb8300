// What stands where a network's scenario says nothing. Links leave out what fillNetworkDefaults puts back.
import { datasetById } from '../../catalog/datasets/registry.ts'
import { lossById } from '../../catalog/losses/registry.ts'
import { modelById } from '../../catalog/models/registry.ts'
import { optimizerById } from '../../catalog/optimizers/registry.ts'
import { fillRun, filledNumbers } from '../defaults.ts'
import { trust } from '../plain.ts'
import { classesOf, lossFor, taskOf } from './losses.ts'
import { networkRates } from './rates.ts'
import type { DatasetChoice, LossChoice, ModelChoice, NetworkRun, NetworkScenario, NetworkSweep } from './types.ts'

export const networkDefaults = { model: 'mlp', batch: 32, epochs: 50, seed: 1, split: 0.7, view: 'outputs' } as const

/** A valid scenario that leaves out what has a default. */
export type PartialNetworkScenario = Pick<NetworkScenario, 'kind' | 'runs'> &
  Partial<Omit<NetworkScenario, 'dataset' | 'model'>> & {
    readonly dataset: Partial<DatasetChoice>
    readonly model?: Pick<ModelChoice, 'id'> & Partial<ModelChoice>
  }

/** Makes a valid scenario complete and gives each thing one form, so that equal scenarios are equal as data. */
export function fillNetworkDefaults(input: PartialNetworkScenario): NetworkScenario {
  const { growth, patience, sweep } = input
  const dataset = fillDataset(input.dataset)
  const model = fillModel(input.model ?? { id: networkDefaults.model })
  return {
    version: 1,
    kind: 'network',
    dataset,
    model,
    loss: fillLoss(input.loss ?? {}, dataset),
    batch: input.batch ?? networkDefaults.batch,
    ...(growth && growth.factor > 1 ? { growth } : {}),
    epochs: input.epochs ?? networkDefaults.epochs,
    ...(patience === undefined ? {} : { patience }),
    seed: input.seed ?? networkDefaults.seed,
    device: input.device ?? 'auto',
    runs: input.runs.map((run) => fillNetworkRun(run, modelById.get(model.id)?.options.includes('hidden') ?? false)),
    view: input.view ?? networkDefaults.view,
    plane: input.plane ?? { kind: 'pca' },
    ...(sweep ? { sweep: fillSweep(sweep) } : {}),
  }
}

/** One seed is what every cell has. */
function fillSweep({ x, y, seeds = 1 }: NetworkSweep): NetworkSweep {
  return { x, ...(y ? { y } : {}), ...(seeds > 1 ? { seeds } : {}) }
}

function fillDataset({ id, own, params = {}, split, standardize, jitter = 0, shift = 0 }: Partial<DatasetChoice>): DatasetChoice {
  const known = own ? undefined : datasetById.get(id ?? '')
  return {
    ...(own ? { own: trust(own) } : { id: id ?? '' }),
    ...(known && known.params.length > 0 ? { params: filledNumbers(known.params, params) } : {}),
    split: split ?? known?.split ?? networkDefaults.split,
    standardize: standardize ?? known?.standardize ?? true,
    ...(jitter > 0 ? { jitter } : {}),
    ...(shift > 0 ? { shift } : {}),
  }
}

/** What the model does not heed has its default, whatever was given: two scenarios that do the same are the same. */
function fillModel({ id, hidden, activation, init, dropout, weights }: Pick<ModelChoice, 'id'> & Partial<ModelChoice>): ModelChoice {
  const model = modelById.get(id)
  const heeds = (option: 'hidden' | 'activation' | 'dropout'): boolean => model?.options.includes(option) ?? false
  const { defaults } = model ?? { defaults: { hidden: [], activation: 'identity', init: 'glorot_uniform', dropout: 0 } }
  return {
    id,
    hidden: heeds('hidden') ? (hidden ?? defaults.hidden) : defaults.hidden,
    activation: heeds('activation') ? (activation ?? defaults.activation) : defaults.activation,
    init: init ?? defaults.init,
    dropout: heeds('dropout') ? (dropout ?? defaults.dropout) : defaults.dropout,
    ...(weights ? { weights: trust(weights) } : {}),
  }
}

function fillLoss({ id, formula, params = {}, l1 = 0, l2 = 0 }: LossChoice, dataset: DatasetChoice): LossChoice {
  const chosen = id ?? lossFor(taskOf(dataset) ?? 'numbers', classesOf(dataset))
  const declared = lossById.get(chosen)?.params ?? []
  return {
    ...(formula === undefined ? { id: chosen, params: filledNumbers(declared, params) } : { formula, params }),
    ...(l1 > 0 ? { l1 } : {}),
    ...(l2 > 0 ? { l2 } : {}),
  }
}

function fillNetworkRun({ batch, widths, ...run }: NetworkRun, layered: boolean): NetworkRun {
  return { ...fillRun(withRate(run)), ...(batch === undefined ? {} : { batch }), ...(widths && layered ? { widths } : {}) }
}

/** A listed rule whose rate is not said starts with one for networks. */
function withRate(run: Omit<NetworkRun, 'batch' | 'widths'>): Omit<NetworkRun, 'batch' | 'widths'> {
  const { optimizer, hyper = {} } = run
  const rate = typeof optimizer === 'string' && optimizerById.get(optimizer)?.hyper[0]?.name === 'lr' ? networkRates[optimizer] : undefined
  return rate === undefined || Object.hasOwn(hyper, 'lr') ? run : { ...run, hyper: { lr: rate, ...hyper } }
}

/** The same race on other data: the loss stays where it suits them. */
export function withDataset(scenario: NetworkScenario, dataset: Partial<DatasetChoice>): NetworkScenario {
  const [task, listed] = [taskOf(dataset), lossById.get(scenario.loss.id ?? '')]
  const stays = scenario.loss.formula !== undefined || (task !== null && listed?.tasks.includes(task) === true)
  const { l1, l2 } = scenario.loss
  // Given weights fit the old data alone.
  const { id, hidden, activation, init, dropout } = scenario.model
  const loss = stays ? scenario.loss : { ...(l1 === undefined ? {} : { l1 }), ...(l2 === undefined ? {} : { l2 }) }
  return fillNetworkDefaults({ ...scenario, dataset, loss, model: { id, hidden, activation, init, dropout } })
}

/** The same race with another model, its layers and initialisation as the model likes them. */
export function withModel(scenario: NetworkScenario, id: string): NetworkScenario {
  return fillNetworkDefaults({ ...scenario, model: { id } })
}

/** The first visit: four ways to bend one border between two moons, from the same weights. */
export const defaultNetworkScenario: NetworkScenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons' },
  model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' },
  loss: { id: 'bce_logits' },
  batch: 16,
  epochs: 60,
  runs: [
    { optimizer: 'adam', hyper: { lr: 0.01 } },
    { optimizer: 'momentum', hyper: { lr: 0.05 } },
    { optimizer: 'sgd', hyper: { lr: 0.2 } },
    { optimizer: 'rmsprop', hyper: { lr: 0.01 } },
  ],
})
