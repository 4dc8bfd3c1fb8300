// The one JSON value that says everything a result depends on (version 1). Links, exports, lessons,
// history and tests all carry this value. Types only: validation is in validate.ts.

export type DeviceChoice = 'auto' | 'webgpu' | 'webgl' | 'cpu'

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
}

export type Scenario = LandscapeScenario

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
