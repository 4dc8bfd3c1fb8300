import { readdirSync } from 'node:fs'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { evaluate } from '../../formula/reference.ts'
import { expressionToTex } from '../../formula/tex.ts'
import type { Initialisation } from '../network-types.ts'
import { initialisationById, initialisations } from './registry.ts'

function spread({ spread: text }: Initialisation, fan_in: number, fan_out: number): number {
  const graph = new Graph()
  const names = new Map([['fan_in', graph.sym('fan_in')], ['fan_out', graph.sym('fan_out')]])
  return evaluate(buildFunction(graph, text, { names, functions: new Map() }), { fan_in, fan_out })
}

/** The standard deviation of a draw. */
const deviation = (init: Initialisation, fanIn: number, fanOut: number): number => spread(init, fanIn, fanOut) / (init.draw === 'uniform' ? Math.sqrt(3) : 1)

/** Variance of a weight, written here a second time. */
const variances: Readonly<Record<string, (fanIn: number, fanOut: number) => number>> = {
  glorot_uniform: (i, o) => 2 / (i + o),
  glorot_normal: (i, o) => 2 / (i + o),
  he_uniform: (i) => 2 / i,
  he_normal: (i) => 2 / i,
  lecun_uniform: (i) => 1 / i,
  lecun_normal: (i) => 1 / i,
  small_normal: () => 1e-4,
  zeros: () => 0,
}

it('ids are unique and each is the name of a file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((f) => !f.startsWith('registry'))
  expect(initialisations.map((i) => `${i.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(Object.keys(variances).toSorted()).toEqual([...initialisationById.keys()].toSorted())
})

describe.each(initialisations.map((i) => [i.id, i] as const))('%s', (id, init) => {
  it.each([[1, 1], [2, 8], [784, 10], [10, 784]])('has the variance of its paper for a kernel of %d rows and %d columns', (fanIn, fanOut) => {
    expect(deviation(init, fanIn, fanOut) ** 2).toBeCloseTo(variances[id]?.(fanIn, fanOut) ?? Number.NaN, 14)
  })

  it('is set in type', () => {
    expect(katex.renderToString(expressionToTex(init.spread), { throwOnError: true })).toContain('katex')
  })

  it('says who published it and what the idea is', () => {
    expect(init.source.cite).not.toBe('')
    expect(init.source.url).toMatch(/^https:/)
    expect(init.idea).toMatch(/^[A-Z].{15,}\.$/)
  })
})
