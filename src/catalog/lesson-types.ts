// The shapes of a lesson as it is written: text with scenes in it. What a scene is, the scenario layer knows.

export type Inline =
  | { readonly kind: 'text' | 'code' | 'tex'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inlines: readonly Inline[] }

export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'tex' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }

export interface Choice {
  readonly inlines: readonly Inline[]
  readonly right: boolean
}

export interface Guess {
  readonly question: readonly Block[]
  /** At least two, one of them right. */
  readonly choices: readonly Choice[]
}

export interface LessonStepText {
  readonly title: string
  readonly text: readonly Block[]
  /** A scenario, or what differs from the scene before (a JSON merge patch, RFC 7396); null keeps the scene. */
  readonly scene: { readonly kind: 'scene' | 'change'; readonly value: unknown; readonly line: number } | null
  readonly guess: Guess | null
  /** Shown at once where nothing is to be guessed. */
  readonly reveal: readonly Block[]
  /** What a person may try on the page. */
  readonly try: readonly Block[]
}

/**
 * A number that a step says, as a formula that is true: `loss_1 < 1e-6`, `abs(x_2_5 - 0.3277) < 1e-4`. Names are
 * measure_run or measure_run_k: see `testing.ts` beside the lessons for the measures.
 */
export interface Claim {
  /** Counted from 1. */
  readonly step: number
  readonly formula: string
}

export interface LessonText {
  readonly id: string
  readonly title: string
  /** One sentence: what is learnt. */
  readonly idea: string
  /** Place in the list. */
  readonly order: number
  readonly steps: readonly LessonStepText[]
  readonly claims: readonly Claim[]
}
