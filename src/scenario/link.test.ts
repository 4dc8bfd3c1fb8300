import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultScenario } from './defaults.ts'
import { decodeLink, encodeLink, maxLinkLength } from './link.ts'
import { problemText } from './problems.ts'
import { validateScenario } from './validate.ts'

const sentences = (link: string): string[] => decodeLink(link).problems.map(problemText)
const plain = 'v1&landscape=rosenbrock&start=-1.2,1&steps=500&seed=1'

describe('a link can be read', () => {
  test('the default race', () => {
    expect(encodeLink(defaultScenario)).toBe(
      `${plain}&run=adam,lr=0.1&run=momentum,lr=0.001&run=sgd,lr=0.001&run=rmsprop,lr=0.01&run=lion,lr=0.007`,
    )
  })

  test('all kinds of fields', () => {
    const link = `${'v1&landscape=rosenbrock&b=50&start=-1.2,1&steps=40&seed=3&noise=gaussian:0.5&device=cpu&tolerance=0.01'
    }&run=rmsprop,lr=0.05,centered=true,schedule=cosine(end=0.1),warmup=20,clip_norm=1,cautious,lookahead=6:0.8,ema=0.9,start=1:2,seed=4,label=a%20b,color=d55e00,hidden`
    const { scenario } = decodeLink(`#${link}`)
    expect(scenario?.runs[0]).toMatchObject({
      hyper: { lr: 0.05, centered: true }, schedule: { id: 'cosine', params: { end: 0.1 }, warmup: 20 }, clip: { kind: 'norm', value: 1 }, cautious: true,
      lookahead: { k: 6, alpha: 0.8 }, ema: { decay: 0.9 }, start: [1, 2], seed: 4, label: 'a b', color: '#d55e00', hidden: true,
    })
    expect(scenario && encodeLink(scenario)).toBe(link)
  })

  test('own formulas', () => {
    const link = 'v1&f=k*x%5E2&domain=-2,2,-1,3&c.k=2&start=1,1&steps=5&seed=1&run=own,name=mine,rule=theta%20%3D%20theta%20-%20lr*g,lr=0.1,schedule=own(formula=lr*c,c=0.5)'
    const { scenario } = decodeLink(link)
    expect(scenario).toMatchObject({ landscape: { formula: 'k*x^2', domain: [[-2, 2], [-1, 3]] }, constants: { k: 2 } })
    expect(scenario && encodeLink(scenario)).toBe(link)
  })

  test('views', () => {
    const link = `${plain}&view=sweep&sweep=lr:0.0001:1:log,beta1:0:1:linear,steps,64&basins=1:256&seeds=32&run=adam,lr=0.3,tuned=64:lr&run=sgd,lr=0.1`
    const { scenario } = decodeLink(link)
    expect(scenario).toMatchObject({
      view: 'sweep', sweep: { x: { param: 'lr', min: 1e-4, max: 1, scale: 'log' }, y: { param: 'beta1' }, colour: 'steps', size: 64 },
      basins: { run: 1, size: 256 }, seeds: { count: 32 }, runs: [{ tuned: { trials: 64, over: ['lr'] } }, {}],
    })
    expect(scenario && encodeLink(scenario)).toBe(link)
  })

  test('what is left out has its default', () => {
    expect(decodeLink('v1&landscape=sphere&run=sgd').scenario).toEqual(validateScenario({ landscape: 'sphere', runs: [{ optimizer: 'sgd' }] }).scenario)
  })
})

describe('a bad link is told in one sentence', () => {
  test.each<[string, string, string]>([
    ['another text', 'section-2', 'link: expected a link that begins with v1, got "section-2"'],
    ['a newer version', 'v2&model=mlp', 'link: this link is of version 2, this page reads version 1: open it with a newer page'],
    ['a damaged letter', `${plain}&run=sgd,label=%4`, 'link: the link is damaged near "%4"'],
    ['an open bracket', `${plain}&run=sgd,schedule=cosine(end=0.1`, 'link: the link is cut off or damaged: a bracket is missing near "sgd,schedule=cosine(end=0.1"'],
    ['half a field', `${plain}&run=sgd&devi`, 'link: the link is cut off or damaged near "devi"'],
    ['a misspelt field', 'v1&landscape=sphere&stpes=5&run=sgd', 'link: unknown name "stpes" - did you mean "steps"?'],
    ['a field twice', `${plain}&seed=2&run=sgd`, 'link: the link gives "seed" twice'],
    ['a parameter twice', `${plain}&run=sgd,lr=1,lr=2`, 'link: the link gives "lr" twice for one run'],
    ['a domain without its formula', `${plain}&domain=0,1,0,1&run=sgd`, 'link: the link gives "domain" without "f", an own formula'],
    ['two landscapes', `${plain}&f=x&domain=0,1,0,1&run=sgd`, 'link: the link gives "landscape" together with "f", an own formula'],
    ['a rate in letters', `${plain}&run=sgd,lr=abc`, 'runs[0].hyper.lr: expected a number above 0, got "abc"'],
    ['a negative rate', `${plain}&run=sgd&run=adam,lr=-1`, 'runs[1].hyper.lr: expected a number above 0, got -1'],
    ['an unknown landscape', 'v1&landscape=rosenbrok&run=sgd', 'landscape: unknown landscape "rosenbrok" - did you mean "rosenbrock"?'],
    ['a short domain', 'v1&f=x&domain=0,1&run=sgd', 'landscape.domain[0]: expected a range [low, high], got 0'],
    ['a name that reaches into objects', `${plain}&run=sgd,__proto__=1`, 'runs[0].hyper.__proto__: the name "__proto__" is not allowed'],
    ['such a name as a constant', 'v1&f=x&domain=0,1,0,1&c.__proto__=1&run=sgd', 'constants.__proto__: the name "__proto__" is not allowed'],
    ['such a name as a slot', `${plain}&run=own,name=a,rule=b,init.constructor=1`, 'runs[0].optimizer.init.constructor: the name "constructor" is not allowed'],
  ])('%s', (_, link, sentence) => expect(sentences(link)[0]).toBe(sentence))

  test('megabytes, at once', () => {
    const link = `v1&run=${'('.repeat(5_000_000)}`
    // The quickest of some: what it takes, whatever else the machine does.
    const times = Array.from({ length: 5 }, () => {
      const before = performance.now()
      expect(sentences(link)).toEqual([`link: the link has ${link.length} characters, at most ${maxLinkLength} are read`])
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(100)
  })

  test('thousands of runs, at once', () => {
    expect(sentences(`v1&landscape=sphere${'&run=sgd'.repeat(60_000)}`)).toEqual(['expected at most 5000 values in all'])
  })

  test('nothing that is thrown at it is thrown back', () => {
    const bits = fc.constantFrom('v1', '&', '=', ',', '(', ')', '%', '%20', 'run', 'own', 'adam', 'lr', '1', '-', ':', 'schedule', 'f', 'domain', 'rule', '__proto__', 'p.', 'c.', '\ud800')
    fc.assert(
      fc.property(fc.oneof(fc.array(bits, { maxLength: 40 }).map((b) => `v1&${b.join('')}`), fc.string({ unit: 'binary' })), (text) => {
        const { scenario, problems } = decodeLink(text)
        expect(scenario === null).toBe(problems.length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})
