// The plan: a scenario expanded to groups of runs that share one rule. Plain data, so that it crosses to the worker.

export interface RuleText {
  readonly rule: string
  readonly init: Readonly<Record<string, string>>
  /** Names that are columns of this text. */
  readonly params: readonly string[]
}

export interface ModifierText extends RuleText {
  readonly id: string
  readonly stage: 'gradient' | 'update' | 'report'
}

/** Runs advanced together: one composed rule, hyper-parameters as columns. */
export interface RuleGroup {
  /** Equal keys mean equal compiled programs. */
  readonly key: string
  readonly rule: RuleText | { readonly native: string }
  readonly schedule: RuleText
  /** Linear warm-up, composed after the schedule. */
  readonly warmup: RuleText | null
  readonly modifiers: readonly ModifierText[]
  /** Index of each run in the scenario's `runs`, [runs]. */
  readonly runs: readonly number[]
  /** Column name -> [runs]. Names: rule params as they are, `schedule.gamma`, `clip_norm.value`, … */
  readonly columns: Readonly<Record<string, Float64Array>>
  readonly seeds: Uint32Array
}

/** A group on a landscape. */
export interface PlanGroup extends RuleGroup {
  /** For native rules only: hyper values per run. */
  readonly nativeHyper: readonly Readonly<Record<string, number | boolean | string | null>>[]
  readonly startX: Float64Array
  readonly startY: Float64Array
}

export interface LandscapeText {
  readonly formula: string
  readonly constants: Readonly<Record<string, number>>
}

export interface Plan {
  readonly landscape: LandscapeText
  readonly steps: number
  readonly noise: { readonly kind: 'none' | 'gaussian' | 'multiplicative' | 'heavy-tail'; readonly scale: number }
  readonly groups: readonly PlanGroup[]
  readonly runCount: number
}
