// A network's scenario <-> the fragment of the address, as ../link.ts does it for landscapes:
//   v1&kind=network&data=moons(points=256)&split=0.5&model=mlp(8,8,tanh)&loss=bce_logits&batch=16&epochs=50&seed=1&run=adam,lr=0.03
import { decodeRun, encodeRun } from '../link-run.ts'
import type { MoreFields } from '../link-run.ts'
import { decodeLink, encodeLink } from '../link.ts'
import { clip, decodeWith, escapeText, LinkError, linkKind, numberText, openLink, read, readNumber, readNumbers, unescapeText } from '../link-text.ts'
import { pageKeys } from '../page-link.ts'
import { unknownName } from '../problems.ts'
import { decodeStrategyLink, encodeStrategyLink } from '../strategies/link.ts'
import { validateNetwork } from '../validate.ts'
import type { ValidatedAs } from '../gate.ts'
import { networkDefaults } from './defaults.ts'
import { dataKeys, encodeData, readData } from './link-data.ts'
import { encodeLoss, encodeModel, modelKeys, readLoss, readModel } from './link-model.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep, PlaneChoice, Scenario, SweepSide } from './types.ts'

/** Own rows and weights travel too; what an address can hold is for the page to say. */
const maxNetworkLink = 8_000_000

const keys = ['kind', ...dataKeys, ...modelKeys, 'batch', 'growth', 'epochs', 'patience', 'seed', 'device', 'view', 'plane', 'sweep', 'run']

/** Any kind, without the "#". The scenario is valid and has its defaults filled in. */
export function encodeAny(scenario: Scenario): string {
  if (scenario.kind === 'landscape') return encodeLink(scenario)
  return scenario.kind === 'network' ? encodeNetworkLink(scenario) : encodeStrategyLink(scenario)
}

/** Never throws: a link that cannot be read gives problems, the first at path `link` unless a field is to blame. */
export function decodeAny(text: string): ValidatedAs<Scenario> {
  const kind = linkKind(text)
  if (kind === null) return decodeLink(text)
  return kind === 'strategy' ? decodeStrategyLink(text) : decodeNetworkLink(text)
}

function encodeNetworkLink(scenario: NetworkScenario): string {
  const { dataset, model, loss, batch, growth, epochs, patience, seed, device, runs, view, plane, sweep } = scenario
  return [
    'v1',
    'kind=network',
    ...encodeData(dataset),
    ...encodeModel(model),
    ...encodeLoss(loss),
    `batch=${batch}`,
    ...(growth ? [`growth=${numberText(growth.factor)}:${growth.every}`] : []),
    `epochs=${epochs}`,
    ...(patience === undefined ? [] : [`patience=${patience}`]),
    `seed=${seed}`,
    ...(device === 'auto' ? [] : [`device=${device}`]),
    ...(view === networkDefaults.view ? [] : [`view=${view}`]),
    ...(plane.kind === 'pca' ? [] : [`plane=${planeText(plane)}`]),
    ...(sweep ? [`sweep=${sweepText(sweep)}`] : []),
    ...runs.map((run) => `run=${encodeNetworkRun(run)}`),
  ].join('&')
}

function decodeNetworkLink(text: string): ValidatedAs<NetworkScenario> {
  return decodeWith(text, (link) => validateNetwork(readNetworkLink(link)))
}

function readNetworkLink(text: string): unknown {
  const { runs, single } = openLink(text, maxNetworkLink)
  const unknown = [...single.keys()].find((key) => !keys.includes(key))
  if (unknown !== undefined) throw new LinkError(unknownName('name', unknown, [...keys, ...pageKeys]))
  return {
    version: 1,
    ...read(single, 'kind', unescapeText),
    dataset: readData(single),
    ...readModel(single),
    ...readLoss(single),
    ...read(single, 'batch', readNumber),
    ...read(single, 'growth', readGrowth),
    ...read(single, 'epochs', readNumber),
    ...read(single, 'patience', readNumber),
    ...read(single, 'seed', readNumber),
    ...read(single, 'device', unescapeText),
    ...read(single, 'view', unescapeText),
    ...read(single, 'plane', readPlane),
    ...read(single, 'sweep', readSweep),
    runs: runs.map((run) => decodeRun(run, runFields)),
  }
}

const runFields: MoreFields = {
  batch: readNumber,
  widths: (text) => text.split('x').map(readNumber),
}

function encodeNetworkRun(run: NetworkRun): string {
  const { batch, widths } = run
  return encodeRun(run, runFields, [...(batch === undefined ? [] : [`batch=${batch}`]), ...(widths ? [`widths=${widths.join('x')}`] : [])])
}

function readGrowth(text: string): unknown {
  const [factor, every] = readNumbers(text)
  return { factor, every }
}

function planeText(plane: PlaneChoice): string {
  if (plane.kind === 'weights') return `weights:${plane.x}:${plane.y}`
  return plane.kind === 'random' ? `random:${plane.seed}` : plane.kind
}

function readPlane(text: string): unknown {
  const [kind = '', ...numbers] = text.split(':')
  const [first, second] = numbers.map(readNumber)
  if (kind === 'weights') return { kind, x: first, y: second }
  return kind === 'random' ? { kind, seed: first } : { kind: unescapeText(kind) }
}

/** `lr:0.1:0.01` the values, `lr:0.001~1~32~log` a range; `*8` after the sides: so many seeds. */
function sweepText({ x, y, seeds }: NetworkSweep): string {
  return [sideText(x), ...(y ? [sideText(y)] : []), ...(seeds === undefined ? [] : [`*${seeds}`])].join(',')
}

function sideText(side: SweepSide): string {
  if ('values' in side) return [escapeText(side.param), ...side.values.map(numberText)].join(':')
  const { param, min, max, count, scale } = side
  return `${escapeText(param)}:${[numberText(min), numberText(max), count, scale].join('~')}`
}

function readSweep(text: string): unknown {
  const parts = text.split(',')
  const seeds = parts.at(-1)?.startsWith('*') === true ? parts.pop()?.slice(1) : undefined
  const [x, y, ...more] = parts.map(readSide)
  if (more.length > 0) throw new LinkError(`the link's sweep "${clip(text)}" cannot be read`)
  return { x, ...(y ? { y } : {}), ...(seeds === undefined ? {} : { seeds: readNumber(seeds) }) }
}

function readSide(text: string): object {
  const [param = '', ...values] = text.split(':')
  const [first = ''] = values
  if (values.length !== 1 || !first.includes('~')) return { param: unescapeText(param), values: values.map(readNumber) }
  const [min = '', max = '', count = '', scale = ''] = first.split('~')
  return { param: unescapeText(param), min: readNumber(min), max: readNumber(max), count: readNumber(count), scale: unescapeText(scale) }
}
