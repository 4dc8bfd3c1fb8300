// Opening a cell in the race: its values go into the run, the contour comes back and the race starts. With `stay` only the
// values are taken, and the map remains.
import { useCallback } from 'react'
import type { Change } from '../edits.ts'
import { useActions, useReadState } from '../store-context.tsx'
import { useEditOrTell } from '../use-edit.ts'

export function useOpen(): (run: number, change: Change, stay: boolean) => void {
  const edit = useEditOrTell()
  const read = useReadState()
  const { selectRun, setView, setCursor, play } = useActions()
  return useCallback(
    (run, change, stay) => {
      if (!edit(change)) return
      selectRun(run)
      if (stay) return
      setView('contour')
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      setCursor(still ? read().scenario.steps : 0)
      if (!still) play()
    },
    [edit, read, selectRun, setView, setCursor, play],
  )
}

/** Nobody means 0.050118723. */
export const opened = (value: number): number => Number(value.toPrecision(4))
