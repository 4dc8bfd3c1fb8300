// Which losses suit which data.
import { datasetById } from '../../catalog/datasets/registry.ts'
import { losses } from '../../catalog/losses/registry.ts'
import type { Loss, Task } from '../../catalog/network-types.ts'
import type { DatasetChoice } from './types.ts'

/** Parameters of generated sets that say how many classes there are; without one there are two. */
const classParams = ['classes', 'arms', 'size']

/** Null for a set that the catalogue does not have. */
export function taskOf({ id, own }: Pick<DatasetChoice, 'id' | 'own'>): Task | null {
  if (own) return typeof own.targets[0] === 'string' ? 'classes' : 'numbers'
  return datasetById.get(id ?? '')?.task ?? null
}

/** Null for numbers, and for sets whose rows have to be loaded first. */
export function classesOf({ id, own, params = {} }: Pick<DatasetChoice, 'id' | 'own' | 'params'>): number | null {
  if (own) return taskOf({ own }) === 'classes' ? new Set<unknown>(own.targets).size : null
  const dataset = datasetById.get(id ?? '')
  if (dataset?.kind !== 'generated' || dataset.task === 'numbers') return null
  const param = dataset.params.find(({ name }) => classParams.includes(name))
  return param ? (params[param.name] ?? param.default) : 2
}

/** What is taken where nothing is said. */
export function lossFor(task: Task, classes: number | null): string {
  if (task === 'numbers') return 'mse'
  return classes === 2 ? 'bce_logits' : 'cce_logits'
}

/** What can be chosen. */
export const lossesFor = (task: Task): readonly Loss[] => losses.filter(({ tasks }) => tasks.includes(task))
