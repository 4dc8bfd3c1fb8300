// The network of one run as a zip file for TensorFlow.js.
import { modelById } from '../../catalog/models/registry.ts'
import { layersModel } from '../../export/layers-model.ts'
import type { UnknownActivation } from '../../export/layers-model.ts'
import { modelZip } from '../../export/model-zip.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import type { DataAnswer } from '../network/answers.ts'

export interface ModelRequest {
  readonly trace: TrainTrace
  readonly data: DataAnswer
  readonly run: number
  readonly name: string
  readonly weights: Float64Array
}

/** null: data and network do not fit each other any more. */
export function modelFile({ trace, data, run, name, weights }: ModelRequest): Uint8Array<ArrayBuffer> | UnknownActivation | null {
  const { loss, groups } = planTraining(trace.scenario)
  const text = groups.find(({ runs }) => runs.includes(run))?.model
  const outputs = trace.built?.groups.find(({ runs }) => runs.includes(run))?.tensors.at(-1)?.shape.at(-1)
  const model = modelById.get(text?.id ?? '')
  if (text === undefined || outputs === undefined || model === undefined) return null
  const network = model.build(text, { features: data.columns.length, outputs, image: data.image })
  if (network.params !== weights.length) return null
  const { inputs, targets } = data.scaling
  const made = layersModel({ network, weights, loss, inputs, targets, image: data.image })
  if ('formula' in made) return made
  const probabilities = loss.kind === 'classwise' || loss.output === 'logit'
  const { columns, classes, targetNames, image } = data
  return modelZip(made, { title: `${trace.scenario.dataset.id ?? trace.scenario.dataset.own?.name ?? ''}, ${name}`, columns, image, classes, targets: targetNames, outputs, probabilities })
}
