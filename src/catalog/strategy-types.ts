// What makes training faster or better beyond the update rule: each strategy is an experiment with a few settings, run for
// real in the worker, that shows its point by numbers.
import type { Param, Source } from './types.ts'

export interface Strategy {
  readonly id: string
  readonly name: string
  readonly group: 'less' | 'many' | 'smaller' | 'structure' | 'choices'
  /** Settings; the defaults show the point within seconds. */
  readonly params: readonly Param[]
  /** One sentence: what it is. */
  readonly idea: string
  /** One sentence: what is real and what is modelled. */
  readonly assumption: string
  /** One or two sentences: what to look for. */
  readonly look: string
  readonly source: Source
}
