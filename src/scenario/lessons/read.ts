// A lesson with its scenes: what the text says of each is put together and validated, the same for a built-in lesson and for a
// person's own file.
import type { Claim, LessonStepText } from '../../catalog/lesson-types.ts'
import { LessonError } from '../../catalog/lessons/markdown.ts'
import { parseLesson } from '../../catalog/lessons/parse.ts'
import type { Scenario } from '../network/types.ts'
import { problemText } from '../problems.ts'
import { validateAny } from '../validate.ts'

export interface LessonStep extends Omit<LessonStepText, 'scene'> {
  /** What is on the page at this step. */
  readonly scene: Scenario
  /** The scene is that of the step before: what the person has made of it stays. */
  readonly keeps: boolean
}

export interface Lesson {
  readonly id: string
  readonly title: string
  readonly idea: string
  readonly order: number
  readonly steps: readonly LessonStep[]
  readonly claims: readonly Claim[]
}

export type LessonRead = { readonly lesson: Lesson; readonly problem: null } | { readonly lesson: null; readonly problem: string }

/** Never throws. */
export function readLesson(id: string, file: string): LessonRead {
  try {
    const text = parseLesson(id, file)
    let before: unknown = null
    const steps = text.steps.map(({ scene, ...step }, index): LessonStep => {
      if (scene) before = scene.kind === 'scene' ? scene.value : merged(before, scene.value)
      return { ...step, scene: sceneOf(before, index, scene?.line), keeps: scene === null }
    })
    return { lesson: { ...text, steps }, problem: null }
  } catch (error) {
    if (error instanceof LessonError) return { lesson: null, problem: error.message }
    throw error
  }
}

function sceneOf(value: unknown, index: number, line = 0): Scenario {
  const { scenario, problems } = validateAny(value)
  if (scenario) return scenario
  throw new LessonError(`line ${line}, scene of step ${index + 1}: ${problems.map(problemText).join('; ')}`)
}

/** Deeper than any scenario, and far less than the stack holds: what is below is left as it is, for validation to refuse. */
const deepest = 20

/** JSON merge patch (RFC 7396): objects are merged, null takes away, all else replaces. */
export function merged(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isRecord(patch) || depth > deepest) return patch
  const result = new Map(isRecord(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name)
    else result.set(name, merged(result.get(name), value, depth + 1))
  }
  return Object.fromEntries(result)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
