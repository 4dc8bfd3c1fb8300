// The shapes of what a person can pick. A definition is a value in its own file (file name = id);
// menus, sliders, link names, readings and tests are derived from the registries.

/** Where a rule, a function or a modifier was published. `url` may be empty for folklore. */
export interface Source {
  readonly cite: string
  readonly url: string
}

/** A number that a person can set. `log` sliders need `min > 0`. Ranges are for sliders; `atLeast`/`below`… are what is valid. */
export interface NumberParam {
  readonly kind: 'number'
  readonly name: string
  readonly default: number | null
  /** A formula of the other parameters that stands for `null` ("not applicable"); without it null is refused. */
  readonly whenNull?: string
  readonly slider: { readonly min: number; readonly max: number; readonly scale: 'log' | 'linear'; readonly step?: number }
  readonly valid: { readonly min?: number; readonly max?: number; readonly above?: number; readonly below?: number; readonly integer?: true }
  /** One sentence: what turning it does to the training. */
  readonly help: string
}

/** A switch; in a formula it is 1 or 0. */
export interface BooleanParam {
  readonly kind: 'boolean'
  readonly name: string
  readonly default: boolean
  readonly help: string
}

/** One of several names; in a formula it is its place in the list, from 0. */
export interface ChoiceParam {
  readonly kind: 'choice'
  readonly name: string
  readonly default: string | null
  readonly choices: readonly (string | null)[]
  readonly help: string
}

export type Param = NumberParam | BooleanParam | ChoiceParam
export type ParamValue = number | boolean | string | null

/** What a native rule is given at each step: the problem at any point of the plane, in float64. */
export interface PlaneProblem {
  loss(x: number, y: number): number
  /** With noise and gradient modifiers in it, as a formula rule would see it. */
  gradient(x: number, y: number): readonly [number, number]
  /** [f_xx, f_xy, f_yy] */
  hessian(x: number, y: number): readonly [number, number, number]
}

/** A rule that is not elementwise algebra: TypeScript on the float64 reference only. One `NativeStepper` per run. */
export interface NativeStepper {
  /** `t` is 1 for the first update, `lr` the scheduled rate. Returns the next point. */
  step(x: number, y: number, lr: number, t: number, problem: PlaneProblem): readonly [number, number]
}

interface OptimizerBase {
  readonly id: string
  readonly name: string
  readonly family: 'descent' | 'adaptive' | 'adam' | 'modern' | 'second-order'
  /** First entry is `lr` where the rule has one; names and defaults as in the golden rows. */
  readonly hyper: readonly Param[]
  /** A rate that behaves well on the first landscape; sweeps and new runs start here. */
  readonly goodLr?: number
  readonly source: Source
  /** One sentence: what the idea is. */
  readonly idea: string
  /** Where we depart from the paper, or which convention this is. */
  readonly note?: string
}

export interface FormulaOptimizer extends OptimizerBase {
  readonly kind: 'formula'
  /** Assignments, top to bottom, ending with `theta`. */
  readonly rule: string
  /** Start values of slots as formulas of hyper-parameters and `theta`; others start at 0. */
  readonly init?: Readonly<Record<string, string>>
}

export interface NativeOptimizer extends OptimizerBase {
  readonly kind: 'native'
  /** The mathematics as TeX lines, for the page. */
  readonly tex: readonly string[]
  readonly create: (hyper: Readonly<Record<string, ParamValue>>) => NativeStepper
}

export type Optimizer = FormulaOptimizer | NativeOptimizer

/** A schedule is assignments ending with `lr`; names: `t`, `T`, `lr` (the run's own rate), `loss`, its params, its slots. */
export interface Schedule {
  readonly id: string
  readonly name: string
  readonly params: readonly Param[]
  readonly rule: string
  readonly init?: Readonly<Record<string, string>>
  readonly source: Source
  readonly idea: string
}

/**
 * A modifier wraps any rule.
 * stage 'gradient': assignments ending with `g`, from `g`, `theta`, `lr`, `t`; applied to every gradient evaluation.
 * stage 'update': assignments ending with `theta`, from `previous` (before the step), `theta` (after it), `g`, `lr`, `t`.
 * stage 'report': as 'update', but ending with `shown`: the point that is evaluated and drawn; `theta` goes on unchanged.
 */
export interface Modifier {
  readonly id: 'l2' | 'decoupled' | 'clip_value' | 'clip_norm' | 'cautious' | 'lookahead' | 'ema'
  readonly name: string
  readonly stage: 'gradient' | 'update' | 'report'
  readonly params: readonly NumberParam[]
  readonly rule: string
  readonly init?: Readonly<Record<string, string>>
  readonly source: Source
  readonly idea: string
}

export type LandscapeGroup = 'bowls' | 'curved-valleys' | 'saddles' | 'many-minima' | 'non-smooth' | 'global'

/** A named constant of a landscape, a slider on the page. */
export interface Constant {
  readonly name: string
  readonly default: number
  readonly min: number
  readonly max: number
  readonly scale?: 'log' | 'linear'
  readonly help: string
}

export type Range = readonly [number, number]
export type Point = readonly [number, number]

export interface Landscape {
  readonly id: string
  readonly name: string
  readonly group: LandscapeGroup
  /** Assignments of helpers are allowed; the last line is the expression (or `f = …`) of x, y and the constants. */
  readonly formula: string
  readonly constants: readonly Constant[]
  /** The box that is drawn, [x, y]. */
  readonly domain: readonly [Range, Range]
  /** All global minimisers inside the domain at the default constants; [] where there is none. */
  readonly minima: readonly Point[]
  /** Where the minima lie for other constants, as formulas of them; without it they are only marked at the defaults. */
  readonly minimaFormulas?: readonly (readonly [string, string])[]
  readonly start: Point
  readonly source: Source
  /** One sentence on what it teaches. */
  readonly teaches: string
  readonly note?: string
}
