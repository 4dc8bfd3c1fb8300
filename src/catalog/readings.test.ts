// Every text of the catalogue can be read for people: set by KaTeX, and written as Python.
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { expressionToPython, functionToPython, ruleToPython } from '../formula/python.ts'
import { functionToTex, ruleToTex, symbolToTex } from '../formula/tex.ts'
import { landscapes } from './landscapes/registry.ts'
import { modifiers } from './modifiers/registry.ts'
import { optimizers } from './optimizers/registry.ts'
import { schedules } from './schedules/registry.ts'

const set = (tex: string): string => katex.renderToString(tex, { throwOnError: true, displayMode: true })

describe.each(landscapes)('$id', (landscape) => {
  it('is set in type, constants included', () => {
    const lines = functionToTex(landscape.formula)
    expect(lines[lines.length - 1]).toMatch(/^f\(x, y\) = /)
    for (const line of [...lines, ...landscape.constants.map((c) => symbolToTex(c.name))]) expect(set(line)).toContain('katex')
  })

  it('is written as Python that names nothing but x, y, its constants, its helpers and numpy', () => {
    const lines = functionToPython(landscape.formula, new Set(landscape.constants.map((c) => c.name)))
    const helpers = lines.slice(0, -1).map((l) => l.split(' = ')[0] ?? '')
    const known = new Set(['x', 'y', 'np', 'sigmoid', 'return', ...helpers, ...landscape.constants.map((c) => c.name)])
    const names = lines.flatMap((l) => l.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? [])
    expect(names.filter((n) => !known.has(n))).toEqual([])
    expect(lines[lines.length - 1]).toMatch(/^return /)
    for (const [x, y] of landscape.minimaFormulas ?? []) expect(`${expressionToPython(x)}, ${expressionToPython(y)}`).not.toMatch(/\^/)
  })
})

const rules = [...optimizers.filter((o) => o.kind === 'formula').map((o) => ({ ...o, params: o.hyper })), ...schedules, ...modifiers]

describe.each(rules)('rule of $id', (entry) => {
  const texts = [entry.rule, ...Object.values(entry.init ?? {})]

  it('is set in type, hyper-parameters included', () => {
    const lines = [...texts.flatMap((t) => ruleToTex(t)), ...entry.params.map((p) => symbolToTex(p.name))]
    for (const line of lines) expect(set(line)).toContain('katex')
  })

  it('is written as Python, an assignment a line', () => {
    const lines = ruleToPython(entry.rule, new Set(entry.params.map((p) => p.name)))
    expect(lines.filter((l) => !/^[A-Za-z_]\w* = [^?^]+$/.test(l))).toEqual([])
    for (const text of Object.values(entry.init ?? {})) expect(expressionToPython(text)).not.toBe('')
  })
})

describe.each(optimizers.filter((o) => o.kind === 'native'))('$id', (optimizer) => {
  it('brings TeX that is set', () => {
    expect(optimizer.tex.length).toBeGreaterThan(0)
    for (const line of optimizer.tex) expect(set(line)).toContain('katex')
  })
})
