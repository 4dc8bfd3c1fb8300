// A training as one Python script that needs only PyTorch and gives the losses of the float64 reference: the network as
// nn.Module, the rows packed into the file, initial weights, batches, dropout and augmentation from the same draws, each rule
// through torch.optim where the definition is the same, else written out. Under torchrun processes share every batch.
import { datasetById } from '../catalog/datasets/registry.ts'
import { initialisationById } from '../catalog/inits/registry.ts'
import { lossById } from '../catalog/losses/registry.ts'
import { modelById } from '../catalog/models/registry.ts'
import type { Network } from '../catalog/network-types.ts'
import { composeStep, problemOperations } from '../formula/compose.ts'
import { Graph } from '../formula/graph.ts'
import { expressionToPython } from '../formula/python.ts'
import { stream } from '../formula/random.ts'
import { planTraining } from '../scenario/network/plan.ts'
import type { ModelText, TrainPlan } from '../scenario/network/plan-types.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { planRun } from '../scenario/plan.ts'
import { packed } from './packed.ts'
import { helpersFor, tensorDialect, tensorHelpers } from './torch-dialect.ts'
import type { TorchScript } from './torch-landscape.ts'
import { lossFunction, modelFunction, ownModules } from './torch-layers.ts'
import {
  arrays, batches, blurred, draws, each, fromTorch, imports, judgeFunction, kernelOrder, main, normalDraw, problemClass, shifted, start, trainFunction, uniformDraw,
} from './torch-network-skeleton.ts'
import { nameOf, oneLine, quoted, RunWriter } from './torch-runs.ts'
import type { LeftOut, RunStyle, WrittenRun } from './torch-runs.ts'

/** What the engine makes of the data, row by row. */
export interface TrainingRows {
  readonly task: 'classes' | 'numbers'
  readonly features: number
  readonly outputs: number
  readonly image: { readonly width: number; readonly height: number } | null
  readonly train: Rows
  readonly validation: Rows
  /** Per feature: what the model is given is (value - mean)/deviation, as float32; and the deviation before that. */
  readonly mean: Float64Array
  readonly deviation: Float64Array
  readonly spread: Float64Array
}

interface Rows {
  readonly count: number
  /** [count, features], before standardizing. */
  readonly inputs: Float32Array
  /** [count, outputs], as the loss wants them. */
  readonly targets: Float64Array
}

/** Runs that a script would leave out, since networks cannot run them on the page either. @throws FormulaError */
export function leftOutOfTraining({ runs }: Pick<NetworkScenario, 'runs'>): readonly LeftOut[] {
  return runs.flatMap((run, index) => {
    const { texts } = planRun(run)
    const asked = problemOperations(composeStep(new Graph(), texts))
    const refused = 'native' in texts.rule || ['hdiag', 'hsolve', 'hsolve_abs'].some((op) => asked.has(op))
    return refused ? [{ run: index, name: run.label ?? nameOf(run), why: 'refused' as const }] : []
  })
}

const perTensor: RunStyle = {
  dialect: tensorDialect,
  shapes: { matrix: 'at.matrix', fan_in: 'at.fan_in', fan_out: 'at.fan_out' },
  time: ['t', 'T'],
  start: 'start',
  made: (name, settings) => `each(${[name, 'start', ...settings].join(', ')})`,
}

/** The scenario is valid and has its defaults filled in. @throws FormulaError; Error with one sentence when model and data do not fit */
export async function torchTraining(scenario: NetworkScenario, rows: TrainingRows): Promise<TorchScript> {
  const plan = planTraining(scenario)
  const leftOut = leftOutOfTraining(scenario)
  const left = new Set(leftOut.map(({ run }) => run))
  const models = new Models(rows)
  const writer = new RunWriter(perTensor)
  const written = plan.groups
    .flatMap((group) => group.runs.map((run, i) => ({ run, model: group.model, batch: group.batch === 'all' ? rows.train.count : group.batch, seed: group.seeds[i] ?? 0 })))
    .toSorted((a, b) => a.run - b.run)
    .flatMap((one) => (left.has(one.run) ? [] : [writeRun(scenario, one, models.nameOf(one.model), writer)]))
  const { dataset, model } = scenario
  const use = {
    penalized: plan.penalty.l1 > 0 || plan.penalty.l2 > 0,
    dropout: models.lines.some((line) => line.includes('Dropout(')),
    shift: (dataset.shift ?? 0) > 0 && rows.image !== null,
    jitter: (dataset.jitter ?? 0) > 0,
    given: model.weights ?? null,
    asks: written.some(({ lines }) => lines.some((line) => line.includes('each('))),
    torch: written.some(({ lines }) => lines.some((line) => line.includes('from_torch('))),
  }
  const augmented = use.shift || use.jitter
  const lossName = scenario.loss.formula === undefined ? (lossById.get(scenario.loss.id ?? '')?.name ?? '') : 'Own loss'
  const core = [
    ...draws,
    ...initialLines(model.init, use.given !== null),
    ...batches,
    ...(augmented ? augmentLines(use) : []),
    ...ownModules(models.lines, plan.groups[0]?.model.activation ?? 'z'),
    ...models.lines,
    ...lossFunction(scenario.loss, plan.loss, oneLine(lossName)),
    ...problemClass({ ...use, augmented }),
    ...(use.asks ? each : []),
    ...(use.torch ? fromTorch : []),
    ...writer.lines,
    ...judgeFunction({ ...metricOf(plan, rows), dropout: use.dropout }),
    ...trainFunction({ asks: use.asks, patient: plan.patience !== null }),
    ...written.flatMap(({ lines }) => lines),
    'RUNS = [', ...written.map(({ name, call }) => `    (${quoted(name)}, ${call}),`), ']', '', '',
    ...main,
    ...arrays,
    ...(await dataLines(rows, { standardized: dataset.standardize, augmented, given: use.given })),
    ...start,
  ]
  const text = core.join('\n')
  const normal = /\bnormal\(/.test(text) ? normalDraw : []
  const uniform = normal.length > 0 || /\buniform\(/.test(text) ? uniformDraw : []
  const helpers = helpersFor(text, tensorHelpers)
  const needed = imports.filter((line) => use.asks || line !== 'import inspect')
  const head = [...docstring(scenario, leftOut), ...needed, '', ...constants(plan, scenario, rows), '', '']
  return { text: [...head, ...helpers, ...uniform, ...normal, ...core].join('\n'), leftOut }
}

function docstring({ runs, epochs, dataset, model }: NetworkScenario, leftOut: readonly LeftOut[]): string[] {
  const data = dataset.own?.name ?? datasetById.get(dataset.id ?? '')?.name ?? ''
  const what = oneLine(`${modelById.get(model.id)?.name ?? model.id} on ${data}`)
  return [
    `"""${what}: ${runs.length === 1 ? 'one run' : `${runs.length} runs`} over ${epochs} epochs, exported from Descent. Needs Python 3.8 and PyTorch 1.13 or later.`,
    '',
    '    python descent_training.py                              prints where each run ended',
    '    python descent_training.py --json                       prints the loss of every batch',
    '    torchrun --nproc_per_node=2 descent_training.py         shares every batch between 2 processes: the same losses',
    '    torchrun --nnodes=2 --rdzv_backend=c10d --rdzv_endpoint=HOST:29500 --nproc_per_node=4 descent_training.py',
    '',
    'All numbers are float64. It computes on CUDA where there is a device for each process; --cpu keeps it from that.',
    ...(leftOut.length > 0 ? [`Left out, since networks cannot run it: ${oneLine(leftOut.map(({ name }) => name).join(', '))}.`] : []),
    '"""',
  ]
}

/** The numbers that functions speak of, and one name for each use of a draw. */
function constants({ epochs, growth, patience, penalty, loss, seed }: TrainPlan, { dataset }: NetworkScenario, { train, features, outputs, image }: TrainingRows): string[] {
  return [
    `SEED, EPOCHS = ${seed}, ${epochs}`,
    `COUNT, FEATURES, OUTPUTS = ${train.count}, ${features}, ${outputs}`,
    ...(image ? [`WIDTH, HEIGHT = ${image.width}, ${image.height}`] : []),
    '# A loss is the mean over rows and so many parts of each.',
    `PARTS = ${loss.kind === 'classwise' ? 1 : outputs}`,
    '# The factor on the batch, and after how many epochs each time.',
    `GROWTH = ${growth === null ? 'None' : `(${growth.factor}, ${growth.every})`}`,
    ...(patience === null ? [] : ['# Epochs without a better validation loss after which a run ends.', `PATIENCE = ${patience}`]),
    ...(penalty.l1 > 0 || penalty.l2 > 0 ? [`L1, L2 = ${penalty.l1}, ${penalty.l2}`] : []),
    ...((dataset.jitter ?? 0) > 0 || (dataset.shift ?? 0) > 0 ? [`JITTER, SHIFT = ${dataset.jitter ?? 0}, ${dataset.shift ?? 0}`] : []),
    '# One number for each use of the draws.',
    `ORDER, JITTERS, SHIFTS, KERNELS, DROPOUT = ${[stream.order, stream.jitter, stream.shift, stream.weights, stream.dropout].join(', ')}`,
  ]
}

function initialLines(init: string, given: boolean): string[] {
  const listed = initialisationById.get(init)
  if (!listed) throw new Error(`unknown initialisation ${init}`)
  if (given) {
    return [
      ...kernelOrder,
      'def initial(model, seed):',
      '    """The given weights, whatever the seed."""',
      '    pieces = WEIGHTS.split([parameter.numel() for parameter in model.parameters()])',
      '    return [in_torch_order(piece, parameter) for piece, parameter in zip(pieces, model.parameters())]',
      '', '',
    ]
  }
  const draw = listed.draw === 'normal' ? 'normal(seed, KERNELS, 0, k, places)' : '(2*uniform(hashed(seed, KERNELS, 0, k, places)) - 1)'
  return [
    ...kernelOrder,
    'def initial(model, seed):',
    `    """${listed.name}; biases begin at 0."""`,
    '    start = [torch.zeros_like(parameter, requires_grad=False) for parameter in model.parameters()]',
    '    for k, parameter in enumerate(model.parameters()):',
    '        if parameter.dim() > 1:',
    '            fan_in, fan_out = parameter[0].numel(), len(parameter)',
    '            places = torch.arange(parameter.numel(), device=DEVICE)',
    `            start[k] = in_torch_order(${expressionToPython(listed.spread, new Set(['fan_in', 'fan_out']), tensorDialect)}*${draw}, parameter)`,
    '    return start',
    '', '',
  ]
}

function augmentLines({ shift, jitter }: { readonly shift: boolean; readonly jitter: boolean }): string[] {
  return [
    ...(shift ? ['def shifted(inputs, rows, step):', ...shifted, '', ''] : []),
    ...(jitter ? ['def blurred(inputs, rows, step):', ...blurred, '', ''] : []),
    'def augmented(inputs, rows, step):',
    ...(shift ? ['    inputs = shifted(inputs, rows, step)'] : []),
    jitter ? '    return blurred(inputs, rows, step)' : '    return inputs',
    '', '',
  ]
}

interface RunPlace {
  readonly run: number
  readonly batch: number
  readonly seed: number
}

function writeRun(scenario: NetworkScenario, { run: index, batch, seed }: RunPlace, model: string, writer: RunWriter): WrittenRun {
  const run = scenario.runs[index]
  if (!run) throw new Error(`there is no run ${index}`)
  const planned = planRun(run)
  const program = composeStep(new Graph(), planned.texts)
  const name = run.label ?? nameOf(run)
  const call = `run_${index + 1}`
  const lines = [
    `def ${call}():`,
    `    """${index + 1}. ${oneLine(name)}"""`,
    `    model = ${model}().to(DEVICE)`,
    `    start = initial(model, ${seed})`,
    `    rule = ${writer.rule(planned, run, program)}`,
    `    return train(${['model', 'start', 'rule', `batch=${batch}`, ...writer.around(planned, run, program)].join(', ')})`,
    '', '',
  ]
  return { name, call, lines }
}

/** The functions that make networks: runs of the same widths share one. */
class Models {
  readonly lines: string[] = []
  private readonly rows: TrainingRows
  private readonly names = new Map<string, string>()

  constructor(rows: TrainingRows) {
    this.rows = rows
  }

  /** @throws Error with one sentence when model and data do not fit. */
  nameOf({ id, hidden, activation, dropout, weights }: ModelText): string {
    const key = JSON.stringify([id, hidden, activation, dropout])
    const known = this.names.get(key)
    if (known !== undefined) return known
    const name = this.names.size === 0 ? id : `${id}_${this.names.size + 1}`
    const network: Network | undefined = modelById.get(id)?.build({ hidden, activation, dropout }, this.rows)
    if (!network) throw new Error(`unknown model ${id}`)
    if (weights && weights.length !== network.params) throw new Error(`The given weights are ${weights.length} numbers; this network has ${network.params}.`)
    this.names.set(key, name)
    this.lines.push(...modelFunction(name, id, network))
    return name
  }
}

function metricOf({ loss }: TrainPlan, { task, outputs }: TrainingRows): { readonly name: string; readonly metric: string } {
  if (task === 'numbers') return { name: 'r_squared', metric: '1 - ((out - VALIDATION_Y)**2).sum()/((VALIDATION_Y - VALIDATION_Y.mean(0))**2).sum()' }
  if (outputs > 1) return { name: 'accuracy', metric: '(out.argmax(1) == VALIDATION_Y.argmax(1)).double().mean()' }
  const border = loss.output === 'number' && loss.targets === 'onehot' ? '0.5' : '0'
  return { name: 'accuracy', metric: `((out > ${border}) == (VALIDATION_Y > 0.5)).double().mean()` }
}

interface DataUse {
  readonly standardized: boolean
  readonly augmented: boolean
  readonly given: readonly number[] | null
}

/** The rows, and whatever else is numbers, at the end of the file. */
async function dataLines(rows: TrainingRows, { standardized, augmented, given }: DataUse): Promise<string[]> {
  const { train, validation, mean, deviation, spread } = rows
  const scaled = standardized || augmented
  const weights = given === null ? [] : [Float64Array.from(given)]
  const lines = await packed([train.targets, validation.targets, ...(scaled ? [mean, deviation, spread] : []), ...weights, train.inputs, validation.inputs])
  return [
    '# Inputs are float32 numbers, all others float64; zlib, base64.',
    'take = unpacked("""', ...lines, '""")',
    `Y, VALIDATION_Y = take(torch.float64, ${train.count}, OUTPUTS), take(torch.float64, ${validation.count}, OUTPUTS)`,
    ...(scaled ? ['MEAN, DEVIATION, SPREAD = (take(torch.float64, FEATURES) for _ in range(3))'] : []),
    ...(given === null ? [] : [`WEIGHTS = take(torch.float64, ${given.length})`]),
    `X, VALIDATION_X = take(torch.float32, ${train.count}, FEATURES), take(torch.float32, ${validation.count}, FEATURES)`,
    ...(standardized ? ['X, VALIDATION_X = (((inputs - MEAN)/DEVIATION).float().double() for inputs in (X, VALIDATION_X))'] : []),
    '',
  ]
}
