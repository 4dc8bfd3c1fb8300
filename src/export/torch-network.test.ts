// The exported trainings, run: their losses are those of the float64 reference, by one process and by two. Without torch the
// scripts are only compiled, and the comparison says that it was skipped.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activations } from '../catalog/activations/registry.ts'
import { losses } from '../catalog/losses/registry.ts'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { GroupTraining } from '../engine/network/group-training.ts'
import { loadTable } from '../engine/network/load-dataset.ts'
import { prepare } from '../engine/network/prepare.ts'
import type { Prepared } from '../engine/network/prepare.ts'
import { buildProblem } from '../engine/network/problem.ts'
import { referenceNetworkStepper } from '../engine/network/reference-stepper.ts'
import { rowsAnswer } from '../engine/network/rows-answer.ts'
import { lossText, planTraining } from '../scenario/network/plan.ts'
import type { NetworkRun, NetworkScenario } from '../scenario/network/types.ts'
import { validateNetwork } from '../scenario/validate.ts'
import { anyPython, distance, runScripts, runShared, withTorch } from './testing.ts'
import type { TorchScript } from './torch-landscape.ts'
import { torchTraining } from './torch-network.ts'

const folder = mkdtempSync(join(tmpdir(), 'descent-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

const scenarioOf = (given: object): NetworkScenario => {
  const { scenario, problems } = validateNetwork({ version: 1, kind: 'network', epochs: 3, batch: 16, runs: [{ optimizer: 'adam' }], ...given })
  if (!scenario) throw new Error(JSON.stringify(problems))
  return scenario
}

const load = async ({ dataset, seed }: NetworkScenario): Promise<Prepared> => {
  const fetchFile = (path: string): Promise<Uint8Array<ArrayBuffer>> => Promise.resolve(new Uint8Array(readFileSync(new URL(`../../public/${path}`, import.meta.url))))
  return prepare(await loadTable(dataset, seed, { fetchFile }), { ...dataset, seed })
}

const moons = { id: 'moons', params: { points: 120 }, split: 0.75, standardize: true }
const digits = { id: 'digits_8x8', split: 0.05, standardize: true }
const small = { id: 'mlp', hidden: [5, 4], activation: 'tanh' }
/** Rates at which every rule moves and none leaps. */
const every: readonly NetworkRun[] = optimizers.map(({ id }) => ({ optimizer: id }))
const plain: readonly NetworkRun[] = ['sgd', 'adam', 'muon'].map((optimizer) => ({ optimizer }))

const around: readonly NetworkRun[] = [
  { optimizer: 'yogi', schedule: { id: 'cosine', warmup: 5 }, clip: { kind: 'norm', value: 0.05 }, weightDecay: { kind: 'decoupled', value: 0.1 } },
  { optimizer: 'sam', clip: { kind: 'norm', value: 0.05 }, weightDecay: { kind: 'l2', value: 0.1 } },
  { optimizer: 'momentum', clip: { kind: 'value', value: 0.01 }, cautious: true, lookahead: { k: 5, alpha: 0.5 }, ema: { decay: 0.9 }, seed: 4 },
  { optimizer: 'sgd', hyper: { lr: 0.5 }, schedule: { id: 'reduce_on_plateau', params: { patience: 2 } }, batch: 7 },
  { optimizer: 'adamw', batch: 'all', widths: [3, 6], schedule: { formula: 'lr/(1 + k*t/T)', params: { k: 2 } } },
  { optimizer: 'lars', label: 'a "quoted"\nname \\', widths: [3, 6] },
  {
    optimizer: {
      name: 'mine',
      rule: 'at = 0.5*at + g/(norm(g) + 1e-8)\nsize = sqrt(total(dot(g, g))/total(mean(g^2)))\nr = row_mean(g)\nc = col_mean(g)\nahead = grad(theta - lr*g)\ntheta = theta - lr*(at + 0.1*size*(r + c - ahead) + (matrix ? 0.01*sum(g)/fan_in : 0.02/fan_out))',
      hyper: { lr: 0.1 },
    },
  },
]

const classLosses = losses.filter((loss) => loss.tasks.includes('classes'))
const numberLosses = losses.filter((loss) => loss.tasks.includes('numbers'))

const trainings: readonly (readonly [string, NetworkScenario])[] = [
  ['the first rules', scenarioOf({ dataset: moons, model: small, runs: every.slice(0, 32) })],
  ['the other rules', scenarioOf({ dataset: moons, model: small, runs: every.slice(32) })],
  ['what stands around a rule', scenarioOf({ dataset: { id: 'iris', split: 0.8, standardize: true }, model: small, runs: around, growth: { factor: 1.7, every: 1 }, loss: { id: 'cce_logits', params: { label_smoothing: 0.1 }, l1: 0.001, l2: 0.01 }, seed: 3 })],
  ['pictures, convolutions, dropout, augmentation', scenarioOf({ dataset: { ...digits, jitter: 0.2, shift: 1 }, model: { id: 'cnn', hidden: [3, 4], activation: 'relu', dropout: 0.2 }, loss: { id: 'cce_logits', l2: 0.01 }, growth: { factor: 2, every: 1 }, patience: 9, epochs: 2, runs: [...plain, ...around] })],
  ['pictures as rows', scenarioOf({ dataset: { ...digits, standardize: false, jitter: 0.1 }, model: { id: 'mlp', hidden: [6], activation: 'gelu', dropout: 0.3 }, epochs: 2, runs: plain })],
  ['early stopping', scenarioOf({ dataset: { ...moons, params: { points: 60, noise: 0.4 } }, model: small, epochs: 60, patience: 3, runs: [{ optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'rmsprop', hyper: { lr: 0.1 } }, { optimizer: 'sgd', hyper: { lr: 0.001 } }] })],
  ['divergence', scenarioOf({ dataset: { id: 'plane', split: 0.8, standardize: true }, model: { id: 'linear' }, epochs: 20, runs: [{ optimizer: 'sgd', hyper: { lr: 1e4 } }, { optimizer: 'adam' }] })],
  ['a linear model of real numbers', scenarioOf({ dataset: { id: 'diabetes', split: 0.8, standardize: true }, model: { id: 'linear' }, batch: 'all', epochs: 12, runs: plain })],
  ['a deep linear network', scenarioOf({ dataset: { id: 'low_rank', split: 0.8, standardize: false }, model: { id: 'deep_linear', hidden: [4, 4] }, runs: plain })],
  ['an associative memory', scenarioOf({ dataset: { id: 'zipf_memory', split: 0.9, standardize: false }, model: { id: 'memory' }, batch: 'all', epochs: 10, runs: plain })],
  ['own rows, own loss, own activation, given weights', scenarioOf({
    dataset: { own: { name: 'mine', columns: ['a', 'b'], rows: Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]), target: 'kind', targets: Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? 'yes' : 'no')) }, split: 0.7, standardize: true },
    model: { id: 'mlp', hidden: [2], activation: { formula: 'a = max(z, 0.1*z)\nz > 1 ? a^2 : a' }, weights: [0.1, 0.2, -0.3, 0.4, 0.5, 0.6, -0.7, 0.8, 0.9] },
    loss: { formula: 'out = sqrt((p - y)^2 + lambda)\nout - 0.1*abs(p)', params: { lambda: 0.01 } }, batch: 4, runs: plain,
  })],
  ...classLosses.map(({ id, name }) => [`classes: ${name}`, scenarioOf({ dataset: { id: 'iris', split: 0.8, standardize: true }, model: small, loss: { id }, epochs: 1, runs: plain })] as const),
  ...classLosses.map(({ id, name }) => [`two classes: ${name}`, scenarioOf({ dataset: moons, model: { ...small, init: 'zeros' }, loss: { id }, epochs: 1, runs: plain })] as const),
  ...numberLosses.map(({ id, name }) => [`numbers: ${name}`, scenarioOf({ dataset: { id: 'sine', split: 0.8, standardize: true }, model: small, loss: { id }, epochs: 1, runs: plain })] as const),
  ...activations.map(({ id, name }) => [`activation: ${name}`, scenarioOf({ dataset: moons, model: { ...small, activation: id, init: 'he_normal' }, epochs: 1, runs: plain.slice(0, 1) })] as const),
]

/** Convolutions, dropout, augmentation, penalties, growing batches, and whatever stands around a rule. */
const everything = 3

const scripts: TorchScript[] = []
const paths: string[] = []
const prepared: Prepared[] = []
beforeAll(async () => {
  for (const [i, [, scenario]] of trainings.entries()) {
    const data = await load(scenario)
    const script = await torchTraining(scenario, rowsAnswer(data, lossText(scenario.loss)))
    const path = join(folder, `training_${i}.py`)
    writeFileSync(path, script.text)
    prepared.push(data)
    scripts.push(script)
    paths.push(path)
  }
}, 60_000)

interface ScriptRuns {
  readonly runs: readonly { readonly name: string; readonly loss: readonly number[]; readonly validation_loss?: number | null; readonly accuracy?: number | null; readonly r_squared?: number | null }[]
}

describe('a training as a script on PyTorch', () => {
  it('leaves out only what networks cannot run', () => {
    const left = scripts.slice(0, 2).flatMap(({ leftOut }) => leftOut)
    expect(left.map(({ name, why }) => [name, why])).toEqual(['Sophia', 'Newton', 'Saddle-free Newton', 'BFGS', 'L-BFGS', 'Shampoo', 'SOAP'].map((name) => [name, 'refused']))
  })

  it('uses the modules and optimizers of PyTorch where the definition is the same', () => {
    const used = (text: string | undefined, pattern: RegExp): (string | undefined)[] => [...(text ?? '').matchAll(pattern)].map(([, name]) => name)
    expect(used(scripts[0]?.text, /torch\.optim\.(\w+)/g)).toEqual(['SGD', 'SGD', 'SGD', 'ASGD', 'Adagrad', 'Adadelta', 'RMSprop', 'Rprop', 'Adam', 'Adam', 'AdamW', 'Adamax', 'RAdam'])
    expect(used(scripts[everything]?.text, /\bnn\.(\w+)\(/g).slice(0, 9)).toEqual(['Sequential', 'Unflatten', 'Conv2d', 'ReLU', 'MaxPool2d', 'Conv2d', 'ReLU', 'MaxPool2d', 'Linear'])
  })

  it.skipIf(anyPython === undefined)('is Python (skipped: there is no python3 here)', () => {
    execFileSync(anyPython ?? '', ['-m', 'py_compile', ...paths])
  }, 60_000)

  it.skipIf(withTorch === undefined)('gives the losses of the reference to 1e-9 (skipped: python3 has no torch here)', async () => {
    const output = runScripts(paths)
    expect(output).toHaveLength(trainings.length)
    const wrong: string[] = []
    let compared = 0
    for (const [i, [title, scenario]] of trainings.entries()) {
      const { runs } = output[i] as ScriptRuns
      const left = new Set(scripts[i]?.leftOut.map(({ run }) => run))
      const page = (await onThePage(scenario, prepared[i])).filter((_, run) => !left.has(run))
      expect(runs).toHaveLength(page.length)
      for (const [r, run] of runs.entries()) {
        const { loss = [], validationLoss = NaN, metric = NaN } = page[r] ?? {}
        const apart = [distance(loss, run.loss), relative(validationLoss, run.validation_loss), relative(metric, run.accuracy ?? run.r_squared)]
        compared += 1
        if (!apart.every((far) => far <= 1e-9)) wrong.push(`${title}: ${run.name} is ${apart.join(', ')} away`)
      }
    }
    expect(wrong).toEqual([])
    expect(compared).toBe(trainings.reduce((sum, [, { runs }], i) => sum + runs.length - (scripts[i]?.leftOut.length ?? 0), 0))
  }, 300_000)

  it.skipIf(withTorch === undefined)('gives them when two processes share each batch (skipped: python3 has no torch here)', () => {
    const [title, { runs }] = trainings[everything] ?? ['', { runs: [] }]
    const path = paths[everything] ?? ''
    const [alone] = runScripts([path]) as ScriptRuns[]
    const together = runShared(path, 2) as ScriptRuns
    const apart = together.runs.map(({ loss }, r) => distance(alone?.runs[r]?.loss ?? [], loss))
    expect(apart, title).toHaveLength(runs.length)
    expect(apart.filter((far) => !(far <= 1e-9)), title).toEqual([])
  }, 240_000)
})

const relative = (expected: number, got: number | null | undefined): number => (got === null || got === undefined ? (Number.isFinite(expected) ? Infinity : 0) : Math.abs(got - expected) / Math.max(Math.abs(expected), 1e-6))

interface PageRun {
  readonly loss: readonly number[]
  readonly validationLoss: number
  readonly metric: number
}

/** Each run as the page trains it on the float64 reference; the last evaluation where it was not stopped. */
async function onThePage(scenario: NetworkScenario, data: Prepared | undefined): Promise<PageRun[]> {
  if (!data) throw new Error('expected prepared rows')
  const plan = planTraining(scenario)
  const found: { loss: number[]; validationLoss: number; metric: number }[] = scenario.runs.map(() => ({ loss: [], validationLoss: NaN, metric: NaN }))
  for (const group of plan.groups) {
    try {
      const built = buildProblem(plan, group, data)
      const training = new GroupTraining(plan, group, built, referenceNetworkStepper(built.problem, group))
      await training.advance(built.problem.steps, async (frame) => {
        for (const [row, run] of group.runs.entries()) {
          const of = found[run]
          if (!of) continue
          if (frame.kind === 'entries') of.loss.push(...frame.loss.subarray(row * frame.count, (row + 1) * frame.count).filter((v) => !Number.isNaN(v)))
          if (frame.kind === 'evaluation') Object.assign(of, { validationLoss: frame.validationLoss[row], metric: frame.validationMetric[row] })
        }
      }, () => 0)
    } catch {
      // A rule that networks refuse: the script leaves it out, which is counted.
    }
  }
  return found
}
