// The landscape at one moving point: loss, gradient, curvature. One question at a time; the newest waits.
import { useEffect, useRef, useState } from 'react'
import { localShape } from '../charts/geometry.ts'
import type { LocalShape } from '../charts/geometry.ts'
import { landscapeText } from '../scenario/plan.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { Engine } from '../store/engine-port.ts'
import { useEngine } from './store-context.tsx'

type Ground = Pick<LandscapeScenario, 'landscape' | 'constants'>

/** At the last point that was answered; null before the first, and where the point is no number. */
export function useLocalShape(ground: Ground, x: number, y: number): LocalShape | null {
  const engine = useEngine()
  const [shape, setShape] = useState<LocalShape | null>(null)
  const waiting = useRef<(() => Promise<void>) | null>(null)
  const busy = useRef(false)
  useEffect(() => {
    waiting.current = async () => setShape(await askShape(engine, ground, x, y))
    if (!busy.current) void drain(waiting, busy)
  }, [engine, ground, x, y])
  return shape
}

interface Box<T> {
  current: T
}

async function drain(waiting: Box<(() => Promise<void>) | null>, busy: Box<boolean>): Promise<void> {
  busy.current = true
  while (waiting.current !== null) {
    const question = waiting.current
    waiting.current = null
    await question()
  }
  busy.current = false
}

/** A formula that cannot be evaluated is said at the formula; here there is no shape. */
async function askShape(engine: Engine, ground: Ground, x: number, y: number): Promise<LocalShape | null> {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null
  try {
    const { loss, gx, gy, hxx, hxy, hyy } = await engine.probe({ landscape: landscapeText(ground), x: Float64Array.of(x), y: Float64Array.of(y) })
    const at = (column: Float64Array): number => column[0] ?? Number.NaN
    return localShape(at(loss), at(gx), at(gy), at(hxx), at(hxy), at(hyy))
  } catch {
    return null
  }
}
