// How a lesson's scene comes onto the page: opened as a scenario, from its start, at a pace that a class can follow.
import type { Scenario } from '../scenario/network/types.ts'
import { problemText } from '../scenario/problems.ts'
import type { Problem } from '../scenario/types.ts'
import type { AppStore } from '../store/app-store.ts'
import type { ModeStore } from '../store/mode.ts'
import type { PageStore } from '../store/page-store.ts'
import { reducedMotion, startsPaused } from './playback.ts'
import type { FrameWindow } from './playback.ts'

interface Opens {
  readonly actions: { open(scenario: unknown): readonly Problem[] }
}

interface SceneParts {
  readonly landscape: Pick<AppStore, 'actions'>
  readonly others: Promise<{ readonly network: Opens; readonly strategy: Opens }>
  readonly mode: ModeStore
  readonly page?: Pick<PageStore, 'getState'>
}

/** Seconds that a race should take to watch. */
const watched = 6
const speeds = [5, 10, 25, 50, 100, 200, 500] as const

/** Steps a second; short races go slowly enough to see each step. */
export const sceneSpeed = (steps: number): number => speeds.findLast((speed) => speed <= steps / watched) ?? speeds[0]

export function createSceneShower({ landscape, others, mode, page }: SceneParts, target: Pick<FrameWindow, 'matchMedia'>): (scene: Scenario) => Promise<void> {
  let newest: Scenario | null = null
  return async (scene) => {
    newest = scene
    const store = scene.kind === 'landscape' ? landscape : (await others)[scene.kind]
    // While the other tabs were loaded, the lesson has gone on.
    if (newest !== scene) return
    const problems = store.actions.open(scene)
    if (problems.length > 0) throw new Error(problems.map(problemText).join('; '))
    mode.setMode(scene.kind)
    if (scene.kind !== 'landscape') return
    const { setSpeed, setCursor, play } = landscape.actions
    setSpeed(sceneSpeed(scene.steps))
    if (reducedMotion(target)) return setCursor(scene.steps)
    setCursor(0)
    if (!startsPaused(page)) play()
  }
}
