// Edits of what is trained as pure functions. They may build an invalid value: the store validates and says what is wrong.
import { withDataset } from '../../scenario/network/defaults.ts'
import { classesOf, lossFor, taskOf } from '../../scenario/network/losses.ts'
import type { DatasetChoice, LossChoice, ModelChoice, NetworkScenario } from '../../scenario/network/types.ts'
import { without } from '../edits.ts'
import type { NetworkChange } from './use-network-edit.ts'

/** Sets fields of the data; `undefined` removes one. */
export function setData(patch: Patch<DatasetChoice>): NetworkChange {
  return (scenario) => ({ ...scenario, dataset: patched(scenario.dataset, patch) })
}

export function setModel(patch: Patch<ModelChoice>): NetworkChange {
  return (scenario) => ({ ...scenario, model: patched(scenario.model, patch) })
}

export function setLoss(patch: Patch<LossChoice>): NetworkChange {
  return (scenario) => ({ ...scenario, loss: patched(scenario.loss, patch) })
}

export function setTraining(name: 'batch' | 'growth' | 'epochs' | 'patience' | 'seed', value: unknown): NetworkChange {
  return (scenario) => patched(scenario, { [name]: value })
}

type Patch<T> = { readonly [K in keyof T]?: unknown }

function patched<T extends object>(value: T, patch: Patch<T>): unknown {
  const next = { ...value, ...patch }
  return Object.fromEntries(Object.entries(next).filter(([, field]) => field !== undefined))
}

/** Weights belong to one shape of network: when the shape may change, they are drawn anew. */
export function changeShape(patch: Patch<ModelChoice>): NetworkChange {
  return (scenario) => ({ ...scenario, model: patched(without(scenario.model, 'weights'), patch) })
}

/** Units of one layer, a layer more or one less. */
export const withUnits = ({ model }: NetworkScenario, layer: number, units: unknown): unknown[] => model.hidden.map((old, i) => (i === layer ? units : old))
export const withLayer = ({ model }: NetworkScenario): number[] => [...model.hidden, model.hidden.at(-1) ?? 8]
export const withoutLayer = ({ model }: NetworkScenario, layer: number): number[] => model.hidden.filter((_, i) => i !== layer)

/** Other data: a loss that was only the usual one for the old gives way to the usual one for the new. */
export function chooseData(dataset: Partial<DatasetChoice>): NetworkChange {
  return (scenario) => {
    const { loss } = scenario
    const task = taskOf(scenario.dataset)
    const usual = task !== null && loss.id === lossFor(task, classesOf(scenario.dataset))
    return withDataset(usual ? { ...scenario, loss: without(loss, 'id', 'params') } : scenario, dataset)
  }
}
