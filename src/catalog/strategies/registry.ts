// The strategies in menu order: the only list of them.
import type { Strategy } from '../strategy-types.ts'

export const strategies: readonly Strategy[] = []

export const strategyById: ReadonlyMap<string, Strategy> = new Map(strategies.map((s) => [s.id, s]))
