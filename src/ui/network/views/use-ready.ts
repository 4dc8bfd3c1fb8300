// Which runs the engine can be asked about: those that were built and not refused.
import { useNetwork, useTrain } from '../network-context.tsx'
import { useVisibleRuns } from '../network-hooks.ts'
import { useSame } from '../../use-same.ts'

export function useReadyRuns(): readonly number[] {
  const same = useSame<readonly number[]>()
  const visible = useVisibleRuns()
  const trace = useTrain(200)
  const ready = visible.filter((run) => trace?.built?.groups.some((group) => group.refused === null && group.runs.includes(run)) === true)
  return same(ready)
}

/** Nothing moves: finer pictures are worth their time. */
export function useAtRest(): boolean {
  return useNetwork(({ status }) => status === 'paused' || status === 'finished')
}
