// The runs of a landscape, as their cards ask for them.
import { overshootOf } from '../../store/overshoot.ts'
import { tuneBudget } from '../../store/tune.ts'
import type { AppParts } from '../store-context.tsx'
import type { RunsHost } from './runs-host.tsx'

export function landscapeRuns({ getState, subscribe, actions, trace }: AppParts): RunsHost {
  return {
    kind: 'landscape',
    getState,
    subscribe,
    actions,
    fact(index) {
      const now = trace()
      const run = now?.runs[index]
      if (run === undefined) return null
      const { lr, last, status, stoppedAt, why } = run
      return { lr, last, status, stoppedAt, overshoot: overshootOf(run), ownStart: now?.scenario.runs[index]?.start !== undefined, ...(why === undefined ? {} : { why }) }
    },
    factVersion: () => getState().traceVersion,
    steps: () => getState().scenario.steps,
    budget: { ...tuneBudget, length: () => getState().scenario.steps },
  }
}
