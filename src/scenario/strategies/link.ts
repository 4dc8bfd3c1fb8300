// A strategy's scenario <-> the fragment of the address, as ../link.ts does it for landscapes; settings as they are by default
// are left out:
//   v1&kind=strategy&strategy=quantization&bits=4&seed=1
import { strategyById } from '../../catalog/strategies/registry.ts'
import type { Param } from '../../catalog/types.ts'
import { decodeWith, escapeText, LinkError, numberText, openLink, read, readNumber, readValue, unescapeText } from '../link-text.ts'
import { validateStrategy } from '../validate.ts'
import type { ValidatedAs } from '../gate.ts'
import type { Setting, StrategyScenario } from './types.ts'

const maxStrategyLink = 20_000

const keys = ['kind', 'strategy', 'seed']

export function encodeStrategyLink({ strategy, settings, seed }: StrategyScenario): string {
  const usual = new Map(paramsOf(strategy).map((param) => [param.name, param.default]))
  const changed = Object.entries(settings).filter(([name, value]) => !Object.is(usual.get(name), value))
  return ['v1', 'kind=strategy', `strategy=${escapeText(strategy)}`, ...changed.map(([name, value]) => `${name}=${settingText(value)}`), `seed=${seed}`].join('&')
}

export function decodeStrategyLink(text: string): ValidatedAs<StrategyScenario> {
  return decodeWith(text, (link) => validateStrategy(readStrategyLink(link)))
}

function readStrategyLink(text: string): unknown {
  const { runs, single } = openLink(text, maxStrategyLink)
  if (runs.length > 0) throw new LinkError('a strategy has no runs of its own: the link gives "run"')
  return {
    version: 1,
    ...read(single, 'kind', unescapeText),
    strategy: unescapeText(single.get('strategy') ?? ''),
    settings: Object.fromEntries(readSettings(single)),
    ...read(single, 'seed', readNumber),
  }
}

/** What is not a field is a setting of the strategy. */
function readSettings(single: ReadonlyMap<string, string>): [string, unknown][] {
  const listed = new Map(paramsOf(unescapeText(single.get('strategy') ?? '')).map((param) => [param.name, param]))
  return [...single]
    .filter(([key]) => !keys.includes(key))
    .map(([key, text]) => {
      const param = listed.get(key)
      // A choice may be called "4" or "true": it is a name all the same.
      return [key, param?.kind === 'choice' ? unescapeText(text) : readValue(text)]
    })
}

const paramsOf = (strategy: string): readonly Param[] => strategyById.get(strategy)?.params ?? []

const settingText = (value: Setting): string => (typeof value === 'number' ? numberText(value) : escapeText(String(value)))
