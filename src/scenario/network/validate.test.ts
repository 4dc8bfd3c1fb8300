import { describe, expect, test } from 'vitest'
import { activations } from '../../catalog/activations/registry.ts'
import { datasets } from '../../catalog/datasets/registry.ts'
import { initialisations } from '../../catalog/inits/registry.ts'
import { losses } from '../../catalog/losses/registry.ts'
import { models } from '../../catalog/models/registry.ts'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import { problemText } from '../problems.ts'
import { validateAny, validateNetwork, validateScenario } from '../validate.ts'
import { defaultNetworkScenario, withDataset, withModel } from './defaults.ts'
import { classesOf } from './losses.ts'
import { networkRates } from './rates.ts'

const base = { kind: 'network', dataset: { id: 'moons' }, runs: [{ optimizer: 'adam' }] }
const sentences = (value: unknown): string[] => validateNetwork(value).problems.map(problemText)
const rows = [[0, 1], [1, 0], [2, 2], [3, 1]]
const ownData = { name: 'mine', columns: ['a', 'b'], rows, target: 'kind', targets: ['x', 'y', 'x', 'y'] }
const withOwn = (own: object): object => ({ ...base, dataset: { own: { ...ownData, ...own } } })
const withModelOf = (model: object): object => ({ ...base, model: { id: 'mlp', ...model } })

describe('accepts', () => {
  test.each(datasets.map((d) => d.id))('data %s', (id) => expect(sentences({ ...base, dataset: { id } })).toEqual([]))
  test.each(models.map((m) => m.id))('model %s', (id) => expect(sentences(withModelOf({ id }))).toEqual([]))
  test.each(activations.map((a) => a.id))('activation %s', (activation) => expect(sentences(withModelOf({ activation }))).toEqual([]))
  test.each(initialisations.map((i) => i.id))('initialisation %s', (init) => expect(sentences(withModelOf({ init }))).toEqual([]))
  test.each(losses.map((l) => [l.id, l.tasks.includes('classes') ? 'moons' : 'sine']))('loss %s', (id, dataset) => expect(sentences({ ...base, dataset: { id: dataset }, loss: { id } })).toEqual([]))
  test.each(optimizers.map((o) => o.id))('optimizer %s', (optimizer) => expect(sentences({ ...base, runs: [{ optimizer }] })).toEqual([]))

  test('what it has given out, own data by the same frozen rows', () => {
    const { scenario } = validateNetwork(withOwn({}))
    const again = validateNetwork({ ...scenario, epochs: 7 }).scenario
    expect(again).toEqual({ ...scenario, epochs: 7 })
    expect(again?.dataset.own).toBe(scenario?.dataset.own)
    expect(Object.isFrozen(again?.dataset.own?.rows[0])).toBe(true)
  })

  test('the default training, as it is', () => {
    expect(validateNetwork(defaultNetworkScenario)).toEqual({ scenario: defaultNetworkScenario, problems: [] })
  })

  test('200 000 own values, which an edit beside them does not look at again', () => {
    const many = { columns: Array.from({ length: 100 }, (_, i) => `c${i}`), rows: Array.from({ length: 2000 }, (_, i) => Array.from({ length: 100 }, () => i)), targets: Array.from({ length: 2000 }, (_, i) => i) }
    const { scenario, problems } = validateNetwork(withOwn(many))
    expect(problems).toEqual([])
    expect(validateNetwork({ ...scenario, seed: 2 }).scenario?.dataset.own).toBe(scenario?.dataset.own)
  })
})

describe('fills in', () => {
  const filled = (value: object): unknown => validateNetwork({ ...base, ...value }).scenario

  test.each([
    ['two classes', { id: 'moons' }, 'bce_logits'], ['three classes', { id: 'spirals', params: { arms: 3 } }, 'cce_logits'], ['numbers', { id: 'sine' }, 'mse'],
    ['own classes', { own: ownData }, 'bce_logits'], ['own numbers', { own: { ...ownData, targets: [1, 2, 3, 4] } }, 'mse'],
  ])('the loss that suits %s', (_, dataset, id) => expect(filled({ dataset })).toMatchObject({ loss: { id } }))

  test('data and model as the catalogue has them', () => {
    expect(filled({})).toMatchObject({
      dataset: { id: 'moons', params: { points: 400, noise: 0.1 }, split: 0.7, standardize: true }, model: { id: 'mlp', hidden: [8, 8], activation: 'tanh', init: 'glorot_uniform', dropout: 0 },
      batch: 32, epochs: 50, seed: 1, view: 'outputs', plane: { kind: 'pca' },
    })
  })

  test('what a model does not heed has its default', () => {
    expect(filled({ model: { id: 'linear', hidden: [9], activation: 'relu', dropout: 0.5 }, runs: [{ optimizer: 'sgd', widths: [3] }] })).toMatchObject({
      model: { hidden: [], activation: 'identity', dropout: 0 }, runs: [expect.not.objectContaining({ widths: [3] })],
    })
  })

  test('a rate for networks, for every optimizer', () => {
    expect(Object.keys(networkRates).toSorted()).toEqual(optimizers.filter((o) => o.hyper.some((p) => p.name === 'lr')).map((o) => o.id).toSorted())
    expect(filled({ runs: [{ optimizer: 'adam' }, { optimizer: 'adam', hyper: { lr: 0.3 } }] })).toMatchObject({ runs: [{ hyper: { lr: 0.01 } }, { hyper: { lr: 0.3 } }] })
  })

  test('how many classes generated sets have', () => {
    for (const dataset of datasets) {
      if (dataset.kind !== 'generated') continue
      const params = Object.fromEntries(dataset.params.map((p) => [p.name, p.default ?? 0]))
      expect(classesOf({ id: dataset.id }), dataset.id).toBe(dataset.generate(params, 1).classes?.length ?? null)
    }
  })

  test('another loss when the data change their kind, and the model as it likes when that changes', () => {
    const sine = withDataset(defaultNetworkScenario, { id: 'sine' })
    expect(sine).toMatchObject({ loss: { id: 'mse' }, model: { hidden: [8, 8] } })
    expect(withDataset(defaultNetworkScenario, { id: 'xor' }).loss).toEqual(defaultNetworkScenario.loss)
    expect(validateNetwork(withModel(sine, 'linear'))).toMatchObject({ problems: [], scenario: { model: { id: 'linear', hidden: [] } } })
  })
})

describe('refuses', () => {
  test.each<[string, unknown, string]>([
    ['a newer version', { ...base, version: 2 }, 'version: this scenario is of version 2, this page reads up to version 1: open it with a newer page'],
    ['an unknown field', { ...base, epoch: 5 }, 'epoch: unknown field "epoch" - did you mean "epochs"?'],
    ['no data', { ...base, dataset: {} }, 'dataset: expected either the id of a set of data or own rows, got neither'],
    ['two sets of data', { ...base, dataset: { id: 'moons', own: ownData } }, 'dataset: expected either the id of a set of data or own rows, got both'],
    ['unknown data', { ...base, dataset: { id: 'mons' } }, 'dataset.id: unknown set of data "mons" - did you mean "moons"?'],
    ['an unknown parameter of data', { ...base, dataset: { id: 'moons', params: { nois: 1 } } }, 'dataset.params.nois: unknown parameter "nois" - did you mean "noise"?'],
    ['more points than memory', { ...base, dataset: { id: 'moons', params: { points: 1e9 } } }, 'dataset.params.points: expected at most 20000, got 1000000000'],
    ['all rows to train on', { ...base, dataset: { id: 'moons', split: 1 } }, 'dataset.split: expected a number from 0.05 to 0.95, got 1'],
    ['an unknown model', withModelOf({ id: 'mpl' }), 'model.id: unknown model "mpl" - did you mean "mlp"?'],
    ['no hidden layer', withModelOf({ hidden: [] }), 'model.hidden: expected 1 to 6 layers, got 0'],
    ['seven layers', withModelOf({ hidden: [1, 1, 1, 1, 1, 1, 1] }), 'model.hidden: expected 0 to 6 layers, got 7'],
    ['a layer without units', withModelOf({ hidden: [8, 0] }), 'model.hidden[1]: expected a whole number from 1 to 1024, got 0'],
    ['a wide convolution', withModelOf({ id: 'cnn', hidden: [8, 65] }), 'model.hidden[1]: expected at most 64 filters, got 65'],
    ['five convolutions', withModelOf({ id: 'cnn', hidden: [8, 8, 8, 8, 8] }), 'model.hidden: expected 1 to 4 layers, got 5'],
    ['wide runs', { ...base, model: { id: 'cnn' }, runs: [{ optimizer: 'sgd', widths: [99] }] }, 'runs[0].widths[0]: expected at most 64 filters, got 99'],
    ['an unknown activation', withModelOf({ activation: 'rleu' }), 'model.activation: unknown activation "rleu" - did you mean "relu"?'],
    ['an unknown initialisation', withModelOf({ init: 'zeroes' }), 'model.init: unknown initialisation "zeroes" - did you mean "zeros"?'],
    ['a weight that is no number', withModelOf({ weights: [1, 'a'] }), 'model.weights: weight 2: expected a finite number, got "a"'],
    ['an unknown loss', { ...base, loss: { id: 'mes' } }, 'loss.id: unknown loss "mes" - did you mean "mse"?'],
    ['a loss for other data', { ...base, loss: { id: 'huber' } }, 'loss.id: Huber is not for classes: choose one of mse, bce_logits, cce_logits, kl_logits, hinge, squared_hinge, focal'],
    ['a loss and a formula', { ...base, loss: { id: 'mse', formula: 'p' } }, 'loss: expected either the id of a loss or a formula, got both'],
    ['a taken name', { ...base, loss: { formula: 'p', params: { y: 1 } } }, 'loss.params.y: y has a meaning of its own here: use another name'],
    ['no batch', { ...base, batch: 0 }, 'batch: expected a whole number from 1 to 100000, got 0'],
    ['a batch in letters', { ...base, batch: 'al' }, 'batch: unknown batch "al" - did you mean "all"?'],
    ['a start', { ...base, runs: [{ optimizer: 'sgd', start: [0, 0] }] }, 'runs[0].start: a network starts from its weights, not from a point: leave it out'],
    ['a negative rate', { ...base, runs: [{ optimizer: 'sgd', hyper: { lr: -1 } }] }, 'runs[0].hyper.lr: expected a number above 0, got -1'],
    ['an unknown plane', { ...base, plane: { kind: 'pac' } }, 'plane.kind: unknown kind of plane "pac" - did you mean "pca"?'],
    ['half a batch in a sweep', { ...base, sweep: { x: { param: 'batch', values: [8, 1.5] } } }, 'sweep.x.values[1]: expected a whole number from 1 to 100000, got 1.5'],
    ['a range that falls', { ...base, sweep: { x: { param: 'lr', min: 1, max: 0.1, count: 3, scale: 'log' } } }, 'sweep.x: expected min below max, got 1 and 0.1'],
    ['a range from 0 on a log scale', { ...base, sweep: { x: { param: 'lr', min: 0, max: 1, count: 3, scale: 'log' } } }, 'sweep.x: expected a min above 0 on a log scale, got 0'],
    ['half a width in a range', { ...base, sweep: { x: { param: 'width', min: 1.5, max: 4, count: 3, scale: 'linear' } } }, 'sweep.x.min: expected a whole number from 1 to 1024, got 1.5'],
    ['too many seeds', { ...base, sweep: { x: { param: 'lr', values: [1] }, seeds: 65 } }, 'sweep.seeds: expected a whole number from 1 to 64, got 65'],
    ['a sweep over one parameter twice', { ...base, sweep: { x: { param: 'lr', values: [1] }, y: { param: 'lr', values: [2] } } }, 'sweep: expected two parameters, got lr twice'],
  ])('%s', (_, value, sentence) => expect(sentences(value)).toEqual([sentence]))

  test.each<[string, object, string, number]>([
    ['an activation of x', withModelOf({ activation: { formula: 'tanh(x)' } }), 'model.activation.formula: line 1, column 6: unknown name "x"', 6],
    ['a loss of q', { ...base, loss: { formula: '(y - q)^2' } }, 'loss.formula: line 1, column 6: unknown name "q"', 6],
  ])('%s, with the place', (_, value, sentence, column) => {
    expect(sentences(value)).toEqual([sentence])
    expect(validateNetwork(value).problems[0]).toMatchObject({ line: 1, column })
  })
})

describe('refuses own data', () => {
  test.each<[string, object, string]>([
    ['text among the numbers', { rows: [[0, 1], [1, 'b'], [2, 2], [3, 3]] }, 'rows: row 2, column 2: expected a finite number, got "b"'],
    ['NaN', { rows: [[0, 1], [1, 0], [2, Number.NaN], [3, 3]] }, 'rows: row 3, column 2: expected a finite number, got NaN'],
    ['a number that float32 cannot hold', { rows: [[0, 1], [1, 0], [2, 1e39], [3, 3]] }, 'rows: row 3, column 2: expected a finite number, got 1e+39'],
    ['a short row', { rows: [[0, 1], [1], [2, 2], [3, 3]] }, 'rows: row 2: expected 2 numbers, one for each column, got 1'],
    ['a single row', { rows: [[0, 1]], targets: ['x'] }, 'rows: expected at least 4 rows, got 1: some to train on, some for validation'],
    ['no columns', { columns: [] }, 'columns: expected at least one column'],
    ['10 000 columns', { columns: Array.from({ length: 10_000 }, () => 'c') }, 'columns: expected at most 1000 columns, got 10000'],
    ['too few targets', { targets: ['x', 'y'] }, 'targets: expected 4 targets, one for each row, got 2'],
    ['names among numbers', { targets: [1, 2, 'x', 4] }, 'targets: row 3: expected a finite number, got "x"'],
    ['one class only', { targets: ['x', 'x', 'x', 'x'] }, 'targets: expected at least two classes, got only "x": there is nothing to tell apart'],
    ['a class of one row', { targets: ['x', 'x', 'x', 'y'] }, 'targets: expected at least 2 rows of each class, got one of "y"'],
  ])('%s', (_, own, sentence) => expect(sentences(withOwn(own))).toEqual([`dataset.own.${sentence}`]))

  test('more values than there is room for', () => {
    const many = { columns: Array.from({ length: 1000 }, () => 'c'), rows: Array.from({ length: 201 }, () => Array.from({ length: 1000 }, () => 0)), targets: Array.from({ length: 201 }, () => 0) }
    expect(sentences(withOwn(many))).toEqual(['dataset.own.rows: expected at most 200000 values, got 201000: leave out rows or columns'])
  })

  test.each(['__proto__', 'constructor'])('the name %s as a field, but not as a class or a column', (name) => {
    expect(sentences(JSON.parse(JSON.stringify(base).replace('"id"', `"${name}"`)))).toEqual([`dataset.${name}: the name "${name}" is not allowed`])
    expect(sentences(withOwn({ columns: [name, 'b'], targets: [name, 'y', name, 'y'] }))).toEqual([])
  })
})

describe('either kind', () => {
  test.each([['a network', base, 'network'], ['a landscape', { kind: 'landscape', landscape: 'sphere', runs: [{ optimizer: 'sgd' }] }, 'landscape'], ['a landscape that does not say so', { landscape: 'sphere', runs: [{ optimizer: 'sgd' }] }, 'landscape']])(
    '%s',
    (_, value, kind) => expect(validateAny(value).scenario?.kind).toBe(kind),
  )

  test('nothing else', () => {
    expect(validateAny({ kind: 'netwrk' }).problems.map(problemText)).toEqual(['kind: expected "landscape", "network" or "strategy", got "netwrk"'])
    expect(validateScenario(base).scenario).toBeNull()
    expect(validateAny(null).scenario).toBeNull()
  })
})
