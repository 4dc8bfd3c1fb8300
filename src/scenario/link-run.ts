// One run of a link: `adam,lr=0.05,schedule=cosine(min=0.1),warmup=20,clip_norm=1`, or an own rule
// `own,name=mine,rule=theta%20%3D%20…,lr=0.1`. First the optimizer, then what differs from the defaults.
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import { LinkError, clip, escapeText, numberText, readNumber, readCall, readNumbers, readValue, splitOutside, splitPair, unescapeText } from './link-text.ts'
import type { HyperValue, RunSpec, ScheduleChoice } from './types.ts'
import { startValue } from './values.ts'

/** Fields of a run, and how each is read. A parameter of the same name is written with `p.` before it. */
const readers: Readonly<Record<string, (run: Draft, text: string) => void>> = {
  name: (run, text) => void (run.own.name = unescapeText(text)),
  rule: (run, text) => void (run.own.rule = unescapeText(text)),
  schedule: (run, text) => void Object.assign(run.schedule, readSchedule(text)),
  warmup: (run, text) => void (run.schedule['warmup'] = readNumber(text)),
  l2: (run, text) => void (run.fields['weightDecay'] = { kind: 'l2', value: readNumber(text) }),
  decoupled: (run, text) => void (run.fields['weightDecay'] = { kind: 'decoupled', value: readNumber(text) }),
  clip_value: (run, text) => void (run.fields['clip'] = { kind: 'value', value: readNumber(text) }),
  clip_norm: (run, text) => void (run.fields['clip'] = { kind: 'norm', value: readNumber(text) }),
  cautious: (run, text) => void (run.fields['cautious'] = readValue(text)),
  lookahead: (run, text) => {
    const [k, alpha] = readNumbers(text)
    run.fields['lookahead'] = { k, alpha }
  },
  ema: (run, text) => void (run.fields['ema'] = { decay: readNumber(text) }),
  start: (run, text) => void (run.fields['start'] = readNumbers(text)),
  seed: (run, text) => void (run.fields['seed'] = readNumber(text)),
  label: (run, text) => void (run.fields['label'] = unescapeText(text)),
  color: (run, text) => void (run.fields['color'] = `#${unescapeText(text)}`),
  hidden: (run, text) => void (run.fields['hidden'] = readValue(text)),
  tuned: (run, text) => {
    const [trials = '', ...over] = text.split(':')
    run.fields['tuned'] = { trials: readNumber(trials), over: over.map(unescapeText) }
  },
}

interface Draft {
  readonly own: { name?: string; rule?: string }
  readonly init: [string, string][]
  readonly hyper: [string, HyperValue][]
  readonly schedule: Record<string, unknown>
  readonly fields: Record<string, unknown>
}

/** Fields that runs of one kind have beside those of all, and how each is read. */
export type MoreFields = Readonly<Record<string, (text: string) => unknown>>

/** `given`: those further fields that the run has, as items. */
export function encodeRun(run: RunSpec, more: MoreFields = {}, given: readonly string[] = []): string {
  const paramKey = (name: string): string => (isField(name, more) ? `p.${name}` : escapeText(name))
  return [...encodeOptimizer(run, paramKey), ...encodeSchedule(run.schedule ?? {}), ...given, ...encodeFields(run)].join(',')
}

const isField = (name: string, more: MoreFields): boolean => Object.hasOwn(readers, name) || Object.hasOwn(more, name)

function encodeOptimizer({ optimizer, hyper = {} }: RunSpec, paramKey: (name: string) => string): string[] {
  if (typeof optimizer === 'string') {
    const listed = optimizerById.get(optimizer)
    const defaults = new Map(listed?.hyper.map((p) => [p.name, startValue(p, listed.goodLr)]))
    // The rate is always written: it is what a reader looks for.
    const written = Object.entries(hyper).filter(([name, value]) => name === 'lr' || !Object.is(defaults.get(name), value))
    return [escapeText(optimizer), ...written.map(([name, value]) => `${paramKey(name)}=${valueText(value)}`)]
  }
  return [
    'own',
    `name=${escapeText(optimizer.name)}`,
    `rule=${escapeText(optimizer.rule)}`,
    ...Object.entries(optimizer.init ?? {}).map(([slot, text]) => `init.${escapeText(slot)}=${escapeText(text)}`),
    ...Object.entries(optimizer.hyper).map(([name, value]) => `${paramKey(name)}=${numberText(value)}`),
  ]
}

const valueText = (value: HyperValue): string =>
  typeof value === 'number' ? numberText(value) : typeof value === 'string' ? escapeText(value) : String(value)

function encodeSchedule({ id, formula, params = {}, warmup }: ScheduleChoice): string[] {
  const defaults = new Map(scheduleById.get(id ?? '')?.params.map((p) => [p.name, p.default]))
  const written = Object.entries(params).filter(([name, value]) => formula !== undefined || !Object.is(defaults.get(name), value))
  const inside = [
    ...(formula === undefined ? [] : [`formula=${escapeText(formula)}`]),
    ...written.map(([name, value]) => `${name === 'formula' ? 'p.formula' : escapeText(name)}=${numberText(value)}`),
  ]
  const head = formula === undefined ? escapeText(id ?? 'constant') : 'own'
  const text = `${head}${inside.length > 0 ? `(${inside.join(',')})` : ''}`
  return [...(text === 'constant' ? [] : [`schedule=${text}`]), ...(warmup ? [`warmup=${numberText(warmup)}`] : [])]
}

function encodeFields(run: RunSpec): string[] {
  const { weightDecay, clip: clipping, cautious, lookahead, ema, start, seed, label, color, hidden, tuned } = run
  const items = [
    weightDecay && `${weightDecay.kind}=${numberText(weightDecay.value)}`,
    clipping && `clip_${clipping.kind}=${numberText(clipping.value)}`,
    cautious && 'cautious',
    lookahead && `lookahead=${numberText(lookahead.k)}:${numberText(lookahead.alpha)}`,
    ema && `ema=${numberText(ema.decay)}`,
    start && `start=${start.map(numberText).join(':')}`,
    seed !== undefined && `seed=${numberText(seed)}`,
    label !== undefined && `label=${escapeText(label)}`,
    color !== undefined && `color=${escapeText(color.slice(1))}`,
    hidden && 'hidden',
    tuned && `tuned=${[tuned.trials, ...tuned.over.map(escapeText)].join(':')}`,
  ]
  return items.filter((item) => typeof item === 'string')
}

/** The run as data for validation. @throws LinkError */
export function decodeRun(text: string, more: MoreFields = {}): unknown {
  const [head = '', ...items] = splitOutside(text, ',')
  const run: Draft = { own: {}, init: [], hyper: [], schedule: {}, fields: {} }
  const seen = new Set<string>()
  for (const item of items) {
    const [key, value] = splitPair(item)
    if (seen.has(key)) throw new LinkError(`the link gives "${clip(key)}" twice for one run`)
    seen.add(key)
    const further = Object.hasOwn(more, key) ? more[key] : undefined
    if (further) run.fields[key] = further(value ?? 'true')
    else readItem(run, key, value ?? 'true')
  }
  // fromEntries makes plain own fields of any name, `__proto__` too, for validation to refuse.
  const hyper = Object.fromEntries(run.hyper)
  const init = run.init.length > 0 ? { init: Object.fromEntries(run.init) } : {}
  const rest = { ...(Object.keys(run.schedule).length > 0 ? { schedule: scheduleData(run.schedule) } : {}), ...run.fields }
  if (head === 'own') return { optimizer: { ...run.own, hyper, ...init }, ...rest }
  return { optimizer: unescapeText(head), hyper: { ...run.own, ...init, ...hyper }, ...rest }
}

function readItem(run: Draft, key: string, value: string): void {
  const reader = Object.hasOwn(readers, key) ? readers[key] : undefined
  if (reader) reader(run, value)
  else if (key.startsWith('init.')) run.init.push([key.slice('init.'.length), unescapeText(value)])
  else run.hyper.push([key.startsWith('p.') ? key.slice('p.'.length) : key, readValue(value)])
}

/** A warm-up alone stands on the constant schedule. */
const scheduleData = (schedule: Record<string, unknown>): unknown =>
  'id' in schedule || 'formula' in schedule ? schedule : { id: 'constant', ...schedule }

function readSchedule(text: string): Record<string, unknown> {
  const { head, items: pairs } = readCall(text)
  const formula = pairs.find(([key]) => key === 'formula')?.[1]
  const params = pairs.filter(([key]) => key !== 'formula').map(([key, value]) => [key === 'p.formula' ? 'formula' : key, readNumber(value ?? '')])
  return { ...(head === 'own' ? { formula: unescapeText(formula ?? '') } : { id: head }), params: Object.fromEntries(params) }
}
