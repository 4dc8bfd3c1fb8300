// The built-in lessons, read when the first one is wanted: their texts and the reader of Markdown are no part of the first page.
import { lessonFiles } from '../catalog/lessons/registry.ts'
import { readLesson } from '../scenario/lessons/read.ts'
import type { LessonLibrary } from '../store/lesson-store.ts'

export function lessonLibrary(language: string): LessonLibrary {
  const lessons = lessonFiles(language).map(({ id, text }) => {
    const { lesson, problem } = readLesson(id, text)
    if (!lesson) throw new Error(`The lesson "${id}" cannot be read: ${problem}`)
    return lesson
  })
  return { lessons: lessons.toSorted((a, b) => a.order - b.order), read: readLesson }
}
