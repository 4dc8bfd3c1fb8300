// The landscape's heights over the box in view, asked of the engine. One question is under way at a time, and the newest
// waits: a slider in motion redraws the field as often as it can be had and never queues old pictures.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Surface } from '../charts/contour.ts'
import type { Rect } from '../charts/view.ts'
import type { Point } from '../catalog/types.ts'
import { knownMinimumOf } from '../scenario/minimum.ts'
import { landscapeText } from '../scenario/plan.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { Engine } from '../store/engine-port.ts'
import { useApp, useEngine, useTrace } from './store-context.tsx'

type Ground = Pick<LandscapeScenario, 'landscape' | 'constants'>

/**
 * Landscape and constants as drawn; the same object while they say the same. While a race is being computed they are those of
 * the race on screen: the paths come first, and the field, which takes longer to draw, follows them.
 */
export function useGround(): Ground {
  const scenario = useApp((state) => state.scenario)
  const busy = useApp((state) => state.busy)
  const trace = useTrace()
  const latest = busy && trace !== null ? trace.scenario : scenario
  const text = JSON.stringify([latest.landscape, latest.constants ?? {}])
  // oxlint-disable-next-line react/exhaustive-deps -- the text stands for what is read of the scenario
  return useMemo(() => ({ landscape: latest.landscape, constants: latest.constants ?? {} }), [text])
}

export function minimaOf(ground: Ground): readonly Point[] {
  return knownMinimumOf(ground)?.points ?? []
}

interface Question {
  readonly ground: Ground
  readonly domain: Rect
  readonly points: number
}

interface Answered {
  readonly surface: Surface
  readonly ground: Ground
}

export function useSurface(ground: Ground, domain: Rect, points: number): Answered | null {
  const engine = useEngine()
  const [answered, setAnswered] = useState<Answered | null>(null)
  const asker = useRef<Asker | null>(null)
  useEffect(() => {
    const mine = createAsker(engine, setAnswered)
    asker.current = mine
    return () => mine.stop()
  }, [engine])
  useEffect(() => {
    asker.current?.want({ ground, domain, points })
  }, [engine, ground, domain, points])
  return answered
}

interface Asker {
  want(question: Question): void
  stop(): void
}

function createAsker(engine: Engine, tell: (answered: Answered | null) => void): Asker {
  let next: Question | null = null
  let busy = false
  let stopped = false
  const go = async (): Promise<void> => {
    busy = true
    while (next !== null && !stopped) {
      const question: Question = next
      next = null
      const answered = await ask(engine, question)
      if (!stopped) tell(answered)
    }
    busy = false
  }
  return {
    want(question) {
      next = question
      if (!busy) void go()
    },
    stop() {
      stopped = true
    },
  }
}

/** null when the landscape cannot be drawn: what is wrong with a formula is said where the formula stands. */
async function ask(engine: Engine, { ground, domain, points }: Question): Promise<Answered | null> {
  try {
    const { z } = await engine.surface({ landscape: landscapeText(ground), domain, columns: points, rows: points })
    return { ground, surface: { z, columns: points, rows: points, domain } }
  } catch {
    return null
  }
}
