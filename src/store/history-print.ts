// A short print of a scenario: two that give the same numbers have the same. What only changes how they are drawn is left out.
// It walks the values instead of writing them down as text: a scenario may carry 200 000 numbers of a person's own.
import type { Scenario } from '../scenario/network/types.ts'

/** Fields that no number depends on; of the scenario, and of each run. */
const drawn = { scenario: ['view', 'sweep', 'basins', 'seeds', 'plane'], run: ['label', 'color', 'hidden', 'tuned'] } as const

export function printOf(scenario: Scenario): string {
  const { runs, ...rest } = 'runs' in scenario ? scenario : { ...scenario, runs: [] }
  const hash = createHash()
  walk(hash, without(rest, drawn.scenario))
  for (const run of runs) walk(hash, without(run, drawn.run))
  return hash.text()
}

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}

interface Hash {
  add(bits: number): void
  text(): string
}

/** Two rounds of 32 bits each with a multiplier of its own (of FNV and of MurmurHash): 64 bits are plenty for some hundred entries. */
function createHash(): Hash {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  return {
    add(bits) {
      a = Math.imul(a ^ bits, 0x01000193)
      b = Math.imul(b ^ bits ^ (b >>> 15), 0x5bd1e995)
      a ^= a >>> 13
    },
    text: () => [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}

const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)

function walk(hash: Hash, value: unknown): void {
  if (typeof value === 'number') {
    double[0] = value
    hash.add(halves[0] ?? 0)
    hash.add(halves[1] ?? 0)
  } else if (typeof value === 'string') {
    hash.add(value.length + 7)
    for (let i = 0; i < value.length; i += 1) hash.add(value.charCodeAt(i))
  } else if (Array.isArray(value)) {
    hash.add(value.length + 1009)
    for (const item of value) walk(hash, item)
  } else if (typeof value === 'object' && value !== null) {
    // The order in which fields were written says nothing.
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    hash.add(entries.length + 2003)
    for (const [name, item] of entries.toSorted(([x], [y]) => (x < y ? -1 : 1))) {
      walk(hash, name)
      walk(hash, item)
    }
  } else hash.add(value === true ? 3 : value === false ? 5 : 11)
}
