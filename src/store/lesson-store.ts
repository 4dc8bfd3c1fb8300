// The lesson beside the page: which is open, at which step, and what was guessed. Opening a step puts its scene on the page,
// where the person may change everything; the lesson itself knows nothing of what becomes of it. Knows no React and no DOM.
import { createStore } from 'zustand/vanilla'
import type { LessonPlace } from '../scenario/lessons/link.ts'
import type { Lesson, LessonRead, LessonStep } from '../scenario/lessons/read.ts'
import type { Scenario } from '../scenario/network/types.ts'
import { closestName } from '../scenario/problems.ts'
import { readProgress, writeProgress } from './lesson-progress.ts'
import type { LessonProgress, ProgressStorage } from './lesson-progress.ts'

export interface LessonState {
  readonly panel: 'closed' | 'list' | 'lesson'
  /** In the order of the list; null until they are loaded. */
  readonly lessons: readonly Lesson[] | null
  readonly lesson: Lesson | null
  /** Counted from 0. */
  readonly step: number
  /** What was answered, by lesson and step. */
  readonly progress: LessonProgress
  /** What went wrong, in one sentence. */
  readonly problem: string | null
}

/** Everything heavy about lessons: loaded when the first one is wanted. */
export interface LessonLibrary {
  readonly lessons: readonly Lesson[]
  readonly read: (id: string, file: string) => LessonRead
}

export interface LessonStoreOptions {
  readonly load: () => Promise<LessonLibrary>
  /** Puts a scene on the page; rejects with one sentence. */
  readonly show: (scene: Scenario) => Promise<void>
  readonly storage: ProgressStorage
}

export interface LessonActions {
  openList(): void
  /** Opens at a step, counted from 1; without one where the person left it. */
  open(id: string, step?: number): Promise<void>
  /** A person's own lesson. */
  openFile(name: string, text: string): Promise<void>
  /** Shows the answer where one is being guessed, else goes to the next step. */
  next(): void
  back(): void
  go(step: number): void
  answer(choice: number): void
  /** The scene as the lesson has it. */
  showScene(): void
  /** The page speaks another language now: what was loaded is loaded again, and the open lesson stays where it is. */
  retell(): Promise<void>
  close(): void
}

export interface LessonStore {
  readonly getState: () => LessonState
  readonly subscribe: (listener: (state: LessonState, previous: LessonState) => void) => () => void
  readonly actions: LessonActions
  /** See `placeOf`. */
  readonly place: () => LessonPlace | null
}

/** Answered by looking: no choice was made. */
export const unguessed = -1
/** Lessons from files: their id holds what no id of a built-in one has. */
const ownPrefix = 'own:'
/** Bytes of a file that is worth reading at all; what it may hold is for the reader of lessons. */
export const largestLessonFile = 1_000_000

export const stepOf = ({ lesson, step }: Pick<LessonState, 'lesson' | 'step'>): LessonStep | null => lesson?.steps[step] ?? null

/** For the link: null where no lesson is open, or one that only this page has. */
export const placeOf = ({ panel, lesson, step }: Pick<LessonState, 'panel' | 'lesson' | 'step'>): LessonPlace | null =>
  panel !== 'lesson' || !lesson || lesson.id.startsWith(ownPrefix) ? null : { lesson: lesson.id, step: step + 1 }

/** What was answered at the step on the screen; null while the guess is open. */
export const answerOf = ({ lesson, step, progress }: Pick<LessonState, 'lesson' | 'step' | 'progress'>): number | null =>
  (lesson && progress[lesson.id]?.answers[step]) ?? null

export function createLessonStore({ load, show, storage }: LessonStoreOptions): LessonStore {
  const { getState: get, setState: set, subscribe } = createStore<LessonState>()(() => ({
    panel: 'closed', lessons: null, lesson: null, step: 0, progress: readProgress(storage), problem: null,
  }))
  let library: Promise<LessonLibrary> | null = null
  /** The newest wish about what the panel shows: one that was waiting for the lessons when another came is forgotten. */
  let wish = 0
  const loaded = async (): Promise<LessonLibrary | null> => {
    const asked = (library ??= load())
    try {
      const found = await asked
      if (asked !== library) return loaded()
      if (get().lessons === null) set({ lessons: found.lessons })
      return found
    } catch (error) {
      if (asked !== library) return loaded()
      // The next one who asks tries again.
      library = null
      set({ problem: error instanceof Error ? error.message : String(error) })
      return null
    }
  }
  const note = (patch: Partial<LessonProgress[string]>): void => {
    const { lesson, progress } = get()
    if (!lesson) return
    const next = { ...progress, [lesson.id]: { step: 0, answers: {}, ...progress[lesson.id], ...patch } }
    set({ progress: next })
    writeProgress(storage, next)
  }
  const showScene = (): void => {
    const step = stepOf(get())
    if (step) show(step.scene).catch((error: unknown) => set({ problem: error instanceof Error ? error.message : String(error) }))
  }
  const enter = (lesson: Lesson, wanted: number): void => {
    const step = Math.max(0, Math.min(wanted, lesson.steps.length - 1))
    const { lesson: before, step: was, panel } = get()
    const same = before === lesson && panel === 'lesson'
    set({ panel: 'lesson', lesson, step, problem: null })
    note({ step })
    // From the step before, what the person has made of the scene stays.
    if (!(same && step === was + 1 && lesson.steps[step]?.keeps)) showScene()
  }
  const go = (step: number): void => {
    const { lesson, step: now } = get()
    if (lesson && step >= 0 && step < lesson.steps.length && step !== now) enter(lesson, step)
  }
  const answer = (choice: number): void => {
    const { lesson, step, progress } = get()
    if (lesson && answerOf(get()) === null) note({ answers: { ...progress[lesson.id]?.answers, [step]: choice } })
  }
  const actions: LessonActions = {
    openList() {
      wish += 1
      set({ panel: 'list', problem: null })
      void loaded()
    },
    async open(id, step) {
      const mine = (wish += 1)
      const found = await loaded()
      if (mine !== wish) return
      if (!found) return set({ panel: 'list' })
      const own = get().lesson
      const lesson = found.lessons.find((one) => one.id === id) ?? (own?.id === id ? own : undefined)
      if (lesson) enter(lesson, step === undefined ? (get().progress[id]?.step ?? 0) : step - 1)
      else set({ panel: 'list', problem: unknownLesson(id, found.lessons) })
    },
    async openFile(name, text) {
      const mine = (wish += 1)
      const found = await loaded()
      if (!found || mine !== wish) return
      const { lesson, problem } = found.read(`${ownPrefix}${name}`, text)
      if (lesson) enter(lesson, 0)
      else set({ problem: `${name}: ${problem}` })
    },
    next() {
      if (stepOf(get())?.guess && answerOf(get()) === null) answer(unguessed)
      else go(get().step + 1)
    },
    back: () => go(get().step - 1),
    go,
    answer,
    showScene,
    async retell() {
      library = null
      if (get().lessons === null) return
      set({ lessons: null })
      const found = await loaded()
      const lesson = found?.lessons.find(({ id }) => id === get().lesson?.id)
      if (lesson) set({ lesson })
    },
    close() {
      wish += 1
      set({ panel: 'closed', problem: null })
    },
  }
  return { getState: get, subscribe, actions, place: () => placeOf(get()) }
}

function unknownLesson(id: string, lessons: readonly Lesson[]): string {
  const guess = closestName(id, lessons.map((lesson) => lesson.id))
  return [`There is no lesson "${id}"${guess === null ? '.' : `; did you mean "${guess}"?`}`, 'These there are:'].join(' ')
}
