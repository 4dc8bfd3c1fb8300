// A scenario as a JSON file, and back. The file says what it is, so that it can be told from any other JSON; a bare scenario, as
// `window.playground.scenario()` gives it, opens too.
import type { Scenario } from '../scenario/network/types.ts'
import { problemText } from '../scenario/problems.ts'
import { validateAny } from '../scenario/validate.ts'

const format = 'descent-scenario'
const formatVersion = 1

/** A scenario with the numbers of its runs (runs-file.ts), of which only the scenario is opened. */
export const runsFormat = 'descent-runs'
export const runsFormatVersion = 1

const versions: ReadonlyMap<unknown, number> = new Map([
  [format, formatVersion],
  [runsFormat, runsFormatVersion],
])

/** Eight runs of a hundred thousand steps with all their numbers are about so large. */
export const largestFile = 100_000_000

/** Why a file did not open. `detail` is a sentence about the scenario's fields. */
export type FileProblem = { readonly kind: 'large' | 'not-json' | 'not-ours' | 'newer' } | { readonly kind: 'invalid'; readonly detail: string }

export function scenarioFile(scenario: Scenario): string {
  return `${JSON.stringify({ format, formatVersion, scenario }, null, 2)}\n`
}

export function readScenarioFile(text: string): { readonly scenario: Scenario } | { readonly problem: FileProblem } {
  if (text.length > largestFile) return { problem: { kind: 'large' } }
  let value: unknown
  try {
    // Some editors begin a file with a byte-order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { problem: { kind: 'not-json' } }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: { kind: 'not-ours' } }
  if ('format' in value) {
    const version = versions.get(value.format)
    if (version === undefined || !('scenario' in value)) return { problem: { kind: 'not-ours' } }
    if (!('formatVersion' in value) || value.formatVersion !== version) return { problem: { kind: 'newer' } }
    return read(value.scenario)
  }
  return 'version' in value ? read(value) : { problem: { kind: 'not-ours' } }
}

function read(value: unknown): { readonly scenario: Scenario } | { readonly problem: FileProblem } {
  const { scenario, problems } = validateAny(value)
  if (scenario) return { scenario }
  const [first, ...more] = problems
  const detail = first === undefined ? '' : problemText(first)
  return { problem: { kind: 'invalid', detail: more.length === 0 ? detail : `${detail} (+${more.length})` } }
}
