// Every lesson: it can be read, its scenes are valid, and every number that it says holds on the float64 reference.
import { describe, expect, test } from 'vitest'
import { decodeLessonLink, encodeLessonLink } from '../../scenario/lessons/link.ts'
import { readLesson } from '../../scenario/lessons/read.ts'
import type { Lesson, LessonStep } from '../../scenario/lessons/read.ts'
import type { Block, Inline } from '../lesson-types.ts'
import { lessonFiles } from './registry.ts'
import { judge, measuresOf } from './testing.ts'

const lessonsIn = (language: string): readonly Lesson[] =>
  lessonFiles(language).map(({ id, text }) => {
    const { lesson, problem } = readLesson(id, text)
    if (!lesson) throw new Error(`${language}/${id}.md: ${problem}`)
    return lesson
  })
const lessons = lessonsIn('en')
const files = Object.keys(import.meta.glob('./*/*.md'))
const otherLanguages = [...new Set(files.map((path) => path.split('/')[1] ?? ''))].filter((language) => language !== 'en')

const inlineText = (inline: Inline): string => ('inlines' in inline ? inline.inlines.map(inlineText).join('') : inline.text)
const blockText = (block: Block): string => (block.kind === 'list' ? block.items.flat().map(inlineText).join(' ') : 'inlines' in block ? block.inlines.map(inlineText).join('') : block.text)
const wordsOf = ({ title, idea, steps }: Lesson): string[] => [
  title,
  idea,
  ...steps.flatMap((step) => [step.title, ...[...step.text, ...(step.guess?.question ?? []), ...step.reveal, ...step.try].filter(({ kind }) => kind === 'paragraph' || kind === 'list').map(blockText)]),
]
const saysNumbers = ({ guess, reveal }: LessonStep): boolean => guess !== null && /\d/.test(reveal.map(blockText).join(' '))

async function setsFormulas(steps: readonly LessonStep[]): Promise<void> {
  const { default: katex } = await import('katex')
  const texts = JSON.stringify(steps).match(/"kind":"tex","text":"((?:[^"\\]|\\.)*)"/g) ?? []
  for (const found of texts) {
    const { text } = JSON.parse(`{${found}}`) as { text: string }
    expect(() => katex.renderToString(text, { throwOnError: true, strict: 'error' }), text).not.toThrow()
  }
}

/** All of a lesson that is not its words: what is on the page, what is claimed, which choice is right, which kinds of blocks follow each other. */
const bones = ({ id, order, claims, steps }: Lesson): unknown => {
  const kinds = (blocks: readonly Block[]): string[] => blocks.map((block) => (block.kind === 'list' ? `list of ${block.items.length}` : block.kind))
  const shapes = steps.map(({ scene, keeps, text, guess, reveal, try: tries }) => {
    const asked = guess && { question: kinds(guess.question), right: guess.choices.map(({ right }) => right) }
    return { scene, keeps, text: kinds(text), guess: asked, reveal: kinds(reveal), try: kinds(tries) }
  })
  return { id, order, claims, shapes }
}

describe.each(otherLanguages)('in the language %s', (language) => {
  const translated = lessonsIn(language)

  test('there is every lesson', () => {
    expect(files.filter((path) => path.startsWith(`./${language}/`)).toSorted()).toEqual(lessons.map(({ id }) => `./${language}/${id}.md`).toSorted())
  })

  test.each(lessons.map((lesson): [string, Lesson] => [lesson.id, lesson]))('%s differs from the English in its words alone', async (id, lesson) => {
    const other = translated.find((one) => one.id === id)
    if (!other) throw new Error(`no lesson ${id}`)
    expect(bones(other)).toEqual(bones(lesson))
    const english = wordsOf(lesson)
    // A single word may be a name, such as RMSprop.
    expect(wordsOf(other).filter((words, i) => words === english[i] && words.includes(' '))).toEqual([])
    await setsFormulas(other.steps)
  })
})

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
    await setsFormulas(steps)
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
