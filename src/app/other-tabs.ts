// The tabs beside the first race, networks and strategies, with all that their links need: a chunk of its own, which the first
// picture does not wait for. Before it is here there is nothing of them but their names.
import type { Client } from '../protocol/port.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { decodeAny } from '../scenario/network/link.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import type { Problem } from '../scenario/types.ts'
import type { AppStore } from '../store/app-store.ts'
import { linkProblems, modeOf } from '../store/hash.ts'
import type { OtherLinks } from '../store/hash.ts'
import type { ModeStore } from '../store/mode.ts'
import { createNetworkStore } from '../store/network-store.ts'
import type { LiveNetworkStore } from '../store/network-store.ts'
import { shareLink } from '../store/share-link.ts'
import { createStrategyStore } from '../store/strategy-store.ts'
import type { LiveStrategyStore } from '../store/strategy-store.ts'
import { createNetworkEngine, createStrategyEngine } from './other-engines.ts'
import { createPlayground } from './playground.ts'
import type { Playground } from './playground.ts'

export interface OtherTabs {
  readonly network: LiveNetworkStore
  readonly strategy: LiveStrategyStore
  readonly links: OtherLinks
  readonly playground: Playground
}

interface OtherTabsOptions {
  readonly client: Client
  /** The address of the page's folder, under which data/ lies. */
  readonly base: string
  /** The link that the page was opened with, where it is none to a race. */
  readonly link: string | null
  readonly landscape: AppStore
  readonly mode: ModeStore
}

export function openOtherTabs({ client, base, link, landscape, mode }: OtherTabsOptions): OtherTabs {
  const { scenario, problems } = link === null ? { scenario: null, problems: [] } : decodeAny(link)
  const problemsOf = (tab: ReturnType<typeof modeOf>): readonly Problem[] => (link !== null && modeOf(link) === tab ? linkProblems(problems, link) : [])
  if (scenario?.kind === 'landscape') landscape.actions.open(scenario)
  if (problemsOf('landscape').length > 0) landscape.actions.report(problemsOf('landscape'))
  const network = createNetworkStore({
    engine: createNetworkEngine(client, base),
    initial: scenario?.kind === 'network' ? scenario : defaultNetworkScenario,
    problems: problemsOf('network'),
  })
  const strategy = createStrategyStore({
    engine: createStrategyEngine(client, base),
    initial: scenario?.kind === 'strategy' ? scenario : defaultStrategyScenario,
    problems: problemsOf('strategy'),
  })
  const links: OtherLinks = { decode: decodeAny, encode: (shown) => shareLink(shown).link }
  return { network, strategy, links, playground: createPlayground({ landscape, network, strategy, mode }) }
}
