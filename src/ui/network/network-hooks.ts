// What several parts of the Network tab need: how runs look, which are seen, what their class colours are.
import { useMemo } from 'react'
import { runStyles } from '../../charts/style.ts'
import type { RunStyle } from '../../charts/style.ts'
import { useText } from '../../i18n/react.ts'
import { useChartTheme } from '../plot-hooks.ts'
import { useSame } from '../use-same.ts'
import type { DataAnswer } from './answers.ts'
import { useNetwork } from './network-context.tsx'

/** Styles of all runs; the same array until a run's look changes. */
export function useNetworkStyles(): readonly RunStyle[] {
  const say = useText()
  const theme = useChartTheme()
  const runs = useNetwork((state) => state.scenario.runs)
  const same = useSame<readonly RunStyle[]>()
  return same(useMemo(() => runStyles({ runs }, theme, say), [runs, say, theme]))
}

/** The data of the scenario; names that the catalogue gave are in the language of the page, a person's own stay. */
export function useShownData(): DataAnswer | null {
  const say = useText()
  const data = useNetwork((state) => state.data)
  const own = useNetwork((state) => state.scenario.dataset.own !== undefined)
  return useMemo(
    () => (data === null || own ? data : { ...data, classes: data.classes?.map(say) ?? null, columns: data.columns.map(say), targetNames: data.targetNames.map(say) }),
    [data, own, say],
  )
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
