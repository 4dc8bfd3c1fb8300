// The link of a scenario, at a length that an address can have. A person's own data or weights may be too long for it: the link
// then keeps all the rest, with data of the same kind in their place, and says what it left out.
import { withDataset } from '../scenario/network/defaults.ts'
import { encodeAny } from '../scenario/network/link.ts'
import { taskOf } from '../scenario/network/losses.ts'
import type { NetworkScenario, Scenario } from '../scenario/network/types.ts'

export interface ShareLink {
  /** Without the "#". */
  readonly link: string
  readonly leftOut: readonly ('data' | 'weights')[]
}

/** What mail programs and chats still take whole. */
const longest = 20_000
/** A number and what parts it from the next: more of them than this are too long, whatever they are. */
const leastPerNumber = 2

/** The scenario is valid and has its defaults filled in. */
export function shareLink(scenario: Scenario): ShareLink {
  if (scenario.kind !== 'network') return { link: encodeAny(scenario), leftOut: [] }
  const { own } = scenario.dataset
  const { weights } = scenario.model
  const numbers = (own?.rows.length ?? 0) * (own?.columns.length ?? 0) + (weights?.length ?? 0)
  const whole = numbers * leastPerNumber > longest ? null : encodeAny(scenario)
  if (whole !== null && (whole.length <= longest || numbers === 0)) return { link: whole, leftOut: [] }
  if (weights === undefined) return { link: encodeAny(withoutData(scenario)), leftOut: ['data'] }
  const light = { ...scenario, model: withoutWeights(scenario) }
  if (own === undefined) return { link: encodeAny(light), leftOut: ['weights'] }
  // Weights fit only the data that they were found on: they are the first to go.
  const { link, leftOut } = shareLink(light)
  return { link, leftOut: [...leftOut, 'weights'] }
}

/** Data that suit the same losses and models. */
function withoutData(scenario: NetworkScenario): NetworkScenario {
  const { split, standardize } = scenario.dataset
  return withDataset(scenario, { id: taskOf(scenario.dataset) === 'numbers' ? 'plane' : 'moons', split, standardize })
}

function withoutWeights({ model }: NetworkScenario): NetworkScenario['model'] {
  const { weights: _, ...rest } = model
  return rest
}
