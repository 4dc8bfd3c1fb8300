// The two files of a TensorFlow.js model and a few words about them, as one zip file.
import { strToU8, zipSync } from 'fflate'
import type { LayersModel } from './layers-model.ts'

export interface ModelWords {
  /** What was trained: data, rule. */
  readonly title: string
  /** Feature columns in order; null for pictures. */
  readonly columns: readonly string[] | null
  readonly image: { readonly width: number; readonly height: number } | null
  readonly classes: readonly string[] | null
  readonly targets: readonly string[]
  /** Raw outputs. */
  readonly outputs: number
  /** They are probabilities. */
  readonly probabilities: boolean
}

export function modelZip({ model, weights }: LayersModel, words: ModelWords): Uint8Array<ArrayBuffer> {
  return zipSync({ 'model.json': strToU8(`${JSON.stringify(model, null, 1)}\n`), 'weights.bin': weights, 'README.txt': strToU8(readme(words)) })
}

function readme(words: ModelWords): string {
  return `${words.title}

A network trained with Descent, as a model of TensorFlow.js: model.json holds its layers, weights.bin its weights (float32).

    const model = await tf.loadLayersModel('model.json')
    const answer = model.predict(tf.tensor2d(rows))

or, in a page, from the two files that a person chooses: tf.loadLayersModel(tf.io.browserFiles([modelJson, weightsBin])).

Input: ${inputText(words)}
Output: ${outputText(words)}
`
}

function inputText({ columns, image }: ModelWords): string {
  if (image !== null) return `[rows, ${image.width * image.height}], the pixels of a picture of ${image.width} by ${image.height}, row by row from the top, 0 to 1.`
  return `[rows, ${columns?.length ?? 0}], the columns ${columns?.join(', ') ?? ''}, as they are in the data: what standardizes them is the first layer.`
}

function outputText({ classes, targets, outputs, probabilities }: ModelWords): string {
  const shape = `[rows, ${outputs}], `
  if (classes === null) return `${shape}${targets.join(', ')}, in its own unit.`
  const what = probabilities ? 'probability' : 'score'
  return outputs === 1 ? `${shape}the ${what} of ${classes[1] ?? ''}; the other class is ${classes[0] ?? ''}.` : `${shape}the ${what} of each class: ${classes.join(', ')}.`
}
