import { describe, expect, test } from 'vitest'
import { readLesson } from '../scenario/lessons/read.ts'
import type { Lesson } from '../scenario/lessons/read.ts'
import type { Scenario } from '../scenario/network/types.ts'
import { answerOf, createLessonStore, unguessed } from './lesson-store.ts'
import type { LessonLibrary } from './lesson-store.ts'

const scene = (seed: number): string => `\`\`\`scene\n{ "kind": "landscape", "landscape": "sphere", "seed": ${seed}, "runs": [{ "optimizer": "sgd" }] }\n\`\`\`\n`
const text = `---\ntitle: A\nidea: B.\n---\n## one\n${scene(1)}## two\n### Guess\nWhich?\n- [ ] a\n- [x] b\n### Reveal\nb.\n## three\n${scene(3)}`

function read(id: string): Lesson {
  const { lesson, problem } = readLesson(id, text)
  if (!lesson) throw new Error(problem)
  return lesson
}

function memory(start: string | null = null) {
  const kept = { value: start }
  return { kept, storage: { getItem: () => kept.value, setItem: (_: string, value: string) => void (kept.value = value) } }
}

function setup({ start = null, load }: { start?: string | null; load?: () => Promise<LessonLibrary> } = {}) {
  const shown: Scenario[] = []
  const { kept, storage } = memory(start)
  const store = createLessonStore({ load: load ?? (async () => ({ lessons: [read('first'), read('second')], read: readLesson })), show: async (one) => void shown.push(one), storage })
  return { store, shown, kept, state: store.getState, seeds: () => shown.map((one) => (one.kind === 'strategy' ? 0 : one.seed)) }
}

describe('a lesson store', () => {
  test('opens a lesson at a step with its scene, and says its place', async () => {
    const { store, state, seeds } = setup()
    expect(store.place()).toBeNull()
    await store.actions.open('second', 3)
    expect(state()).toMatchObject({ panel: 'lesson', step: 2, problem: null })
    expect([seeds(), store.place()]).toEqual([[3], { lesson: 'second', step: 3 }])
  })

  test('leaves the scene to the person where the next step has none of its own, and shows it again when asked or from elsewhere', async () => {
    const { store, seeds } = setup()
    await store.actions.open('first')
    store.actions.next()
    expect(seeds()).toEqual([1])
    store.actions.showScene()
    expect(seeds()).toEqual([1, 1])
    store.actions.go(2)
    store.actions.back()
    expect(seeds()).toEqual([1, 1, 3, 1])
  })

  test('asks for a guess before it goes on; the way on shows the answer first', async () => {
    const { store, state } = setup()
    await store.actions.open('first', 2)
    expect(answerOf(state())).toBeNull()
    store.actions.next()
    expect([answerOf(state()), state().step]).toEqual([unguessed, 1])
    store.actions.next()
    expect(state().step).toBe(2)
    store.actions.next()
    expect(state().step).toBe(2)
  })

  test('keeps the first answer', async () => {
    const { store, state } = setup()
    await store.actions.open('first', 2)
    store.actions.answer(0)
    store.actions.answer(1)
    expect(answerOf(state())).toBe(0)
  })

  test('remembers place and answers, of each lesson its own', async () => {
    const { store, kept } = setup()
    await store.actions.open('first', 2)
    store.actions.answer(1)
    await store.actions.open('second')
    expect(answerOf(store.getState())).toBeNull()
    const later = setup({ start: kept.value })
    await later.store.actions.open('first')
    expect([later.state().step, answerOf(later.state())]).toEqual([1, 1])
  })

  test.each(['nonsense', '[]', '{"a":1}', '{"a":{"step":"x","answers":{}}}'])('forgets what was kept and cannot be read: %s', (start) => {
    expect(setup({ start }).state().progress).toEqual({})
  })

  test('a lesson that does not exist is the list with a sentence', async () => {
    const { store, state } = setup()
    await store.actions.open('frist')
    expect(state()).toMatchObject({ panel: 'list', problem: 'There is no lesson "frist"; did you mean "first"? These there are:' })
    expect(store.place()).toBeNull()
  })

  test('a step that does not exist is the nearest', async () => {
    const { store } = setup()
    await store.actions.open('first', 99)
    expect(store.place()).toEqual({ lesson: 'first', step: 3 })
  })

  test('opens a file of one’s own, which has no link', async () => {
    const { store, state, seeds } = setup()
    await store.actions.openFile('mine.md', text)
    expect([state().lesson?.title, seeds(), store.place()]).toEqual(['A', [1], null])
  })

  test('a file that is no lesson says why, and leaves what is open', async () => {
    const { store, state } = setup()
    await store.actions.open('first')
    await store.actions.openFile('mine.md', 'Hello.')
    expect(state().panel).toBe('lesson')
    expect(state().problem).toMatch(/^mine\.md: line 1: expected the lesson to begin/)
  })

  test('lessons that cannot be loaded are a sentence, and can be asked for again', async () => {
    let tries = 0
    const { store, state } = setup({ load: () => Promise.reject(new Error(`offline ${++tries}`)) })
    await store.actions.open('first')
    expect(state()).toMatchObject({ panel: 'list', problem: 'offline 1' })
    await store.actions.open('first')
    expect(state().problem).toBe('offline 2')
  })

  test('told again in another language, the open lesson stays at its step, with what was guessed, and its scene is left alone', async () => {
    let word = 'B'
    const load = async (): Promise<LessonLibrary> => ({ lessons: [{ ...read('first'), idea: word }], read: readLesson })
    const { store, state, seeds } = setup({ load })
    await store.actions.open('first', 2)
    store.actions.answer(0)
    word = 'C'
    await store.actions.retell()
    expect([state().lesson?.idea, state().lessons?.map(({ idea }) => idea), state().step, answerOf(state()), seeds()]).toEqual(['C', ['C'], 1, 0, [1]])
  })

  test('tells its place until it is closed', async () => {
    const { store } = setup()
    await store.actions.open('first')
    store.actions.openList()
    expect(store.place()).toBeNull()
    store.actions.close()
    expect(store.getState().panel).toBe('closed')
  })
})
