// The exported scripts, run: their losses are those of the float64 reference. Without torch the scripts are only compiled, and
// the comparison says that it was skipped.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { referenceStepper } from '../engine/reference-stepper.ts'
import { planRollout } from '../scenario/plan.ts'
import type { LandscapeScenario, RunSpec } from '../scenario/types.ts'
import { validateScenario } from '../scenario/validate.ts'
import { anyPython, distance, runScripts, withTorch } from './testing.ts'
import { torchScript } from './torch-landscape.ts'

const folder = mkdtempSync(join(tmpdir(), 'descent-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * Smooth, folded, with choices, with square roots at their minimum. None on which a rule leaps about: on finite_sum Newton makes
 * each update's rounding ten thousand times larger, and no two machines agree after four of them.
 */
const landscapes = ['sphere', 'quadratic_ill', 'rosenbrock', 'beale', 'mccormick', 'chebyshev_rosenbrock', 'plateau_cliff', 'ackley', 'styblinski_tang', 'cross_in_tray']
/** The same but for L-BFGS: a start that differs in its last digit changes the reference's own third update in the fifth digit. */
const withoutSearch = ['himmelblau', 'abs_valley']
const every: readonly RunSpec[] = optimizers.map(({ id }) => ({ optimizer: id }))

const around: readonly RunSpec[] = [
  ...schedules.map(({ id }) => ({ optimizer: 'adam', schedule: { id } })),
  ...['sgd', 'momentum', 'rprop', 'asgd', 'sam', 'newton', 'sophia'].map((optimizer) => ({ optimizer, schedule: { id: 'cosine', warmup: 7 } })),
  { optimizer: 'sign_sgd', clip: { kind: 'norm', value: 0.5 }, weightDecay: { kind: 'decoupled', value: 0.1 }, start: [1.5, -1], seed: 9 },
  { optimizer: 'momentum', clip: { kind: 'value', value: 0.5 }, cautious: true, lookahead: { k: 5, alpha: 0.5 }, ema: { decay: 0.9 } },
  { optimizer: 'signum', weightDecay: { kind: 'l2', value: 0.1 }, label: 'a "quoted"\nname \\' },
  { optimizer: 'rmsprop', hyper: { centered: true, momentum: 0.5 } },
  { optimizer: 'momentum', hyper: { momentum: 0, dampening: 0.5 } },
  { optimizer: 'nesterov', hyper: { dampening: 0.5 } },
  { optimizer: 'lbfgs', hyper: { line_search: null, lr: 0.01, history_size: 3 } },
  { optimizer: 'soap', hyper: { frequency: 7, weight_decay: 0.1 }, schedule: { id: 'cosine', warmup: 7 }, clip: { kind: 'norm', value: 20 } },
  { optimizer: 'shampoo', lookahead: { k: 5, alpha: 0.5 }, ema: { decay: 0.9 } },
  { optimizer: { name: 'mine', rule: 'at = 0.5*at + g/(norm(g) + 1e-8)\ntheta = theta - lr*at', hyper: { lr: 0.1 } }, schedule: { formula: 'lr/(1 + k*t)', params: { k: 0.1 } } },
]

const scenarioOf = (given: Partial<LandscapeScenario>): LandscapeScenario => {
  const { scenario, problems } = validateScenario({ version: 1, kind: 'landscape', steps: 40, ...given })
  if (!scenario) throw new Error(JSON.stringify(problems))
  return scenario
}

const races: readonly (readonly [string, LandscapeScenario])[] = [
  ...landscapes.map((landscape) => [landscape, scenarioOf({ landscape, runs: every.slice(0, 32) })] as const),
  ...landscapes.map((landscape) => [`${landscape}, the others`, scenarioOf({ landscape, runs: every.slice(32) })] as const),
  ...withoutSearch.map((landscape) => [landscape, scenarioOf({ landscape, runs: every.slice(0, 32) })] as const),
  ...withoutSearch.map((landscape) => [`${landscape}, the others`, scenarioOf({ landscape, runs: every.slice(32).filter(({ optimizer }) => optimizer !== 'lbfgs') })] as const),
  ['schedules and modifiers', scenarioOf({ landscape: 'rosenbrock', runs: around })],
  ...(['gaussian', 'multiplicative', 'heavy-tail'] as const).map(
    (kind) => [`${kind} noise`, scenarioOf({ landscape: 'himmelblau', noise: { kind, scale: 0.3 }, runs: [{ optimizer: 'adam' }, { optimizer: 'sam', seed: 7 }, { optimizer: 'sgd', hyper: { lr: 0.01 } }] })] as const,
  ),
  ['an own landscape', scenarioOf({ landscape: { formula: 'r = sqrt(num^2 + y^2)\nx > 0 and y < 1 ? r^3 : max(r, 2*r - 1)', domain: [[-2, 2], [-2, 2]] }, constants: { num: 0.5 }, start: [1, 0.4], runs: [{ optimizer: 'adam' }] })],
]

interface ScriptRuns {
  readonly runs: readonly { readonly name: string; readonly loss: readonly number[] }[]
}

const write = (): { readonly paths: readonly string[]; readonly scripts: readonly ReturnType<typeof torchScript>[] } => {
  const scripts = races.map(([, scenario]) => torchScript(scenario))
  const paths = scripts.map(({ text }, i) => {
    const path = join(folder, `race_${i}.py`)
    writeFileSync(path, text)
    return path
  })
  return { paths, scripts }
}

describe('a landscape race as a script on PyTorch', () => {
  it('leaves out only what it says it leaves out', () => {
    const { leftOut } = torchScript(scenarioOf({ landscape: 'sphere', runs: every.slice(32) }))
    expect(leftOut.map(({ name, why }) => [name, why])).toEqual([['Muon', 'matrix']])
    expect(torchScript(scenarioOf({ landscape: 'sphere', runs: every.slice(0, 32) })).leftOut).toEqual([])
  })

  it('uses torch.optim where the definition is the same', () => {
    const { text } = torchScript(scenarioOf({ landscape: 'sphere', runs: every.slice(0, 32) }))
    const used = [...text.matchAll(/torch\.optim\.(\w+)/g)].map(([, name]) => name)
    expect(used).toEqual(['SGD', 'SGD', 'SGD', 'ASGD', 'Adagrad', 'Adadelta', 'RMSprop', 'Rprop', 'Adam', 'Adam', 'AdamW', 'Adamax', 'RAdam'])
  })

  it.skipIf(anyPython === undefined)('is Python (skipped: there is no python3 here)', () => {
    const { paths } = write()
    execFileSync(anyPython ?? '', ['-m', 'py_compile', ...paths])
  }, 60_000)

  it.skipIf(withTorch === undefined)(
    'gives the losses of the reference to 1e-6 (skipped: python3 has no torch here)',
    async () => {
      const { paths, scripts } = write()
      const output = runScripts(paths)
      expect(output).toHaveLength(races.length)
      const wrong: string[] = []
      let compared = 0
      for (const [i, [title, scenario]] of races.entries()) {
        const { runs } = output[i] as ScriptRuns
        const left = new Set(scripts[i]?.leftOut.map(({ run }) => run))
        const expected = await losses(scenario)
        const kept = expected.filter((_, run) => !left.has(run))
        expect(runs).toHaveLength(kept.length)
        for (const [r, run] of runs.entries()) {
          const apart = distance(kept[r] ?? [], run.loss)
          compared += 1
          if (!(apart <= 1e-6)) wrong.push(`${title}: ${run.name} is ${apart} away`)
        }
      }
      expect(wrong).toEqual([])
      // All but Muon on each of the ten, two more without L-BFGS; what stands around a rule, noise, an own landscape.
      expect(compared).toBe(10 * (optimizers.length - 1) + 2 * (optimizers.length - 2) + around.length + 3 * 3 + 1)
    },
    300_000,
  )
})

/** The finite entries of every run. */
async function losses(scenario: LandscapeScenario): Promise<number[][]> {
  const plan = planRollout(scenario)
  const found: number[][] = scenario.runs.map(() => [])
  for (const group of plan.groups) {
    try {
      const { loss } = await referenceStepper(plan, group, false).advance(scenario.steps + 1)
      group.runs.forEach((run, row) => {
        found[run] = [...loss.subarray(row * (scenario.steps + 1), (row + 1) * (scenario.steps + 1))].filter((v) => !Number.isNaN(v))
      })
    } catch {
      // A rule that the plane refuses: the script leaves it out, which is counted.
    }
  }
  return found
}
