// Editing a strategy's scenario, from a component.
import type { Setting, StrategyScenario } from '../../scenario/strategies/types.ts'
import { useEditing } from '../use-editing.ts'
import type { Editing } from '../use-editing.ts'
import { useReadStrategy, useStrategyActions } from './strategy-context.tsx'

type StrategyChange = (scenario: StrategyScenario) => unknown

export const useEditStrategy = (): Editing<StrategyScenario> => useEditing(useStrategyActions(), useReadStrategy())

export const setSetting = (name: string, value: Setting | null): StrategyChange => (scenario) => ({ ...scenario, settings: { ...scenario.settings, [name]: value } })

/** Settings of one strategy mean nothing to another: it begins with its own defaults. */
export const chooseStrategy = (strategy: string): StrategyChange => ({ version, kind, seed }) => ({ version, kind, strategy, seed })

export const withDefaults: StrategyChange = ({ version, kind, strategy }) => ({ version, kind, strategy })
