// Every lesson: it can be read, its scenes are valid, and every number that it says holds on the float64 reference.
import { describe, expect, test } from 'vitest'
import { decodeLessonLink, encodeLessonLink } from '../../scenario/lessons/link.ts'
import { readLesson } from '../../scenario/lessons/read.ts'
import type { Lesson, LessonStep } from '../../scenario/lessons/read.ts'
import type { Block, Inline } from '../lesson-types.ts'
import { lessonFiles } from './registry.ts'
import { judge, measuresOf } from './testing.ts'

const lessons = lessonFiles('en').map(({ id, text }): Lesson => {
  const { lesson, problem } = readLesson(id, text)
  if (!lesson) throw new Error(`${id}.md: ${problem}`)
  return lesson
})

const inlineText = (inline: Inline): string => ('inlines' in inline ? inline.inlines.map(inlineText).join('') : inline.text)
const blockText = (block: Block): string => (block.kind === 'list' ? block.items.flat().map(inlineText).join(' ') : 'inlines' in block ? block.inlines.map(inlineText).join('') : block.text)
const saysNumbers = ({ guess, reveal }: LessonStep): boolean => guess !== null && /\d/.test(reveal.map(blockText).join(' '))

test('there are at least twelve lessons, each in a place of its own, some of them about networks', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(12)
  expect(new Set(lessons.map(({ order }) => order)).size).toBe(lessons.length)
  expect(lessons.filter(({ steps }) => steps.some(({ scene }) => scene.kind === 'network')).length).toBeGreaterThanOrEqual(4)
})

test('a language without lessons shows them in English', () => {
  expect(lessonFiles('xx').map(({ id }) => id)).toEqual(lessonFiles('en').map(({ id }) => id))
})

describe.each(lessons.map((lesson): [string, Lesson] => [lesson.id, lesson]))('%s', (id, { title, idea, steps, claims }) => {
  test('has four to eight steps, a guess among them, and says what it is about', () => {
    expect(steps.length).toBeGreaterThanOrEqual(4)
    expect(steps.length).toBeLessThanOrEqual(8)
    expect(steps.some(({ guess }) => guess !== null)).toBe(true)
    expect(title.length).toBeLessThanOrEqual(60)
    expect(idea).toMatch(/^[A-Z].*\.$/)
  })

  test('has a claim for each answer that says a number', () => {
    const claimed = new Set(claims.map(({ step }) => step))
    expect(steps.flatMap((step, i) => (saysNumbers(step) && !claimed.has(i + 1) ? [`step ${i + 1}, ${step.title}`] : []))).toEqual([])
  })

  test('has a link to every step', () => {
    for (const step of steps.keys()) expect(decodeLessonLink(encodeLessonLink({ lesson: id, step: step + 1 }))?.place).toEqual({ lesson: id, step: step + 1 })
  })

  test('sets every formula', async () => {
    const { default: katex } = await import('katex')
    const texts = JSON.stringify(steps).match(/"kind":"tex","text":"((?:[^"\\]|\\.)*)"/g) ?? []
    for (const found of texts) {
      const { text } = JSON.parse(`{${found}}`) as { text: string }
      expect(() => katex.renderToString(text, { throwOnError: true, strict: 'error' }), text).not.toThrow()
    }
  })

  const claimedSteps = [...new Set(claims.map(({ step }) => step))]
  test.each(claimedSteps)('step %i: what it says is so', async (number) => {
    const step = steps[number - 1]
    if (!step) throw new Error(`no step ${number}`)
    const measure = await measuresOf(step.scene)
    for (const claim of claims.filter((one) => one.step === number)) {
      const { holds, numbers } = judge(claim, measure)
      expect(holds, `${claim.formula} with ${JSON.stringify(numbers)}`).toBe(true)
    }
  })
})
