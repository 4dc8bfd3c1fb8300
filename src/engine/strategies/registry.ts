// Who runs which strategy of the catalogue, by id.
import type { StrategyRunner } from './contract.ts'

export const runners: Readonly<Record<string, () => Promise<StrategyRunner>>> = {}
