// The link of a scenario, at a length that an address can have. A long one is folded (scenario/link-short.ts). A person's own
// data or weights may be too long even so: the link then keeps all the rest, with data of the same kind in their place, and says
// what it left out.
import { shortenLink, unfoldLink } from '../scenario/link-short.ts'
import { isShortLink } from '../scenario/link-text.ts'
import { withDataset } from '../scenario/network/defaults.ts'
import { encodeAny } from '../scenario/network/link.ts'
import { taskOf } from '../scenario/network/losses.ts'
import type { NetworkScenario, Scenario } from '../scenario/network/types.ts'
import { longestReadable } from './hash.ts'

export interface ShareLink {
  /** Without the "#". */
  readonly link: string
  readonly leftOut: readonly ('data' | 'weights')[]
}

/** What mail programs and chats still take whole. */
const longest = 20_000
/** Readable letters that are worth folding: what is longer takes long and does not fit afterwards. */
const longestUnfolded = 200_000
/** A number and what parts it from the next: more of them than this are too long, whatever they are. */
const leastPerNumber = 2

/** The scenario is valid and has its defaults filled in. */
export function shareLink(scenario: Scenario): ShareLink {
  const own = scenario.kind === 'network' ? scenario.dataset.own : undefined
  const weights = scenario.kind === 'network' ? scenario.model.weights : undefined
  const numbers = (own?.rows.length ?? 0) * (own?.columns.length ?? 0) + (weights?.length ?? 0)
  const whole = numbers * leastPerNumber > longestUnfolded ? null : encodeAny(scenario)
  const link = whole === null || (numbers > 0 && whole.length > longestUnfolded) ? null : folded(whole)
  if (link !== null && (link.length <= longest || numbers === 0)) return { link, leftOut: [] }
  if (scenario.kind !== 'network') throw new Error('shareLink: expected only networks to carry numbers')
  if (weights === undefined) return { link: folded(encodeAny(withoutData(scenario))), leftOut: ['data'] }
  // Weights fit only the data that they were found on: they are the first to go.
  const light = shareLink({ ...scenario, model: withoutWeights(scenario) })
  return { link: light.link, leftOut: [...light.leftOut, 'weights'] }
}

/** Readable however long it is, as far as chats take it. */
export function readableLink(scenario: Scenario): ShareLink {
  const shared = shareLink(scenario)
  if (!isShortLink(shared.link)) return shared
  const readable = unfoldLink(shared.link)
  return readable.length <= longest ? { ...shared, link: readable } : shared
}

/** The short form of any link, where it is shorter. */
export function shortest(link: string): string {
  const short = shortenLink(link)
  return short.length < link.length ? short : link
}

const folded = (link: string): string => (link.length <= longestReadable ? link : shortest(link))

/** Data that suit the same losses and models. */
function withoutData(scenario: NetworkScenario): NetworkScenario {
  const { split, standardize } = scenario.dataset
  return withDataset(scenario, { id: taskOf(scenario.dataset) === 'numbers' ? 'plane' : 'moons', split, standardize })
}

function withoutWeights({ model }: NetworkScenario): NetworkScenario['model'] {
  const { weights: _, ...rest } = model
  return rest
}
