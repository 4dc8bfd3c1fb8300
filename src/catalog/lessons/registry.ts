// The lessons: every file en/<id>.md is one, so adding a file adds a lesson. A language without the lesson shows it in English.
// This module carries all the texts: it is for those who show lessons, who load it when they do.
const files = import.meta.glob<string>('./*/*.md', { eager: true, query: '?raw', import: 'default' })

export interface LessonFile {
  readonly id: string
  readonly text: string
}

const fallback = 'en'

/** In no order: that is written in the files. */
export function lessonFiles(language: string): readonly LessonFile[] {
  const of = (wanted: string): Map<string, string> => new Map(Object.entries(files).flatMap(([path, text]) => (path.startsWith(`./${wanted}/`) ? [[idOf(path), text] as const] : [])))
  return [...new Map([...of(fallback), ...of(language)])].map(([id, text]) => ({ id, text }))
}

const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.md'.length)
