import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { FormulaError } from './error.ts'
import { expressionToTex, functionToTex, ruleToTex, symbolToTex } from './tex.ts'

const renders = (tex: string): boolean => katex.renderToString(tex, { throwOnError: true }).includes('katex')

describe('a rule as TeX', () => {
  const adam = [
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'theta = theta - lr * (m/(1 - beta1^t)) / (sqrt(v/(1 - beta2^t)) + eps)',
  ].join('\n')

  it('prints Adam in the letters of its paper', () => {
    expect(ruleToTex(adam)).toEqual([
      'm \\leftarrow \\beta_{1} \\, m + (1 - \\beta_{1}) \\, g',
      'v \\leftarrow \\beta_{2} \\, v + (1 - \\beta_{2}) \\, g^{2}',
      '\\theta \\leftarrow \\theta - \\frac{\\eta \\, \\frac{m}{1 - \\beta_{1}^{t}}}{\\sqrt{\\frac{v}{1 - \\beta_{2}^{t}}} + \\varepsilon}',
    ])
    expect(ruleToTex(adam).every(renders)).toBe(true)
  })

  it('leaves comments and empty lines out', () => {
    expect(ruleToTex('# first\n\nm = g # then\n')).toEqual(['m \\leftarrow g'])
  })

  it('keeps two names apart that share a letter', () => {
    expect(ruleToTex('eta = lr/t\ntheta = theta - eta*g')).toEqual(['\\eta \\leftarrow \\frac{\\mathrm{lr}}{t}', '\\theta \\leftarrow \\theta - \\eta \\, g'])
  })

  it('takes the words of its cases from the caller', () => {
    expect(ruleToTex('lr = t < 3 ? 0 : lr', { if: '若', otherwise: '否则' })).toEqual([
      '\\eta \\leftarrow \\begin{cases} 0 & \\text{若 } t < 3 \\\\ \\eta & \\text{否则} \\end{cases}',
    ])
  })
})

describe('a function as TeX', () => {
  it('names the helpers and the value', () => {
    expect(functionToTex('w = 1 + (x - 1)/4\nsin(pi*w)^2')).toEqual(['w = 1 + \\frac{x - 1}{4}', 'f(x, y) = \\sin^{2}(\\pi \\, w)'])
    expect(functionToTex('f = x^2')).toEqual(['f(x, y) = x^{2}'])
    expect(functionToTex('tanh(z)', '\\varphi(z)')).toEqual(['\\varphi(z) = \\tanh(z)'])
  })

  it('refuses a bare expression before the end', () => {
    expect(() => functionToTex('x\ny')).toThrow('line 1, column 1: only the last line may be a bare expression')
  })
})

describe('an expression as TeX', () => {
  it.each([
    ['a - (b - c)', 'a - (b - c)'],
    ['(a - b) - c', 'a - b - c'],
    ['a/b/c', '\\frac{\\frac{a}{b}}{c}'],
    ['-a/b', '-\\frac{a}{b}'],
    ['a - -b', 'a - (-b)'],
    ['a*(-b)', 'a \\cdot (-b)'],
    ['-x^2', '-x^{2}'],
    ['(-x)^2', '(-x)^{2}'],
    ['(a + b)*c', '(a + b) \\, c'],
    ['2*3*x', '2 \\cdot 3 \\, x'],
    ['2x', '2 x'],
    ['1e-8', '10^{-8}'],
    ['2.5e-4*x', '2.5 \\cdot 10^{-4} \\, x'],
    ['0.001', '0.001'],
    ['x^(1/2)', 'x^{1 / 2}'],
    ['exp(-t/T)', 'e^{-t / T}'],
    ['abs(x)*norm(g)', '|x| \\, \\|g\\|'],
    ['floor(t/T)', '\\left\\lfloor \\frac{t}{T} \\right\\rfloor'],
    ['t % T', 't \\bmod T'],
    ['(g*m > 0)*g', '[g \\, m > 0] \\, g'],
    ['mean(g*m > 0)', '\\operatorname{mean}([g \\, m > 0])'],
    ['not (a == b or c) ? 1 : 0', '\\begin{cases} 1 & \\text{if } \\lnot (a = b \\lor c) \\\\ 0 & \\text{otherwise} \\end{cases}'],
    ['(a ? 1 : 2)*x', '\\left( \\begin{cases} 1 & \\text{if } a \\\\ 2 & \\text{otherwise} \\end{cases} \\right) \\, x'],
    ['1 <= t < 3 ? 1 : t > 9 ? 2 : 3', '\\begin{cases} 1 & \\text{if } 1 \\le t < 3 \\\\ 2 & \\text{if } t > 9 \\\\ 3 & \\text{otherwise} \\end{cases}'],
    ['hsolve(g, damping)', '(\\nabla^2 f + \\mathrm{damping} \\, I)^{-1} \\, g'],
    ['hsolve_abs(g, 0)', '|\\nabla^2 f|^{-1} \\, g'],
    ['grad(theta + rho*g/norm(g))', '\\nabla f\\left( \\theta + \\frac{\\rho \\, g}{\\|g\\|} \\right)'],
    ['lr*hsolve(g, 0)', '\\eta \\, (\\nabla^2 f)^{-1} \\, g'],
    ['grad(y)^2', '(\\nabla f(y))^{2}'],
    ['log1p(x) + pow(x, 3)', '\\ln(1 + x) + x^{3}'],
    ['dot(g, s)', '\\langle g, s \\rangle'],
  ])('prints %s', (text, tex) => {
    expect(expressionToTex(text)).toBe(tex)
    expect(renders(tex)).toBe(true)
  })

  it.each([
    ['1 + ', 'line 1'],
    ['a = 1\nb = 2', 'expected one expression'],
    ['sqroot(x)', 'unknown function "sqroot" - did you mean "sqrt"?'],
    ['[1, 2]', 'array is not part of the formula language'],
    ['x!', 'not part of the formula language'],
    ['sqrt()', 'sqrt lacks its argument 1'],
  ])('refuses %s', (text, reason) => {
    expect(() => expressionToTex(text)).toThrow(FormulaError)
    expect(() => expressionToTex(text)).toThrow(reason)
  })
})

describe('a name as TeX', () => {
  it.each([
    ['theta', '\\theta'],
    ['beta1', '\\beta_{1}'],
    ['lr', '\\eta'],
    ['eps', '\\varepsilon'],
    ['eps_2', '\\varepsilon_{2}'],
    ['m_hat', '\\hat{m}'],
    ['mhat', '\\hat{m}'],
    ['vmax', 'v_{\\max}'],
    ['v_max_hat', '\\hat{v}_{\\max}'],
    ['weight_decay', '\\lambda'],
    ['momentum', '\\mathrm{momentum}'],
    ['clip_norm', '\\mathrm{clip\\ norm}'],
    ['step_max', '\\mathrm{step}_{\\max}'],
    ['eta_minus', '\\eta_{-}'],
    ['d_coef', 'd_{\\mathrm{coef}}'],
    ['beta2_decay', '\\beta_{2,\\mathrm{decay}}'],
    ['d0', 'd_{0}'],
    ['lr_min', '\\eta_{\\min}'],
    ['rho_inf', '\\rho_{\\infty}'],
    ['constructor', '\\mathrm{constructor}'],
  ])('writes %s', (name, tex) => {
    expect(symbolToTex(name)).toBe(tex)
    expect(renders(symbolToTex(name))).toBe(true)
  })
})
