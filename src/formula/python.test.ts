import { describe, expect, it } from 'vitest'
import { FormulaError } from './error.ts'
import { expressionToPython, functionToPython, pythonName, ruleToPython } from './python.ts'

describe('a rule as Python', () => {
  it.each([
    ['gradient descent', 'theta = theta - lr*g', ['theta = theta - lr*g']],
    [
      'Adam',
      'm = beta1*m + (1 - beta1)*g\nv = beta2*v + (1 - beta2)*g^2\ntheta = theta - lr * (m/(1 - beta1^t)) / (sqrt(v/(1 - beta2^t)) + eps)',
      [
        'm = beta1*m + (1 - beta1)*g',
        'v = beta2*v + (1 - beta2)*g**2',
        'theta = theta - lr*(m/(1 - beta1**t))/(np.sqrt(v/(1 - beta2**t)) + eps)',
      ],
    ],
    ['Lion', 'theta = theta - lr*sign(beta1*m + (1 - beta1)*g)\nm = beta2*m + (1 - beta2)*g', [
      'theta = theta - lr*np.sign(beta1*m + (1 - beta1)*g)',
      'm = beta2*m + (1 - beta2)*g',
    ]],
    ['SAM', 'p = theta + rho*g/(norm(g) + 1e-12)\ntheta = theta - lr*grad(p)', [
      'p = theta + rho*g/(np.linalg.norm(g) + 1e-12)',
      'theta = theta - lr*grad(p)',
    ]],
    ['a cautious mask', 'mask = g*(previous - theta) > 0\ntheta = previous - mask/max(mean(mask), eps)*(previous - theta)', [
      'mask = np.where(g*(previous - theta) > 0, 1.0, 0.0)',
      'theta = previous - mask/np.maximum(np.mean(mask), eps)*(previous - theta)',
    ]],
    ['cases', 'lr = t < warm and not (t == 1) ? lr*t/warm : 1 < t <= 9 ? lr : 0', [
      'lr = np.where(np.logical_and(t < warm, np.logical_not(t == 1)), lr*t/warm, np.where(np.logical_and(1 < t, t <= 9), lr, 0))',
    ]],
  ])('prints %s', (_, text, python) => {
    expect(ruleToPython(text)).toEqual(python)
  })
})

describe('an expression as Python', () => {
  it.each([
    ['a - (b - c)', 'a - (b - c)'],
    ['a/(b*c)', 'a/(b*c)'],
    ['a*(b/c)', 'a*(b/c)'],
    ['-x^2', '-x**2'],
    ['(-x)^2', '(-x)**2'],
    ['2^-x', '2**(-x)'],
    ['2^3^x', '2**(3**x)'],
    ['(x + 1) % 2', 'np.mod(x + 1, 2)'],
    ['min(a, b, c)', 'np.minimum(np.minimum(a, b), c)'],
    ['clamp(x, -1, 1)', 'np.clip(x, -1, 1)'],
    ['dot(a, b + c)', 'np.sum(a*(b + c))'],
    ['e + pi + tau', 'np.e + np.pi + (2*np.pi)'],
    ['lambda*x', 'lambda_*x'],
    ['ln(x) + log10(x) + atan(x)', 'np.log(x) + np.log10(x) + np.arctan(x)'],
  ])('prints %s', (text, python) => {
    expect(expressionToPython(text)).toBe(python)
  })

  it('lets a declared name hide a constant', () => {
    expect(expressionToPython('tau*x', new Set(['tau']))).toBe('tau*x')
  })

  it.each(['1 +', 'foo(x)', 'a = 1\nb = 2', '[1]', 'max(x)'])('refuses %s', (text) => {
    expect(() => expressionToPython(text)).toThrow(FormulaError)
  })
})

describe('a function as Python', () => {
  it('ends by returning its value', () => {
    expect(functionToPython('w = 1 + (x - 1)/4\nsin(pi*w)^2')).toEqual(['w = 1 + (x - 1)/4', 'return np.sin(np.pi*w)**2'])
  })

  it('keeps clear of Python words', () => {
    expect(pythonName('lambda')).toBe('lambda_')
    expect(pythonName('beta1')).toBe('beta1')
  })
})
