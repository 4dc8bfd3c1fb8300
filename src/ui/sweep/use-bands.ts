// The bands of many seeds, ready for the loss curves.
import { useMemo } from 'react'
import { useRunStyles } from '../plot-hooks.ts'
import type { CurveBand } from '../plot-curve.tsx'
import { useBands } from '../store-context.tsx'

const noBands: ReturnType<typeof useBands> = []

/** `offset` is taken from every loss, as from the runs' own lines. */
export function useCurveBands(offset: number): readonly CurveBand[] {
  const bands = useBands()
  const styles = useRunStyles()
  // Most races have none; the curves are then painted for their own numbers alone, not at every edit.
  const some = bands.length > 0 ? bands : noBands
  return useMemo(
    () =>
      some.flatMap(({ run, answer }) => {
        const style = styles[run]
        if (answer === null || style === undefined) return []
        const above = (values: Float64Array): Float64Array => (offset === 0 ? values : values.map((value) => value - offset))
        // Where a seed has diverged the mean is infinite; the middle one says more.
        const centre = answer.mean.map((value, k) => (Number.isFinite(value) ? value : (answer.median[k] ?? value)))
        return [{ color: style.color, low: above(answer.low), high: above(answer.high), mean: above(centre) }]
      }),
    [some, styles, offset],
  )
}
