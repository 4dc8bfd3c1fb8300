// The runs of a training, as their cards ask for them.
import { networkBudget } from '../../scenario/network/sweep-runs.ts'
import type { NetworkStore } from '../../store/network-types.ts'
import type { RunsHost } from '../runs/runs-host.tsx'

/** What a slider over steps spans before anything is built. */
const guessedSteps = 1000

export function networkRuns({ getState, subscribe, actions, trace }: NetworkStore): RunsHost {
  return {
    kind: 'network',
    getState,
    subscribe,
    actions,
    fact(index) {
      const run = trace()?.runs[index]
      if (run === undefined) return null
      const { lr, status, stoppedAt, why } = run
      const last = status === 'diverged' ? Math.min(stoppedAt, lr.length) - 1 : lr.length - 1
      return { lr, last, ownStart: null, status, stoppedAt, ...(why === undefined ? {} : { why }) }
    },
    factVersion: () => getState().lookVersion,
    steps: (index) => {
      const total = trace()?.runs[index]?.total ?? 0
      return total > 0 ? total : guessedSteps
    },
    budget: { ...networkBudget, length: () => getState().scenario.epochs },
  }
}
