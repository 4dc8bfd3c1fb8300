// One run of a scenario as calls of Python functions: its rule, and what stands around it. Both exported scripts are put
// together from these; they differ in whether a text works on one point or on every tensor of a network.
import { modifierById } from '../catalog/modifiers/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import type { ParamValue } from '../catalog/types.ts'
import type { StepProgram } from '../formula/compose.ts'
import { pythonName } from '../formula/python.ts'
import type { PlannedRun } from '../scenario/plan.ts'
import type { RuleText } from '../scenario/plan-types.ts'
import type { RunSpec } from '../scenario/types.ts'
import { nativeRule } from './torch-native.ts'
import { torchOptimizer } from './torch-optimizers.ts'
import { stageFunction } from './torch-stage.ts'
import type { Stage, StageStyle } from './torch-stage.ts'

/** A run that is written out, or that a script leaves out and why. */
export interface WrittenRun {
  readonly name: string
  readonly call: string
  readonly lines: readonly string[]
}

export interface LeftOut {
  /** The place in the scenario. */
  readonly run: number
  readonly name: string
  /** `matrix`: the rule needs matrices, and the plane has none. `refused`: networks cannot run it, on the page neither. */
  readonly why: 'matrix' | 'refused'
}

export interface RunStyle extends StageStyle {
  /** What a step is given before the text's own: time, and with several tensors the horizon. */
  readonly time: readonly string[]
  /** The step of a text that starts somewhere: its function with its settings. */
  readonly made: (name: string, settings: readonly string[]) => string
  /** The Python name of the start. */
  readonly start: string
}

export class RunWriter {
  /** The functions, in order. */
  readonly lines: string[] = []
  private readonly names = new Map<string, string>()
  private readonly style: RunStyle

  constructor(style: RunStyle) {
    this.style = style
  }

  /** An expression that makes the step of the run's rule. */
  rule({ numbers, texts, nativeHyper }: PlannedRun, run: RunSpec, program: StepProgram): string {
    const { time, start, made } = this.style
    if ('native' in texts.rule) return this.native(texts.rule.native, nativeHyper ?? {})
    const constantRate = texts.warmup === null && (run.schedule?.id ?? 'constant') === 'constant' && run.schedule?.formula === undefined
    const torch = typeof run.optimizer === 'string' ? torchOptimizer(run.optimizer, { numbers, constantRate }) : null
    if (torch) return `from_torch(torch.optim.${torch.name}, ${start}, ${torch.settings.map(([keyword, value]) => `${keyword}=${value}`).join(', ')})`
    const name = typeof run.optimizer === 'string' ? run.optimizer : 'own_rule'
    const starts: Stage['starts'] = texts.rule.params.includes('lr') ? ['theta', 'lr'] : ['theta']
    const given = ['theta', 'g', ...time, 'lr', 'at']
    const stage = this.add({ name, doc: `${oneLine(nameOf(run))}.`, text: texts.rule, given, starts, result: 'theta', owner: '' }, program)
    return made(stage, this.values(texts.rule, numbers, ''))
  }

  /** Keywords for what stands around the rule: the rate, and what changes gradients, updates and the point that is shown. */
  around({ texts, numbers }: PlannedRun, run: RunSpec, program: StepProgram): string[] {
    const { time, made } = this.style
    const hasRate = 'native' in texts.rule || texts.rule.params.includes('lr')
    const lr = hasRate ? [`lr=${numbers['lr']}`] : []
    const rate = (owner: 'schedule' | 'warmup', text: RuleText, name: string, doc: string): string => {
      const stage = this.add({ name, doc, text, given: [...time, 'lr', 'loss'], starts: ['lr'], result: 'lr', owner: `${owner}.` }, program)
      return `${stage}(${[...lr, ...this.values(text, numbers, `${owner}.`)].join(', ')})`
    }
    const id = run.schedule?.formula === undefined ? (run.schedule?.id ?? 'constant') : 'own'
    const schedule = id === 'constant' || !hasRate ? [] : [rate('schedule', texts.schedule, `${id}_schedule`, `${scheduleById.get(id)?.name ?? 'Own schedule'}.`)]
    const warmup = texts.warmup === null || !hasRate ? [] : [rate('warmup', texts.warmup, 'warm_up', 'A linear rise from zero.')]
    const stage = (kind: 'gradient' | 'update' | 'report'): string[] =>
      texts.modifiers.filter((m) => m.stage === kind).map((m) => {
        const given = kind === 'gradient' ? ['g', 'theta', ...time, 'lr'] : ['previous', 'theta', 'g', ...time, 'lr']
        const result = { gradient: 'g', update: 'theta', report: 'shown' }[kind]
        const added = this.add({ name: m.id, doc: `${modifierById.get(m.id)?.name ?? m.id}.`, text: m, given, starts: ['theta'], result, owner: `${m.id}.` }, program)
        return made(added, this.values(m, numbers, `${m.id}.`))
      })
    const lists = { rates: [...schedule, ...warmup], on_gradient: stage('gradient'), on_update: stage('update'), on_report: stage('report') }
    return [...lr, ...Object.entries(lists).flatMap(([keyword, list]) => (list.length > 0 ? [`${keyword}=[${list.join(', ')}]`] : []))]
  }

  private native(id: string, hyper: Readonly<Record<string, ParamValue>>): string {
    const lines = nativeRule(id)
    if (lines === null) throw new Error(`${id}: no Python is written for this rule`)
    this.define(lines)
    return this.style.made(id, Object.entries(hyper).map(([name, value]) => `${name}=${literal(value)}`))
  }

  /** Definitions that are not there yet; each ends with two empty lines. */
  private define(lines: readonly string[]): void {
    for (const one of lines.join('\n').split(/\n\n\n(?=def )/)) {
      const text = one.replace(/\n+$/, '')
      if (this.names.has(text)) continue
      this.names.set(text, text)
      this.lines.push(...text.split('\n'), '', '')
    }
  }

  /** Equal texts are written once, others of the same name get a number. */
  private add(stage: Stage, program: StepProgram): string {
    const plain = stage.name.replace(/\W/g, '_')
    const key = stageFunction({ ...stage, name: plain }, program, this.style).join('\n')
    const known = this.names.get(key)
    if (known !== undefined) return known
    const taken = [...this.names.values()].filter((name) => name === plain || name.startsWith(`${plain}_`)).length
    const name = taken === 0 ? plain : `${plain}_${taken + 1}`
    this.names.set(key, name)
    this.lines.push(...stageFunction({ ...stage, name }, program, this.style))
    return name
  }

  private values({ params }: RuleText, numbers: Readonly<Record<string, number>>, owner: string): string[] {
    return params.map((name) => `${pythonName(name, this.style.dialect)}=${numbers[owner + name]}`)
  }
}

export const nameOf = ({ optimizer }: Pick<RunSpec, 'optimizer'>): string =>
  typeof optimizer === 'string' ? (optimizerById.get(optimizer)?.name ?? optimizer) : optimizer.name

/** Within a docstring: a person's own words can neither end it nor leave its line. */
export const oneLine = (text: string): string => text.replace(/[\s\\"\p{Cc}]+/gu, ' ').trim()

/** A string of Python: that of JSON, in which Python knows every escape. */
export const quoted = (text: string): string => JSON.stringify(text)

function literal(value: ParamValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? quoted(value) : String(value)
}
