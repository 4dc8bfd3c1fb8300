// Scenario <-> the fragment of the address: readable, versioned, defaults left out.
//   v1&landscape=rosenbrock&b=50&start=-1.2,1&steps=500&seed=1&run=adam,lr=0.05&run=momentum,lr=0.001,clip_norm=1
// An own landscape is `f=<formula>&domain=-2,2,-1,3`, its constants `c.<name>=…`. Everything that is read goes through validation.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { defaults } from './defaults.ts'
import { LinkError, decodeWith, escapeText, numberText, openLink, read, readNumber, readNumbers, unescapeText } from './link-text.ts'
import { decodeRun, encodeRun } from './link-run.ts'
import { encodeViews, readBasins, readSeeds, readSweep } from './link-views.ts'
import { pageKeys } from './page-link.ts'
import { unknownName } from './problems.ts'
import type { LandscapeScenario } from './types.ts'
import { validateScenario } from './validate-landscape.ts'
import type { Validated } from './validate-landscape.ts'

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
  return decodeWith(text, (link) => validateScenario(readLink(link)))
}

function readLink(text: string): unknown {
  const { runs, single } = openLink(text, maxLinkLength)
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
    runs: runs.map((run) => decodeRun(run)),
  }
}

/** What is not a field is a constant of the landscape; an own one has whatever constants it says, so there they are marked. */
function readConstants(single: ReadonlyMap<string, string>): [string, number | string][] {
  const listed = landscapeById.get(single.get('landscape') ?? '')?.constants.map((c) => c.name) ?? []
  return [...single]
    .filter(([key]) => !keys.includes(key))
    .map(([key, value]) => {
      const marked = key.startsWith('c.')
      if (!marked && !listed.includes(key)) throw new LinkError(unknownName('name', key, [...keys, ...listed, ...pageKeys]))
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
