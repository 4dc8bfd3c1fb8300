// A landscape scenario as one Python script that needs only PyTorch and gives the same losses in float64: the landscape through
// autograd, each rule through torch.optim where the definition is the same, else written out from its own text.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { composeStep, problemOperations } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import { functionToPython, pythonName } from '../formula/python.ts'
import { stream } from '../formula/random.ts'
import { landscapeText, planRun } from '../scenario/plan.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { helpersFor, planeHelpers, torchDialect } from './torch-dialect.ts'
import { nameOf, oneLine, quoted, RunWriter } from './torch-runs.ts'
import type { LeftOut, RunStyle, WrittenRun } from './torch-runs.ts'
import { draws, fromTorch, gaussianDraw, gradient, heavyTailDraw, imports, main, problemClass, rollout } from './torch-skeleton.ts'

export interface TorchScript {
  readonly text: string
  readonly leftOut: readonly LeftOut[]
}

/** The scenario is valid and has its defaults filled in. @throws FormulaError */
export function torchScript(scenario: LandscapeScenario): TorchScript {
  const writer = new RunWriter(plane)
  const leftOut = leftOutOfRace(scenario)
  const left = new Set(leftOut.map(({ run }) => run))
  const written = scenario.runs.flatMap((run, i) => (left.has(i) ? [] : [writeRun(scenario, run, i, writer)]))
  const stageText = writer.lines.join('\n')
  const runText = written.flatMap(({ lines }) => lines)
  const usesTorch = runText.some((line) => line.includes('from_torch('))
  const core = [
    ...landscapeFunction(scenario), '', '',
    ...gradient, '', '',
    ...noiseLines(scenario),
    ...problemClass(noisy[scenario.noise.kind], (name) => new RegExp(`\\bat\\.${name}\\b`).test(stageText)), '', '',
    ...(usesTorch ? [...fromTorch, '', ''] : []),
    ...writer.lines,
    ...rollout, '', '',
    ...runText,
    'RUNS = [', ...written.map(({ name, call }) => `    (${quoted(name)}, ${call}),`), ']', '', '',
    ...main,
  ]
  const head = [...docstring(scenario, leftOut.map(({ name }) => name)), ...imports, '', `STEPS = ${scenario.steps}`, 'T = torch.tensor(float(STEPS))']
  return { text: [...head, '', '', ...helpersFor(core.join('\n'), planeHelpers), ...core].join('\n'), leftOut }
}

function docstring({ steps, runs }: LandscapeScenario, leftOut: readonly string[]): string[] {
  return [
    `"""A race of ${runs.length === 1 ? 'one run' : `${runs.length} runs`} over ${steps} updates, exported from Descent. Needs Python 3.8 and PyTorch 1.13 or later.`,
    '',
    'Prints where each run ended; with --json, every loss. All numbers are float64.',
    ...(leftOut.length > 0 ? [`Left out, since a point of the plane is no matrix: ${oneLine(leftOut.join(', '))}.`] : []),
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

/** Runs that a script would leave out: the plane has no matrices. @throws FormulaError */
export function leftOutOfRace({ runs }: Pick<LandscapeScenario, 'runs'>): readonly LeftOut[] {
  return runs.flatMap((run, index) => {
    const program = composeStep(new Graph(), planRun(run).texts)
    return problemOperations(program).has('orthogonalize') ? [{ run: index, name: run.label ?? nameOf(run), why: 'matrix' as const }] : []
  })
}

const plane: RunStyle = {
  dialect: torchDialect,
  shapes: { matrix: '0', fan_in: '1', fan_out: '2' },
  time: ['t'],
  start: 'theta',
  made: (name, settings) => `${name}(${['theta', ...settings].join(', ')})`,
}

function writeRun(scenario: LandscapeScenario, run: RunSpec, index: number, writer: RunWriter): WrittenRun {
  const planned = planRun(run)
  const name = run.label ?? nameOf(run)
  const call = `run_${index + 1}`
  const program = composeStep(new Graph(), planned.texts)
  const [x, y] = run.start ?? scenario.start
  const lines = [
    `def ${call}():`,
    `    """${index + 1}. ${oneLine(name)}"""`,
    `    theta = num([${x}, ${y}])`,
    `    rule = ${writer.rule(planned, run, program)}`,
    `    return rollout(${['theta', 'rule', `seed=${run.seed ?? scenario.seed}`, ...writer.around(planned, run, program)].join(', ')})`,
    '', '',
  ]
  return { name, call, lines }
}
