// What page and worker say to each other about strategies. A result is a few blocks that fill while the experiment runs; the
// page draws each kind of block in one way, whatever the strategy. All computing is in float64 on the reference.
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { LoadFrame } from './network-messages.ts'

export interface StrategyRequest {
  readonly scenario: StrategyScenario
  /** The address of the page's folder, under which data/ lies. */
  readonly base: string
}

/** A text of the message catalogue, with what stands in its braces. */
export interface Label {
  readonly key: string
  readonly values?: Readonly<Record<string, string | number>>
}

export interface Series {
  readonly name: Label
  readonly x: Float64Array
  readonly y: Float64Array
  /** A band around it, such as an interval over seeds. */
  readonly low?: Float64Array
  readonly high?: Float64Array
  /** `line`; `dots` for measurements that are not joined; `reference` for theory, drawn thin and dashed. */
  readonly style: 'line' | 'dots' | 'reference'
}

/** Series with the same name have the same colour in all blocks of a result. */
export interface CurvesBlock {
  readonly kind: 'curves'
  readonly title: Label
  readonly x: Label
  readonly y: Label
  readonly logX?: boolean
  readonly logY?: boolean
  readonly series: readonly Series[]
}

export interface TableBlock {
  readonly kind: 'table'
  readonly title: Label
  readonly columns: readonly Label[]
  readonly rows: readonly (readonly (Label | number)[])[]
  /** A row that stands out: the chosen one. */
  readonly chosen?: number
}

/** Decision surfaces or other fields over two features, row-major [size, size], y rising; with points on top. */
export interface FieldsBlock {
  readonly kind: 'fields'
  readonly title: Label
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  readonly size: number
  readonly panels: readonly { readonly name: Label; readonly value: Float32Array; readonly chosen: Uint8Array }[]
  readonly points: { readonly x: Float32Array; readonly y: Float32Array; readonly target: Float32Array }
}

export interface HistogramsBlock {
  readonly kind: 'histograms'
  readonly title: Label
  readonly panels: readonly { readonly name: Label; readonly low: number; readonly high: number; readonly counts: Int32Array }[]
}

/** A graph of members: place, colour by value 0 to 1 (class 2 at 1), a ring where it is known. */
export interface GraphBlock {
  readonly kind: 'graph'
  readonly title: Label
  readonly x: Float64Array
  readonly y: Float64Array
  readonly value: Float64Array
  readonly truth: Uint8Array
  readonly known: Uint8Array
  /** Pairs of nodes. */
  readonly edges: Uint16Array
}

/** Rows by columns of numbers as a picture. */
export interface MatrixBlock {
  readonly kind: 'matrix'
  readonly title: Label
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/** Who did what when, in milliseconds. */
export interface TimelineBlock {
  readonly kind: 'timeline'
  readonly title: Label
  readonly lanes: readonly Label[]
  readonly bars: readonly { readonly lane: number; readonly from: number; readonly to: number; readonly tone: 'forward' | 'backward' | 'update' | 'wait' | 'send'; readonly name: Label }[]
}

/** Shares of one, such as soft labels: a picture of the sample beside them where there is one. */
export interface SharesBlock {
  readonly kind: 'shares'
  readonly title: Label
  readonly classes: readonly string[]
  readonly rows: readonly { readonly name: Label; readonly values: Float64Array }[]
  readonly picture?: { readonly width: number; readonly height: number; readonly values: Float32Array }
}

/** A claim checked by a number: what was found, what it was held against, and whether it holds. */
export interface ClaimBlock {
  readonly kind: 'claim'
  readonly title: Label
  readonly found: number
  readonly against: number
  readonly holds: boolean
}

export type Block = CurvesBlock | TableBlock | FieldsBlock | HistogramsBlock | GraphBlock | MatrixBlock | TimelineBlock | SharesBlock | ClaimBlock

export interface BlockFrame {
  readonly kind: 'block'
  /** Blocks are shown in the order in which their ids first came; the same id again replaces it. */
  readonly id: string
  readonly block: Block
}

export interface StrategyProgress {
  readonly kind: 'progress'
  readonly done: number
  readonly total: number
}

export type StrategyFrame = LoadFrame | BlockFrame | StrategyProgress

export interface StrategyAnswer {
  readonly seconds: number
  /** Numbers that scripts and tests ask for, by name. */
  readonly facts: Readonly<Record<string, number>>
}

export interface StrategyMessages {
  strategy: [StrategyRequest, StrategyAnswer]
}

export interface StrategyFrames {
  strategy: StrategyFrame
}
