// Scenario <-> the fragment of the address: readable, versioned, defaults left out.
//   v1&landscape=rosenbrock&b=50&start=-1.2,1&steps=500&seed=1&run=adam,lr=0.05&run=momentum,lr=0.001,clip_norm=1
// An own landscape is `f=<formula>&domain=-2,2,-1,3`, its constants `c.<name>=…`. Everything that is read goes through validation.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { defaults } from './defaults.ts'
import { LinkError, clip, escapeText, numberText, readNumber, readNumbers, splitPair, unescapeText } from './link-text.ts'
import { decodeRun, encodeRun } from './link-run.ts'
import { encodeViews, readBasins, readSeeds, readSweep } from './link-views.ts'
import { unknownName } from './problems.ts'
import type { LandscapeScenario } from './types.ts'
import { validateScenario } from './validate.ts'
import type { Validated } from './validate.ts'

/** Above what any valid scenario needs. */
export const maxLinkLength = 600_000

const keys = ['landscape', 'f', 'domain', 'start', 'steps', 'seed', 'noise', 'device', 'tolerance', 'run', 'view', 'sweep', 'basins', 'seeds']

/** Without the "#". The scenario is valid and has its defaults filled in. */
export function encodeLink(scenario: LandscapeScenario): string {
  const { start, steps, seed, noise, device, tolerance, runs } = scenario
  const noiseText = `${noise.kind}${noise.scale === undefined ? '' : `:${numberText(noise.scale)}`}`
  return [
    'v1',
    ...encodeLandscape(scenario),
    `start=${start.map(numberText).join(',')}`,
    `steps=${steps}`,
    `seed=${seed}`,
    ...(noiseText === 'none' ? [] : [`noise=${noiseText}`]),
    ...(device === 'auto' ? [] : [`device=${device}`]),
    ...(tolerance === defaults.tolerance ? [] : [`tolerance=${numberText(tolerance)}`]),
    ...encodeViews(scenario),
    ...runs.map((run) => `run=${encodeRun(run)}`),
  ].join('&')
}

function encodeLandscape({ landscape, constants = {} }: LandscapeScenario): string[] {
  if (typeof landscape !== 'string') {
    return [
      `f=${escapeText(landscape.formula)}`,
      `domain=${landscape.domain.flat().map(numberText).join(',')}`,
      ...Object.entries(constants).map(([name, value]) => `c.${name}=${numberText(value)}`),
    ]
  }
  const known = new Map(landscapeById.get(landscape)?.constants.map((c) => [c.name, c.default]))
  const changed = Object.entries(constants).filter(([name, value]) => !Object.is(known.get(name), value))
  return [`landscape=${landscape}`, ...changed.map(([name, value]) => `${keys.includes(name) ? 'c.' : ''}${name}=${numberText(value)}`)]
}

/** Never throws: a link that cannot be read gives problems, the first at path `link` unless a field is to blame. */
export function decodeLink(text: string): Validated {
  try {
    return validateScenario(readLink(text.startsWith('#') ? text.slice(1) : text))
  } catch (error) {
    if (error instanceof LinkError) return { scenario: null, problems: [{ path: 'link', message: error.message }] }
    throw error
  }
}

function readLink(text: string): unknown {
  if (text.length > maxLinkLength) throw new LinkError(`the link has ${text.length} characters, at most ${maxLinkLength} are read`)
  const [version = '', ...items] = text.split('&')
  if (!/^v\d+$/.test(version)) throw new LinkError(`expected a link that begins with v1, got "${clip(version)}"`)
  if (version !== 'v1') throw new LinkError(`this link is of version ${version.slice(1)}, this page reads version 1: open it with a newer page`)
  const { runs, single } = collect(items)
  return {
    version: 1,
    kind: 'landscape',
    landscape: readLandscape(single),
    constants: Object.fromEntries(readConstants(single)),
    ...read(single, 'start', readNumbers),
    ...read(single, 'steps', readNumber),
    ...read(single, 'seed', readNumber),
    ...read(single, 'noise', readNoise),
    ...read(single, 'device', unescapeText),
    ...read(single, 'tolerance', readNumber),
    ...read(single, 'view', unescapeText),
    ...read(single, 'sweep', readSweep),
    ...read(single, 'basins', readBasins),
    ...read(single, 'seeds', readSeeds),
    runs: runs.map(decodeRun),
  }
}

function collect(items: readonly string[]): { runs: string[]; single: Map<string, string> } {
  const runs: string[] = []
  const single = new Map<string, string>()
  for (const item of items) {
    const [key, value] = splitPair(item)
    if (value === null) throw new LinkError(`the link is cut off or damaged near "${clip(item)}"`)
    if (key === 'run') runs.push(value)
    else if (single.has(key)) throw new LinkError(`the link gives "${clip(key)}" twice`)
    else single.set(key, value)
  }
  return { runs, single }
}

function read(single: ReadonlyMap<string, string>, key: string, reader: (text: string) => unknown): Record<string, unknown> {
  const text = single.get(key)
  return text === undefined ? {} : { [key]: reader(text) }
}

/** What is not a field is a constant of the landscape; an own one has whatever constants it says, so there they are marked. */
function readConstants(single: ReadonlyMap<string, string>): [string, number | string][] {
  const listed = landscapeById.get(single.get('landscape') ?? '')?.constants.map((c) => c.name) ?? []
  return [...single]
    .filter(([key]) => !keys.includes(key))
    .map(([key, value]) => {
      const marked = key.startsWith('c.')
      if (!marked && !listed.includes(key)) throw new LinkError(unknownName('name', key, [...keys, ...listed]))
      return [marked ? key.slice('c.'.length) : key, readNumber(value)]
    })
}

function readLandscape(single: ReadonlyMap<string, string>): unknown {
  const formula = single.get('f')
  const clash = formula === undefined ? 'domain' : 'landscape'
  if (single.has(clash)) throw new LinkError(`the link gives "${clash}" ${formula === undefined ? 'without' : 'together with'} "f", an own formula`)
  if (formula === undefined) return unescapeText(single.get('landscape') ?? '')
  return { formula: unescapeText(formula), domain: readDomain(single.get('domain')) }
}

function readDomain(text: string | undefined): unknown {
  const numbers = readNumbers(text ?? '')
  return numbers.length === 4 ? [numbers.slice(0, 2), numbers.slice(2)] : numbers
}

function readNoise(text: string): unknown {
  const [kind = '', scale] = text.split(':')
  return { kind: unescapeText(kind), ...(scale === undefined ? {} : { scale: readNumber(scale) }) }
}
