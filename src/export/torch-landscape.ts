// A landscape scenario as one Python script that needs only PyTorch and gives the same losses in float64: the landscape through
// autograd, each rule through torch.optim where the definition is the same, else written out from its own text.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { modifierById } from '../catalog/modifiers/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import { composeStep, problemOperations } from '../formula/compose.ts'
import type { StepProgram } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import { functionToPython, pythonName } from '../formula/python.ts'
import { stream } from '../formula/random.ts'
import { landscapeText, planRun } from '../scenario/plan.ts'
import type { PlannedRun } from '../scenario/plan.ts'
import type { RuleText } from '../scenario/plan-types.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { helpersFor, torchDialect } from './torch-dialect.ts'
import { torchOptimizer } from './torch-optimizers.ts'
import { draws, fromTorch, gaussianDraw, gradient, heavyTailDraw, imports, main, problemClass, rollout } from './torch-skeleton.ts'
import { stageFunction } from './torch-stage.ts'
import type { Stage } from './torch-stage.ts'

export interface TorchScript {
  readonly text: string
  /** Runs that the script leaves out, by their place in the scenario, and why. */
  readonly leftOut: readonly { readonly run: number; readonly name: string; readonly why: 'native' | 'matrix' }[]
}

/** The scenario is valid and has its defaults filled in. @throws FormulaError */
export function torchScript(scenario: LandscapeScenario): TorchScript {
  const stages = new Stages()
  const runs = scenario.runs.map((run, i) => writeRun(scenario, run, i, stages))
  const leftOut = runs.flatMap(({ name, why }, run) => (why === undefined ? [] : [{ run, name, why }]))
  const written = runs.filter(({ why }) => why === undefined)
  const stageText = stages.lines.join('\n')
  const runText = written.flatMap(({ lines }) => lines)
  const usesTorch = runText.some((line) => line.includes('from_torch('))
  const core = [
    ...landscapeFunction(scenario), '', '',
    ...gradient, '', '',
    ...noiseLines(scenario),
    ...problemClass(noisy[scenario.noise.kind], (name) => stageText.includes(`at.${name}\n`)), '', '',
    ...(usesTorch ? [...fromTorch, '', ''] : []),
    ...stages.lines,
    ...rollout, '', '',
    ...runText,
    'RUNS = [', ...written.map(({ name, call }) => `    (${quoted(name)}, ${call}),`), ']', '', '',
    ...main,
  ]
  const head = [...docstring(scenario, leftOut.map(({ name }) => name)), ...imports, '', `STEPS = ${scenario.steps}`, 'T = torch.tensor(float(STEPS))']
  return { text: [...head, '', '', ...helpersFor(core.join('\n')), ...core].join('\n'), leftOut }
}

function docstring({ steps, runs }: LandscapeScenario, leftOut: readonly string[]): string[] {
  return [
    `"""A race of ${runs.length === 1 ? 'one run' : `${runs.length} runs`} over ${steps} updates, exported from Descent. Needs Python 3.8 and PyTorch 1.13 or later.`,
    '',
    'Prints where each run ended; with --json, every loss. All numbers are float64.',
    ...(leftOut.length > 0 ? [`Left out, since it is not written in PyTorch here: ${oneLine(leftOut.join(', '))}.`] : []),
    '"""',
  ]
}

function landscapeFunction(scenario: LandscapeScenario): string[] {
  const { formula, constants } = landscapeText(scenario)
  const names = Object.keys(constants)
  const name = typeof scenario.landscape === 'string' ? (landscapeById.get(scenario.landscape)?.name ?? scenario.landscape) : 'Own landscape'
  return [
    'def f(theta):',
    `    """${oneLine(name)}."""`,
    '    x, y = theta',
    ...names.map((n) => `    ${pythonName(n, torchDialect)} = num(${constants[n]})`),
    ...functionToPython(formula, new Set(['x', 'y', ...names]), torchDialect).map((line) => `    ${line}`),
  ]
}

/** How a step's draw changes a gradient. */
const noisy: Readonly<Record<LandscapeScenario['noise']['kind'], readonly string[]>> = {
  none: [],
  gaussian: ['g = g + NOISE*draw(self.seed, self.t)'],
  'heavy-tail': ['g = g + NOISE*draw(self.seed, self.t)'],
  multiplicative: ['g = g*(1 + NOISE*draw(self.seed, self.t))'],
}

function noiseLines({ noise }: LandscapeScenario): string[] {
  if (noise.kind === 'none') return []
  const draw = noise.kind === 'heavy-tail' ? heavyTailDraw : gaussianDraw
  return [`NOISE = ${noise.scale ?? 0}`, `NOISE_STREAM = ${stream.noise}`, '', '', ...draws, '', '', ...draw, '', '']
}

interface WrittenRun {
  readonly name: string
  readonly call: string
  readonly lines: readonly string[]
  readonly why?: 'native' | 'matrix'
}

function writeRun(scenario: LandscapeScenario, run: RunSpec, index: number, stages: Stages): WrittenRun {
  const planned = planRun(run)
  const name = run.label ?? nameOf(run)
  const call = `run_${index + 1}`
  const program = composeStep(new Graph(), planned.texts)
  if ('native' in planned.texts.rule) return { name, call, lines: [], why: 'native' }
  if (problemOperations(program).has('orthogonalize')) return { name, call, lines: [], why: 'matrix' }
  const settings = [`seed=${run.seed ?? scenario.seed}`, ...(planned.texts.rule.params.includes('lr') ? [`lr=${planned.numbers['lr']}`] : []), ...around(planned, run, program, stages)]
  const [x, y] = run.start ?? scenario.start
  const lines = [
    `def ${call}():`,
    `    """${index + 1}. ${oneLine(name)}"""`,
    `    theta = num([${x}, ${y}])`,
    `    rule = ${ruleCall(planned, planned.texts.rule, run, program, stages)}`,
    `    return rollout(theta, rule, ${settings.join(', ')})`,
    '', '',
  ]
  return { name, call, lines }
}

function ruleCall({ numbers, texts }: PlannedRun, rule: RuleText, run: RunSpec, program: StepProgram, stages: Stages): string {
  const constantRate = texts.warmup === null && (run.schedule?.id ?? 'constant') === 'constant' && run.schedule?.formula === undefined
  const torch = typeof run.optimizer === 'string' ? torchOptimizer(run.optimizer, { numbers, constantRate }) : null
  if (torch) return `from_torch(torch.optim.${torch.name}, theta, ${torch.settings.map(([keyword, value]) => `${keyword}=${value}`).join(', ')})`
  const name = typeof run.optimizer === 'string' ? run.optimizer : 'own_rule'
  const starts: Stage['starts'] = rule.params.includes('lr') ? ['theta', 'lr'] : ['theta']
  const stage = stages.add({ name, doc: `${oneLine(nameOf(run))}.`, text: rule, given: ['theta', 'g', 't', 'lr', 'at'], starts, result: 'theta', owner: '' }, program)
  return call(stage, ['theta'], values(rule, numbers, ''))
}

/** What stands around the rule: the rate, and what changes gradients, updates and the point that is shown. */
function around({ texts, numbers }: PlannedRun, run: RunSpec, program: StepProgram, stages: Stages): string[] {
  const lr: [string, string][] = numbers['lr'] === undefined ? [] : [['lr', String(numbers['lr'])]]
  const rate = (owner: 'schedule' | 'warmup', text: RuleText, name: string, doc: string): string => {
    const stage = stages.add({ name, doc, text, given: ['t', 'lr', 'loss'], starts: ['lr'], result: 'lr', owner: `${owner}.` }, program)
    return call(stage, [], [...lr, ...values(text, numbers, `${owner}.`)])
  }
  const id = run.schedule?.formula === undefined ? (run.schedule?.id ?? 'constant') : 'own'
  const schedule = id === 'constant' || lr.length === 0 ? [] : [rate('schedule', texts.schedule, `${id}_schedule`, `${scheduleById.get(id)?.name ?? 'Own schedule'}.`)]
  const warmup = texts.warmup === null || lr.length === 0 ? [] : [rate('warmup', texts.warmup, 'warm_up', 'A linear rise from zero.')]
  const stage = (kind: 'gradient' | 'update' | 'report'): string[] =>
    texts.modifiers.filter((m) => m.stage === kind).map((m) => {
      const given = kind === 'gradient' ? ['g', 'theta', 't', 'lr'] : ['previous', 'theta', 'g', 't', 'lr']
      const result = { gradient: 'g', update: 'theta', report: 'shown' }[kind]
      const added = stages.add({ name: m.id, doc: `${modifierById.get(m.id)?.name ?? m.id}.`, text: m, given, starts: kind === 'gradient' ? [] : ['theta'], result, owner: `${m.id}.` }, program)
      return call(added, kind === 'gradient' ? [] : ['theta'], values(m, numbers, `${m.id}.`))
    })
  const lists = { rates: [...schedule, ...warmup], on_gradient: stage('gradient'), on_update: stage('update'), on_report: stage('report') }
  return Object.entries(lists).flatMap(([keyword, list]) => (list.length > 0 ? [`${keyword}=[${list.join(', ')}]`] : []))
}

const values = ({ params }: RuleText, numbers: Readonly<Record<string, number>>, owner: string): [string, string][] =>
  params.map((name) => [pythonName(name, torchDialect), String(numbers[owner + name])])

const call = (name: string, places: readonly string[], keywords: readonly (readonly [string, string])[]): string =>
  `${name}(${[...places, ...keywords.map(([keyword, value]) => `${keyword}=${value}`)].join(', ')})`

/** The functions of a script: equal texts are written once, others of the same name get a number. */
class Stages {
  readonly lines: string[] = []
  private readonly names = new Map<string, string>()

  add(stage: Stage, program: StepProgram): string {
    const plain = stage.name.replace(/\W/g, '_')
    const key = stageFunction({ ...stage, name: plain }, program).join('\n')
    const known = this.names.get(key)
    if (known !== undefined) return known
    const taken = [...this.names.values()].filter((name) => name === plain || name.startsWith(`${plain}_`)).length
    const name = taken === 0 ? plain : `${plain}_${taken + 1}`
    this.names.set(key, name)
    this.lines.push(...stageFunction({ ...stage, name }, program))
    return name
  }
}

const nameOf = ({ optimizer }: RunSpec): string => (typeof optimizer === 'string' ? (optimizerById.get(optimizer)?.name ?? optimizer) : optimizer.name)

/** Within a docstring: a person's own words can neither end it nor leave its line. */
const oneLine = (text: string): string => text.replace(/[\s\\"]+/g, ' ').trim()

/** A string of Python: that of JSON, in which Python knows every escape. */
const quoted = (text: string): string => JSON.stringify(text)
