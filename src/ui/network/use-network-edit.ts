// Editing what is trained, from a component.
import type { NetworkScenario } from '../../scenario/network/types.ts'
import { useEditing, useTelling } from '../use-editing.ts'
import type { Editing } from '../use-editing.ts'
import { useNetworkActions, useReadNetwork } from './network-context.tsx'

export type NetworkChange = (scenario: NetworkScenario) => unknown

export const useEditNetwork = (): Editing<NetworkScenario> => useEditing(useNetworkActions(), useReadNetwork())

export const useEditNetworkOrTell = (): ReturnType<typeof useTelling<NetworkScenario>> => useTelling(useEditNetwork())
