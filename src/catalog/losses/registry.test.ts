import { readdirSync } from 'node:fs'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { functionToTex, symbolToTex } from '../../formula/tex.ts'
import { lossRows } from '../../golden/load.ts'
import { lossById, losses } from './registry.ts'

it('ids are unique and each is the name of a file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((f) => !f.startsWith('registry'))
  expect(losses.map((l) => `${l.id}.ts`).toSorted()).toEqual(files.toSorted())
  expect(lossById.size).toBe(losses.length)
})

/** Of probabilities rather than logits: the networks' raw outputs are logits, so these two are for tests alone. */
const ofProbabilities = ['cce_probs', 'kl_probs']

it('has every loss that there are golden rows of, and golden rows of every loss', () => {
  expect([...new Set(lossRows.map((row) => row.loss))].toSorted()).toEqual([...lossById.keys(), ...ofProbabilities].toSorted())
})


describe.each(losses.map((l) => [l.id, l] as const))('%s', (id, loss) => {
  it('names its parameters as the golden rows do', () => {
    for (const row of lossRows.filter((r) => r.loss === id)) expect(Object.keys(row.hyper)).toEqual(loss.params.map((p) => p.name))
  })

  it('has outputs that fit its kind and targets that fit its tasks', () => {
    if (loss.kind === 'classwise') expect([loss.output, loss.targets, loss.tasks]).toEqual(['logit', 'onehot', ['classes']])
    if (loss.tasks.includes('numbers')) expect([loss.output, loss.targets]).toEqual(['number', 'onehot'])
    expect(loss.targets === 'sign').toBe(loss.output === 'margin')
  })

  it('is set in type, parameters included', () => {
    const lines = [...functionToTex(loss.formula, 'L'), ...loss.params.map((p) => symbolToTex(p.name))]
    for (const line of lines) expect(katex.renderToString(line, { throwOnError: true, displayMode: true })).toContain('katex')
  })

  it('says who published it, what the idea is and what each number does', () => {
    expect(loss.source.cite).not.toBe('')
    expect(loss.source.url).toMatch(/^https:/)
    for (const text of [loss.idea, ...loss.params.map((p) => p.help)]) expect(text).toMatch(/^[A-Z].{15,}\.$/)
  })
})
