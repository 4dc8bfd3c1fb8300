// What standardizing shows: loss by step at each treatment's best rate, steps by rate, and the shape of the inputs.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { StrategyTools } from './contract.ts'
import { line } from './series.ts'

/** One rate: its losses step by step, and the steps to the goal, null where it was not reached. */
export interface Attempt {
  readonly rate: number
  readonly losses: readonly number[]
  readonly steps: number | null
}

export interface Treatment {
  readonly standardize: boolean
  readonly condition: number
  /** Smallest and largest of the features as the model sees them. */
  readonly deviations: readonly [number, number]
  readonly attempts: Attempt[]
}

/** How much more a step must save, to be worth a claim. */
const claimed = 10
/** A curve has no more points than this; on a log axis nobody sees the rest. */
const points = 400

const nameOf = ({ standardize }: Treatment): Label =>
  standardize ? { key: 'strategies.preprocessing.standardized' } : { key: 'strategies.preprocessing.raw' }

/** The attempt that was first at the goal, or came closest to it. */
function bestOf({ attempts }: Treatment): Attempt | null {
  const score = ({ steps, losses }: Attempt): number => steps ?? 1e9 + (losses.at(-1) ?? Infinity)
  return attempts.reduce<Attempt | null>((best, a) => (best === null || score(a) < score(best) || Number.isNaN(score(best)) ? a : best), null)
}

/** What is known so far. */
export async function showAttempts(tools: StrategyTools, treatments: readonly Treatment[], goal: number, cap: number): Promise<void> {
  await showCurves(tools, treatments, goal, cap)
  await showRates(tools, treatments)
  await showTable(tools, treatments, cap)
}

/** When all rates were tried; answers with the facts. */
export async function showVerdict(tools: StrategyTools, treatments: readonly Treatment[], cap: number): Promise<Record<string, number>> {
  const [standardized, raw] = treatments
  const [quick, slow] = [standardized && bestOf(standardized), raw && bestOf(raw)]
  if (!standardized || !raw || !quick || !slow) return {}
  const ratio = (slow.steps ?? cap) / Math.max(1, quick.steps ?? cap)
  await tools.show('claim', {
    kind: 'claim', title: { key: slow.steps === null ? 'strategies.preprocessing.claimCapped' : 'strategies.preprocessing.claim', values: { cap } },
    found: ratio, against: claimed, holds: ratio >= claimed,
  })
  return {
    ratio, stepsRaw: slow.steps ?? cap, stepsStandardized: quick.steps ?? cap, rawArrived: Number(slow.steps !== null),
    conditionRaw: raw.condition, conditionStandardized: standardized.condition,
  }
}

async function showCurves(tools: StrategyTools, treatments: readonly Treatment[], goal: number, cap: number): Promise<void> {
  const curves = treatments.flatMap((treatment) => {
    const best = bestOf(treatment)
    if (!best) return []
    const updates = thinned(best.losses.length)
    return [line(nameOf(treatment), updates.map((k) => k + 1), updates.map((k) => best.losses[k] ?? Number.NaN))]
  })
  await tools.show('losses', {
    kind: 'curves', title: { key: 'strategies.preprocessing.lossTitle' }, x: { key: 'strategies.preprocessing.evaluations' }, y: { key: 'strategies.preprocessing.loss' },
    logX: true, logY: true, series: [...curves, line({ key: 'strategies.preprocessing.goal' }, [1, cap + 1], [goal, goal], 'reference')],
  })
}

/** Places 0 … count - 1, ever further apart. */
function thinned(count: number): number[] {
  if (count <= points) return Array.from({ length: count }, (_, i) => i)
  return [...new Set(Array.from({ length: points }, (_, i) => Math.round(count ** (i / (points - 1))) - 1))]
}

async function showRates(tools: StrategyTools, treatments: readonly Treatment[]): Promise<void> {
  await tools.show('rates', {
    kind: 'curves', title: { key: 'strategies.preprocessing.ratesTitle' }, x: { key: 'strategies.preprocessing.rate' }, y: { key: 'strategies.preprocessing.steps' },
    logX: true, logY: true,
    series: treatments.map((treatment) => {
      const arrived = treatment.attempts.filter((a) => a.steps !== null)
      return line(nameOf(treatment), arrived.map((a) => a.rate), arrived.map((a) => Math.max(1, a.steps ?? 1)), 'dots')
    }),
  })
}

async function showTable(tools: StrategyTools, treatments: readonly Treatment[], cap: number): Promise<void> {
  await tools.show('inputs', {
    kind: 'table', title: { key: 'strategies.preprocessing.inputsTitle' },
    columns: [
      { key: 'strategies.preprocessing.inputs' }, { key: 'strategies.preprocessing.condition' }, { key: 'strategies.preprocessing.smallest' },
      { key: 'strategies.preprocessing.largest' }, { key: 'strategies.preprocessing.bestRate' }, { key: 'strategies.preprocessing.steps' },
    ],
    rows: treatments.map((treatment) => {
      const best = bestOf(treatment)
      const steps = best === null ? { key: 'strategies.preprocessing.pending' } : (best.steps ?? { key: 'strategies.preprocessing.notArrived', values: { cap } })
      return [nameOf(treatment), treatment.condition, ...treatment.deviations, best?.rate ?? { key: 'strategies.preprocessing.pending' }, steps]
    }),
  })
}
