// The shapes of what a person can pick for training a network. As in types.ts: a definition is a value in its own file
// (file name = id); menus, sliders, link names, readings and tests are derived from the registries.
import type { NumberParam, Source } from './types.ts'

/** What a set of data asks for. */
export type Task = 'classes' | 'numbers'

/**
 * A loss as the text that runs.
 *
 * `pointwise`: an expression of the target `y` and either the prediction `p` or the logit `z` (both name the network's raw
 * output, one element at a time), averaged over every element.
 * `classwise`: an expression of the target probability `y` and the log-probability `l` of one class (l = log softmax of the raw
 * outputs), summed over classes and averaged over the batch.
 */
export interface Loss {
  readonly id: string
  readonly name: string
  readonly kind: 'pointwise' | 'classwise'
  /** Assignments of helpers are allowed; the last line is the expression. */
  readonly formula: string
  readonly params: readonly NumberParam[]
  /** How a class becomes targets: one-hot (or 0 and 1 for a single output), or -1 and +1. Numbers stay as they are. */
  readonly targets: 'onehot' | 'sign'
  /** What an output means: itself, a logit (probability = sigmoid, or softmax for classwise), or a margin (class 1 above 0). */
  readonly output: 'number' | 'logit' | 'margin'
  readonly tasks: readonly Task[]
  readonly source: Source
  readonly idea: string
}

/** An expression of `z`; the derivative is derived. */
export interface Activation {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly source: Source
  readonly idea: string
}

/** How a kernel of `fan_in` rows and `fan_out` columns begins: the spread of a draw, as a formula of these two. Biases begin at 0. */
export interface Initialisation {
  readonly id: string
  readonly name: string
  readonly draw: 'uniform' | 'normal'
  /** Uniform: half the width of the range. Normal: the standard deviation. An expression of `fan_in`, `fan_out`. */
  readonly spread: string
  readonly source: Source
  readonly idea: string
}

export interface ImageShape {
  readonly width: number
  readonly height: number
}

/** Rows as they come, before they are split and standardized. */
export interface Table {
  readonly rows: number
  readonly columns: readonly string[]
  /** [rows, columns] */
  readonly features: Float32Array
  /** Names of the classes, or null for numbers. */
  readonly classes: readonly string[] | null
  readonly targetNames: readonly string[]
  /** [rows, targetNames]; for classes one column of class indices. */
  readonly targets: Float32Array
  readonly image?: ImageShape
  /** Rows from here on are for validation alone, whatever the split: the set came divided. */
  readonly heldOut?: number
}

interface DatasetBase {
  readonly id: string
  readonly name: string
  readonly group: 'classes' | 'regression' | 'real' | 'matrices'
  readonly task: Task
  readonly params: readonly NumberParam[]
  /** Share of the rows that are trained on, unless the table says which are held out. */
  readonly split: number
  readonly standardize: boolean
  readonly idea: string
}

/** Made from its parameters and a seed (counter-based draws, `formula/random.ts`). */
export interface GeneratedDataset extends DatasetBase {
  readonly kind: 'generated'
  readonly generate: (params: Readonly<Record<string, number>>, seed: number) => Table
}

/** Shipped under public/data/, loaded on first need. */
export interface ShippedDataset extends DatasetBase {
  readonly kind: 'shipped'
  readonly source: Source
  readonly terms: string
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  /** The files' bytes, in the order above (gzip already undone). */
  readonly read: (files: readonly Uint8Array[]) => Table
}

export type Dataset = GeneratedDataset | ShippedDataset

/** What a model is told of the data it will see. */
export interface Dimensions {
  readonly features: number
  /** Raw outputs: 1 for two classes under a pointwise loss. */
  readonly outputs: number
  readonly image: ImageShape | null
}

/** One parameter tensor within the flat vector of a run. */
export interface TensorSpec {
  /** W1, b1, … */
  readonly name: string
  readonly offset: number
  readonly size: number
  /** Kernels: [fan_in, fan_out] row-major (a convolution's is [height, width, in, out]); biases: [fan_out]. */
  readonly shape: readonly number[]
  readonly fanIn: number
  readonly fanOut: number
  /** Kernels are matrices [fanIn, fanOut]; biases are not. */
  readonly matrix: boolean
}

/** Layers from input to raw output. Images are [height, width, channels]. `kernel`, `bias`: index into `tensors`. */
export type Layer =
  | { readonly kind: 'dense'; readonly inputs: number; readonly outputs: number; readonly kernel: number; readonly bias: number | null }
  | {
      readonly kind: 'conv'; readonly height: number; readonly width: number; readonly channels: number; readonly filters: number
      /** Odd; stride 1, padded with zeros so that height and width stay. */
      readonly size: number
      readonly kernel: number; readonly bias: number | null
    }
  /** Largest of each 2 x 2 square; an odd last row or column is dropped. */
  | { readonly kind: 'pool'; readonly height: number; readonly width: number; readonly channels: number }
  | { readonly kind: 'activation'; readonly formula: string; readonly units: number }
  | { readonly kind: 'dropout'; readonly rate: number; readonly units: number }

export interface Network {
  readonly layers: readonly Layer[]
  readonly tensors: readonly TensorSpec[]
  readonly params: number
  readonly inputs: number
  readonly outputs: number
}

/** What a person sets of a model. Which of these a model heeds, it says in `options`. */
export interface ModelOptions {
  /** Units of each hidden layer; for the CNN filters of each convolution. */
  readonly hidden: readonly number[]
  /** Formula of z. */
  readonly activation: string
  readonly dropout: number
}

export interface Model {
  readonly id: string
  readonly name: string
  readonly options: readonly (keyof ModelOptions)[]
  readonly defaults: { readonly hidden: readonly number[]; readonly activation: string; readonly init: string; readonly dropout: number }
  readonly tasks: readonly Task[]
  /** Needs images. */
  readonly images: boolean
  /** @throws Error with one sentence when the data do not fit. */
  readonly build: (options: ModelOptions, dimensions: Dimensions) => Network
  readonly idea: string
  readonly source: Source
}
