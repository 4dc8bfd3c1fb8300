// What several parts of the Network tab need: how runs look, which are seen, what their class colours are.
import { useMemo } from 'react'
import { runStyles } from '../../charts/style.ts'
import type { RunStyle } from '../../charts/style.ts'
import { useChartTheme } from '../plot-hooks.ts'
import { useSame } from '../use-same.ts'
import { useNetwork } from './network-context.tsx'

/** Styles of all runs; the same array until a run's look changes. */
export function useNetworkStyles(): readonly RunStyle[] {
  const theme = useChartTheme()
  const runs = useNetwork((state) => state.scenario.runs)
  const same = useSame<readonly RunStyle[]>()
  return same(useMemo(() => runStyles({ runs }, theme), [runs, theme]))
}

/** Runs that are not hidden, by index; the same array until that changes. */
export function useVisibleRuns(): readonly number[] {
  const same = useSame<readonly number[]>()
  const styles = useNetworkStyles()
  return same(styles.flatMap((style) => (style.hidden ? [] : [style.index])))
}

/** The selected run where it is seen, else the first that is; -1 where none is. */
export function useShownRun(): number {
  const visible = useVisibleRuns()
  const selected = useNetwork((state) => state.selectedRun)
  return visible.includes(selected) ? selected : (visible[0] ?? -1)
}
