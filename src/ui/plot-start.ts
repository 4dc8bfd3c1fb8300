// Moving the start of the race, or of one run that has a start of its own.
import { useCallback } from 'react'
import { mappingOf } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import type { Point } from '../catalog/types.ts'
import { setField, setRunField } from './edits.ts'
import { useIsLocked } from './page/page-context.tsx'
import { useActions, useReadState } from './store-context.tsx'

/** `run` is null for the common start. Returns where it was. */
export type MoveStart = (run: number | null, to: Point, tag: string) => Point

export function useMoveStart(): MoveStart {
  const { edit } = useActions()
  const read = useReadState()
  const locked = useIsLocked('plot')
  return useCallback(
    (run, to, tag) => {
      const { scenario } = read()
      if (!locked) edit(run === null ? setField('start', to) : setRunField(run, 'start', to), tag)
      return (run === null ? undefined : scenario.runs[run]?.start) ?? scenario.start
    },
    [edit, read, locked],
  )
}

/** No more digits than the screen can tell apart: nobody means -1.2043795620437956. */
export function roundToPixel([x, y]: Point, box: PlotBox): Point {
  const { scaleX, scaleY } = mappingOf(box)
  return [roundTo(x, 1 / Math.abs(scaleX)), roundTo(y, 1 / Math.abs(scaleY))]
}

function roundTo(value: number, unit: number): number {
  const digits = Math.max(0, Math.min(15, Math.ceil(-Math.log10(unit))))
  return Number(value.toFixed(digits))
}
