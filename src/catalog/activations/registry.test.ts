import { readdirSync } from 'node:fs'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { functionToTex } from '../../formula/tex.ts'
import { activationById, activations } from './registry.ts'

it('ids are unique and each is the name of a file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((f) => !f.startsWith('registry'))
  expect(activations.map((a) => `${a.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(activationById.size).toBe(activations.length)
})

describe.each(activations.map((a) => [a.id, a] as const))('%s', (id, activation) => {
  it('is set in type', () => {
    for (const line of functionToTex(activation.formula, 'a(z)')) expect(katex.renderToString(line, { throwOnError: true })).toContain('katex')
  })

  it('says who published it and what the idea is', () => {
    expect(activation.source.cite).not.toBe('')
    expect(activation.source.url === '').toBe(id === 'identity')
    expect(activation.idea).toMatch(/^[A-Z].{15,}\.$/)
  })
})
