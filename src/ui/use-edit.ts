// Editing a landscape from a component.
import type { LandscapeScenario } from '../scenario/types.ts'
import { useActions, useReadState } from './store-context.tsx'
import { useEditing, useTelling } from './use-editing.ts'
import type { Editing } from './use-editing.ts'

export const useEdit = (): Editing<LandscapeScenario> => useEditing(useActions(), useReadState())

export const useEditOrTell = (): ReturnType<typeof useTelling<LandscapeScenario>> => useTelling(useEdit())
