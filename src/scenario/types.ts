// The one JSON value that says everything a result depends on (version 1). Links, exports, lessons,
// history and tests all carry this value. Types only: validation is in validate.ts.

/** `webgpu` runs kernels written for the work where there is one; `webgpu_composed` runs TensorFlow.js, operation by operation, to compare. */
export type DeviceChoice = 'auto' | 'webgpu' | 'webgpu_composed' | 'webgl' | 'cpu'

export interface OwnLandscape {
  readonly formula: string
  readonly domain: readonly [readonly [number, number], readonly [number, number]]
}

export interface OwnOptimizer {
  readonly name: string
  readonly rule: string
  readonly hyper: Readonly<Record<string, number>>
  readonly init?: Readonly<Record<string, string>>
}

export type NoiseKind = 'none' | 'gaussian' | 'multiplicative' | 'heavy-tail'
export interface Noise {
  readonly kind: NoiseKind
  readonly scale?: number
}

export type HyperValue = number | boolean | string | null

export interface ScheduleChoice {
  readonly id?: string
  /** Own expression: assignments ending with `lr`, or one expression. Exactly one of `id` and `formula`. */
  readonly formula?: string
  readonly params?: Readonly<Record<string, number>>
  /** Linear warm-up over this many steps, on any schedule. */
  readonly warmup?: number
}

/** What the plot area shows. */
export type PlotView = 'contour' | 'surface' | 'sweep' | 'basins'

/** One side of a sweep: a number of the runs, by its name in run-numbers.ts, and the range it is varied over. */
export interface SweepAxis {
  readonly param: string
  readonly min: number
  readonly max: number
  readonly scale: 'log' | 'linear'
}

export type SweepColour = 'final' | 'best' | 'steps'

export interface SweepSpec {
  readonly x: SweepAxis
  readonly y: SweepAxis
  readonly colour: SweepColour
  /** Cells per side. */
  readonly size: number
}

export interface RunSpec {
  readonly optimizer: string | OwnOptimizer
  readonly hyper?: Readonly<Record<string, HyperValue>>
  readonly schedule?: ScheduleChoice
  readonly weightDecay?: { readonly kind: 'l2' | 'decoupled'; readonly value: number }
  readonly clip?: { readonly kind: 'value' | 'norm'; readonly value: number }
  readonly cautious?: boolean
  readonly lookahead?: { readonly k: number; readonly alpha: number }
  readonly ema?: { readonly decay: number }
  readonly start?: readonly [number, number]
  readonly seed?: number
  readonly label?: string
  readonly color?: string
  readonly hidden?: boolean
  /** Found by a search: so many trials over these parameters. Gone when one of them is set by hand. */
  readonly tuned?: { readonly trials: number; readonly over: readonly string[] }
}

export interface LandscapeScenario {
  readonly version: 1
  readonly kind: 'landscape'
  readonly landscape: string | OwnLandscape
  readonly constants?: Readonly<Record<string, number>>
  readonly start: readonly [number, number]
  readonly steps: number
  readonly seed: number
  readonly noise: Noise
  readonly device: DeviceChoice
  /** "Steps to tolerance" counts the steps until loss - best known minimum <= tolerance. */
  readonly tolerance: number
  readonly runs: readonly RunSpec[]
  /** Absent: the contour plot. */
  readonly view?: PlotView
  readonly sweep?: SweepSpec
  /** Which minimum each start reaches, for one of the runs; `size` starts per side of the box that is drawn. */
  readonly basins?: { readonly run: number; readonly size: number }
  /** Noisy runs are also drawn as mean and band over so many seeds, the first being the run's own. */
  readonly seeds?: { readonly count: number }
}


/** One bad field: where it is, what was expected, what was got. `path` as in `runs[2].hyper.lr`. */
export interface Problem {
  readonly path: string
  readonly message: string
  /** For a formula: the place in its text, 1-based. */
  readonly line?: number
  readonly column?: number
  /** For a link: its text, so that nothing is lost. */
  readonly detail?: string
}
