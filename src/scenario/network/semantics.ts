// What the shape of a network's scenario alone cannot tell: names of the catalogue, values they allow, formulas that compile,
// and parts that suit each other. What only the rows or the built network can tell, the engine says.
import { activationById } from '../../catalog/activations/registry.ts'
import { datasetById } from '../../catalog/datasets/registry.ts'
import { initialisationById } from '../../catalog/inits/registry.ts'
import { lossById } from '../../catalog/losses/registry.ts'
import { modelById } from '../../catalog/models/registry.ts'
import type { Model, Task } from '../../catalog/network-types.ts'
import { checkFunction } from '../formula-check.ts'
import { isTrusted } from '../plain.ts'
import { unknownName } from '../problems.ts'
import { maxRuns } from '../schema.ts'
import { checkNames, checkRun } from '../semantics.ts'
import type { Problem } from '../types.ts'
import { checkValues } from '../values.ts'
import { lossesFor, taskOf } from './losses.ts'
import { checkOwnData } from './own-data.ts'
import type { NetworkInput } from './schema.ts'
import { networkLimits } from './schema.ts'
import type { DatasetChoice, LossChoice, NetworkSweep, SweepSide } from './types.ts'

/** Names that a loss is given, so that no parameter of it may take them. */
const lossNames = ['y', 'p', 'z', 'classes', 'e', 'pi', 'tau']
/** Pictures are large, and each convolution multiplies them. */
const convolutions = { layers: 4, filters: 64 }
/** How far beyond its slider a whole number of a generated set may go: points and features are memory. */
const beyondSlider = 4

export function checkNetworkMeaning(scenario: NetworkInput): Problem[] {
  const task = taskOf(scenario.dataset)
  return [
    ...checkDataset(scenario.dataset),
    ...(scenario.model ? checkModel(scenario.model, task) : []),
    ...(scenario.loss ? checkLoss(scenario.loss, task) : []),
    ...scenario.runs.flatMap((run, i) => [...checkRun(`runs[${i}]`, run), ...checkLayers(`runs[${i}].widths`, run.widths, modelById.get(scenario.model?.id ?? 'mlp'))]),
    ...(scenario.sweep ? checkSweep(scenario.sweep) : []),
  ]
}

function checkDataset({ id, own, params = {} }: Pick<DatasetChoice, 'id' | 'own' | 'params'>): Problem[] {
  if ((id === undefined) === (own === undefined)) {
    return [{ path: 'dataset', message: `expected either the id of a set of data or own rows, got ${own ? 'both' : 'neither'}` }]
  }
  if (own) return [...checkValues('dataset.params', [], params), ...(isTrusted(own) ? [] : checkOwnData('dataset.own', own))]
  const known = datasetById.get(id ?? '')
  if (!known) return [{ path: 'dataset.id', message: unknownName('set of data', id ?? '', datasetById.keys()) }]
  const bad = checkValues('dataset.params', known.params, params)
  if (bad.length > 0) return bad
  return known.params.flatMap(({ name, slider, valid }) => {
    const most = beyondSlider * slider.max
    return valid.integer && (params[name] ?? 0) > most ? [{ path: `dataset.params.${name}`, message: `expected at most ${most}, got ${params[name]}` }] : []
  })
}

function checkModel({ id, hidden, activation, init }: NonNullable<NetworkInput['model']>, task: Task | null): Problem[] {
  const model = modelById.get(id)
  if (!model) return [{ path: 'model.id', message: unknownName('model', id, modelById.keys()) }]
  const fits = task === null || model.tasks.includes(task)
  return [
    ...(fits ? [] : [{ path: 'model.id', message: `${model.name} cannot learn ${task === 'numbers' ? 'numbers' : 'classes'}: choose another model` }]),
    ...checkLayers('model.hidden', hidden, model),
    ...checkActivation(activation),
    ...(init === undefined || initialisationById.has(init) ? [] : [{ path: 'model.init', message: unknownName('initialisation', init, initialisationById.keys()) }]),
  ]
}

/** A model without hidden layers heeds no widths: they are left away, not refused, so that models can be tried in turn. */
function checkLayers(path: string, hidden: readonly number[] | undefined, model: Model | undefined): Problem[] {
  if (!hidden || !model?.options.includes('hidden')) return []
  const { layers, filters } = model.images ? convolutions : { layers: networkLimits.layers, filters: networkLimits.units }
  if (hidden.length < 1 || hidden.length > layers) return [{ path, message: `expected 1 to ${layers} layers, got ${hidden.length}` }]
  const wide = hidden.findIndex((units) => units > filters)
  return wide < 0 ? [] : [{ path: `${path}[${wide}]`, message: `expected at most ${filters} filters, got ${hidden[wide]}` }]
}

function checkActivation(activation: NonNullable<NetworkInput['model']>['activation']): Problem[] {
  if (activation === undefined) return []
  if (typeof activation !== 'string') return checkFunction('model.activation.formula', activation.formula, ['z'])
  return activationById.has(activation) ? [] : [{ path: 'model.activation', message: unknownName('activation', activation, activationById.keys()) }]
}

function checkLoss({ id, formula, params = {} }: LossChoice, task: Task | null): Problem[] {
  if (id !== undefined && formula !== undefined) return [{ path: 'loss', message: 'expected either the id of a loss or a formula, got both' }]
  if (formula !== undefined) {
    const bad = checkNames('loss.params', Object.keys(params), lossNames)
    return bad.length > 0 ? bad : checkFunction('loss.formula', formula, ['y', 'p', 'z', 'classes', ...Object.keys(params)])
  }
  if (id === undefined) return []
  const known = lossById.get(id)
  if (!known) return [{ path: 'loss.id', message: unknownName('loss', id, lossById.keys()) }]
  if (task !== null && !known.tasks.includes(task)) {
    const others = lossesFor(task).map((loss) => loss.id)
    return [{ path: 'loss.id', message: `${known.name} is not for ${task}: choose one of ${others.join(', ')}` }]
  }
  return checkValues('loss.params', known.params, params)
}

/** What is a whole number by its nature; parameters of the rule are checked with the run that they are put into. */
function checkSweep({ x, y }: NetworkSweep): Problem[] {
  return [...checkSide('sweep.x', x), ...(y ? checkSide('sweep.y', y) : [])]
}

const wholes: Readonly<Record<string, readonly [number, number]>> = {
  batch: [1, networkLimits.batch], width: [1, networkLimits.units], seed: [0, 2 ** 32 - 1], run: [1, maxRuns],
}

function checkSide(path: string, side: SweepSide): Problem[] {
  const [low, high] = wholes[side.param] ?? []
  if (low === undefined || high === undefined) return []
  const given = 'values' in side ? side.values.map((value, i) => [`values[${i}]`, value] as const) : ([['min', side.min], ['max', side.max]] as const)
  const bad = given.find(([, value]) => !Number.isInteger(value) || value < low || value > high)
  return bad === undefined ? [] : [{ path: `${path}.${bad[0]}`, message: `expected a whole number from ${low} to ${high}, got ${bad[1]}` }]
}
