// What the layers below the page really say about mistakes and devices, put together from parts, is Chinese when the page says it.
import { describe, expect, test } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { strategies } from '../catalog/strategies/registry.ts'
import { chooseDevice, chooseForMany } from '../engine/choose.ts'
import { chooseForNetworks } from '../engine/network/choose.ts'
import type { DeviceReport } from '../protocol/messages.ts'
import { checkLandscapeFormula, checkRule } from '../scenario/formula-check.ts'
import { decodeLink } from '../scenario/link.ts'
import { readCsv } from '../scenario/network/csv.ts'
import { problemText } from '../scenario/problems.ts'
import { validateAny } from '../scenario/validate.ts'
import { checkValues } from '../scenario/values.ts'
import { setLanguage, translateText } from './messages.ts'
import { leftInEnglish } from './testing.ts'

const formulas = [
  '', 'x +', 'x + (y', 'x)', 'bta*x', 'y = 3\nx + y = 2', 'sin(x, y)', 'sin', '"a"', 'x; y', 'x ** 2', 'x && y', '[1, 2]', 'f(x) = x', 'x ? y', 'x.y', '!x', 'pi = 3\nx', 'x(2)', '1,5*x', 'a\nx', '2 = x', 'x += 1', '|x|', 'x .* y', 'grad(x)',
]
const landscape = (change: object): unknown => ({ version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [0, 0], steps: 5, runs: [{ optimizer: 'sgd' }], ...change })
const network = (change: object): unknown => ({ version: 1, kind: 'network', dataset: { id: 'moons' }, model: { id: 'mlp' }, loss: { id: 'mse' }, runs: [{ optimizer: 'sgd' }], ...change })
const scenarios = [
  1, {}, { kind: 'landscap' }, landscape({ version: 9 }), landscape({ landscape: 'rosenbrok' }), landscape({ landscape: { formula: 'x', domain: [[1, 0], [0, 1]] } }), landscape({ steps: 'x' }), landscape({ start: [1] }), landscape({ nosuch: 1 }), landscape({ runs: [] }),
  landscape({ runs: [{ optimizer: 'adm' }] }), landscape({ runs: [{ optimizer: 'adamw', weightDecay: { kind: 'l2', value: 1 } }] }), landscape({ runs: [{ optimizer: 'sgd', color: 'red' }] }), landscape({ noise: { kind: 'odd' } }), landscape({ constants: { q: 1 } }), landscape({ seed: -1 }),
  network({ dataset: { id: 'moon' } }), network({ dataset: {} }), network({ model: { id: 'mlp', hidden: [] } }), network({ model: { id: 'mlp', hidden: [1e6] } }), network({ model: { id: 'nosuch' } }), network({ loss: { id: 'bce_logits', formula: 'y' } }), network({ batch: -1 }), network({ epochs: 0 }), network({ view: 'nowhere' }),
  network({ dataset: { own: { columns: ['a'], rows: [[1]], target: 'b', targets: [1, 2] } } }), network({ dataset: { own: { columns: ['a'], rows: [['q']], target: 'b', targets: [1] } } }), { kind: 'strategy', strategy: 'quantisation' },
]
const links = ['', 'v2&x', 'v1&landscape=rosenbrock&landscape=sphere', 'v1&f=x&landscape=rosenbrock', 'v1&steps=%', 'v1&nosuch=1', 'v1&sweep=1', 'v1&run=adm', 'v1&run=adam,lr']
const files = ['', 'a\n1', 'a,b\n1,2', 'a,b\n1,x\n2,y\n3,x\n4', 'a,b\n"1,2', 'a,b\nq,1\n2,2\n3,1\n4,2', 'a,b\n1,1\n2,1\n3,1\n4,1']

const on = (device: 'webgpu' | 'webgl', available: boolean, software: boolean): DeviceReport => ({ device, available, software, detail: available ? 'An adapter' : 'This browser has no WebGPU.' })
const machines = [[], [on('webgpu', true, true)], [on('webgpu', true, false)], [on('webgpu', false, false)]]
const jobs = [true, 'not fused: the model has a convolution'].map((fits) => ({ runs: 9, steps: 10_000, rows: 100, params: 10_000, network: '64-32-10', kernel: '', fits: fits === true ? (true as const) : String(fits) }))

const said: readonly (readonly [about: string, sentences: readonly string[]])[] = [
  ['formulas', formulas.flatMap((text) => checkLandscapeFormula('formula', text, ['a']).map(({ message }) => message))],
  ['rules', ['m = g', 'theta = theta - lr*gg', 'theta = theta\ng = 2', '', 'theta = norm()'].flatMap((rule) => checkRule('rule', { rule, init: {}, params: ['lr'] }).map(({ message }) => message))],
  ['parameters', [...optimizers.map(({ hyper }) => hyper), ...strategies.map(({ params }) => params)].flatMap((params) => params.flatMap((param) => [-1e9, 1e9, 'x', true, null].flatMap((value) => checkValues('hyper', params, { [param.name]: value })))).map(({ message }) => message)],
  ['scenarios', scenarios.flatMap((one) => { const found = validateAny(one); return 'problems' in found ? found.problems.map(problemText) : [] })],
  ['links', links.flatMap((one) => decodeLink(one).problems.map(problemText))],
  ['files', files.flatMap((one) => { const found = readCsv(new TextEncoder().encode(one)); return 'problem' in found ? [found.problem] : found.dropped.map(({ why }) => why) })],
  ['devices', machines.flatMap((devices) => (['auto', 'webgpu', 'webgpu_composed', 'webgl', 'cpu'] as const).flatMap((choice) => [chooseDevice(choice, devices).reason, chooseForMany(choice, devices, false).reason, chooseForMany(choice, devices, true).reason, ...jobs.map((job) => chooseForNetworks(choice, devices, [job]).reason)]))],
]

describe('in Chinese', () => {
  test.each(said)('%s', async (_, sentences) => {
    await setLanguage('zh')
    const own = (text: string): string => text.replace(/"[^"]*"|“[^”]*”/g, '')
    expect(sentences.length).toBeGreaterThan(3)
    expect(leftInEnglish([...new Set(sentences)].map((one) => [one, own(translateText(one))] as const))).toEqual([])
  })
})
