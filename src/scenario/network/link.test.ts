import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../defaults.ts'
import { encodeLink } from '../link.ts'
import { problemText } from '../problems.ts'
import { validateNetwork } from '../validate.ts'
import { defaultNetworkScenario } from './defaults.ts'
import { decodeAny, encodeAny } from './link.ts'

const sentences = (link: string): string[] => decodeAny(link).problems.map(problemText)
const head = 'v1&kind=network'
const same = (link: string): unknown => {
  const { scenario, problems } = decodeAny(`#${link}`)
  expect(problems).toEqual([])
  expect(scenario && encodeAny(scenario)).toBe(link)
  return scenario
}

describe('a link can be read', () => {
  test('the default training', () => {
    expect(encodeAny(defaultNetworkScenario)).toBe(
      `${head}&data=moons&model=mlp(8,8,tanh)&loss=bce_logits&batch=16&epochs=60&seed=1&run=adam,lr=0.01&run=momentum,lr=0.05&run=sgd,lr=0.2&run=rmsprop,lr=0.01`,
    )
  })

  test('all kinds of fields', () => {
    const link = `${head}&data=spirals(points=100,arms=3)&split=0.5&standardize=false&jitter=0.1&shift=2&model=mlp(4,16,f=max%28z%2C%200%29)&init=he_uniform&dropout=0.1&weights=1:-2:0.5${
      ''}&loss=cce_logits(label_smoothing=0.1)&l1=0.001&l2=0.01&batch=all&growth=2:10&epochs=50&patience=5&seed=3&device=cpu&view=plane&plane=weights:0:3&sweep=lr:0.1:0.01,batch:16:32${
      ''}&run=adam,lr=0.03,schedule=cosine,batch=8,widths=8x8,clip_norm=1,label=a%20b&run=sgd,lr=0.1`
    expect(same(link)).toMatchObject({
      dataset: { id: 'spirals', params: { points: 100, arms: 3 }, split: 0.5, standardize: false, jitter: 0.1, shift: 2 },
      model: { id: 'mlp', hidden: [4, 16], activation: { formula: 'max(z, 0)' }, init: 'he_uniform', dropout: 0.1, weights: [1, -2, 0.5] },
      loss: { id: 'cce_logits', params: { label_smoothing: 0.1 }, l1: 0.001, l2: 0.01 }, batch: 'all', growth: { factor: 2, every: 10 }, patience: 5,
      plane: { kind: 'weights', x: 0, y: 3 }, sweep: { x: { param: 'lr', values: [0.1, 0.01] }, y: { param: 'batch', values: [16, 32] } },
      runs: [{ batch: 8, widths: [8, 8], clip: { kind: 'norm', value: 1 }, label: 'a b' }, { optimizer: 'sgd' }],
    })
  })

  test('own rows with classes', () => {
    const link = `${head}&data=own(name=my%20points,columns=a%2Cb:c,class=kind)&rows=0:1:red,1:0:blue,2.5:-2:red,3:1:10%25&model=linear&loss=mse&batch=32&epochs=50&seed=1&run=sgd,lr=0.1`
    expect(sentences(link)).toEqual(['dataset.own.targets: expected at least 2 rows of each class, got one of "blue"'])
    expect(same(link.replace('10%25', 'blue'))).toMatchObject({
      dataset: { own: { name: 'my points', columns: ['a,b', 'c'], rows: [[0, 1], [1, 0], [2.5, -2], [3, 1]], target: 'kind', targets: ['red', 'blue', 'red', 'blue'] } },
    })
  })

  test('own rows with numbers, own loss, own rule with a parameter named as a field', () => {
    const link = `${head}&data=own(name=n,columns=a,number=b)&rows=0:1,1:2,2:3,3:4&model=linear&loss=own(f=%28y-p%29%5E4*k,k=2)&batch=32&epochs=50&seed=1&plane=random:7${
      ''}&run=own,name=mine,rule=theta%20%3D%20theta%20-%20lr*g*batch,lr=0.1,p.batch=2,batch=8`.replaceAll('%28y-p%29', '%28y%20-%20p%29')
    expect(same(link)).toMatchObject({
      dataset: { own: { targets: [1, 2, 3, 4] } }, loss: { formula: '(y - p)^4*k', params: { k: 2 } }, plane: { kind: 'random', seed: 7 },
      runs: [{ optimizer: { hyper: { lr: 0.1, batch: 2 } }, batch: 8 }],
    })
  })

  test('what is left out has its default', () => {
    expect(decodeAny(`${head}&data=moons&run=sgd`).scenario).toEqual(validateNetwork({ kind: 'network', dataset: { id: 'moons' }, runs: [{ optimizer: 'sgd' }] }).scenario)
  })

  test('landscapes are still landscapes', () => {
    expect(decodeAny(encodeAny(defaultScenario)).scenario).toEqual(defaultScenario)
    expect(encodeAny(defaultScenario)).toBe(encodeLink(defaultScenario))
  })
})

describe('a bad link is told in one sentence', () => {
  test.each<[string, string, string]>([
    ['another kind', 'v1&kind=graph&run=sgd&data=moons', 'kind: expected "network", got "graph"'],
    ['a newer version', 'v2&kind=network', 'link: this link is of version 2, this page reads version 1: open it with a newer page'],
    ['a misspelt field', `${head}&data=moons&epohs=5&run=sgd`, 'link: unknown name "epohs" - did you mean "epochs"?'],
    ['half a field', `${head}&data=moons&run=sgd&epo`, 'link: the link is cut off or damaged near "epo"'],
    ['an open bracket', `${head}&data=moons(points=2&run=sgd`, 'link: the link\'s "moons(points=2" cannot be read'],
    ['rows without own data', `${head}&data=moons&rows=1:2&run=sgd`, 'link: the link gives "rows" without own data'],
    ['own data without rows', `${head}&data=own(name=a,columns=b,class=c)&run=sgd`, 'link: the link gives own data without "rows"'],
    ['a start', `${head}&data=moons&run=sgd,start=1:2`, 'runs[0].start: a network starts from its weights, not from a point: leave it out'],
    ['a word for a layer', `${head}&data=moons&model=mlp(8,tahn)&run=sgd`, 'model.activation: unknown activation "tahn" - did you mean "tanh"?'],
    ['a batch in letters', `${head}&data=moons&batch=some&run=sgd`, 'batch: unknown batch "some": expected "all"'],
  ])('%s', (_, link, sentence) => expect(sentences(link)).toEqual([sentence]))
})
