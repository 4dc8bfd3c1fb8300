// The plane of the paths and the loss over it. A principal plane turns as the paths grow, so paths and surface are asked for
// together and shown together: coarse while networks train, and no more often than leaves them most of the device; fine when
// all is at rest. Another choice of plane ends the surface under way.
import { useEffect, useRef, useState } from 'react'
import type { Surface } from '../../../charts/contour.ts'
import { useText } from '../../../i18n/react.ts'
import type { PathsAnswer, PlaneSurfaceAnswer } from '../answers.ts'
import type { PlaneChoice } from '../../../scenario/network/types.ts'
import type { NetworkEngine } from '../../../store/network-types.ts'
import { pageSession, useNetwork, useNetworkEngine } from '../network-context.tsx'
import { useAtRest } from './use-ready.ts'

export interface PlanePicture {
  readonly paths: PathsAnswer
  /** null until the first, coarsest one has arrived. */
  readonly surface: Surface | null
  /** Training rows that the surface was taken over; 0 without one. */
  readonly rows: number
}

interface PlaneLook {
  readonly picture: PlanePicture | null
  readonly error: string | null
}

/** Points per side while networks train, and at rest. */
const sizes = { moving: 25, rest: 97 } as const
/** Milliseconds between two rounds while networks train. */
const breath = 900
/** Milliseconds after which a refused question is put once more. */
const secondTry = 400

interface Round {
  readonly plane: PlaneChoice
  readonly rest: boolean
}

export function usePlane(plane: PlaneChoice, ready: boolean): PlaneLook {
  const say = useText()
  const engine = useNetworkEngine()
  const version = useNetwork((state) => state.lookVersion)
  const rest = useAtRest()
  const [look, setLook] = useState<PlaneLook>({ picture: null, error: null })
  const rounds = useRef<Rounds | null>(null)
  useEffect(() => {
    const mine = createRounds(engine, setLook)
    rounds.current = mine
    return () => mine.stop()
  }, [engine])
  useEffect(() => {
    rounds.current?.drop()
  }, [plane, rest])
  useEffect(() => {
    if (ready) rounds.current?.want({ plane, rest })
  }, [engine, plane, rest, ready, version])
  return look.error === null ? look : { ...look, error: say(look.error) }
}

interface Rounds {
  want(round: Round): void
  /** What is under way is no longer wanted. */
  drop(): void
  stop(): void
}

function createRounds(engine: NetworkEngine, tell: (change: (before: PlaneLook) => PlaneLook) => void): Rounds {
  let next: Round | null = null
  let busy = false
  let current = new AbortController()
  let stopped = false
  let failures = 0
  const turn = async (round: Round, signal: AbortSignal): Promise<void> => {
    try {
      await lookOnce(engine, round, signal, (picture) => !signal.aborted && tell((before) => ({ picture: kept(before.picture, picture), error: null })))
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      if (failures > 1) tell((before) => ({ ...before, error: error instanceof Error ? error.message : String(error) }))
      else {
        // Between two trainings there is nothing to be asked: the question is put once more.
        await pause(secondTry, signal)
        next ??= round
      }
    }
    if (!round.rest) await pause(breath, signal)
  }
  const go = async (): Promise<void> => {
    busy = true
    while (next !== null && !stopped) {
      const round = next
      next = null
      current = new AbortController()
      await turn(round, current.signal)
    }
    busy = false
  }
  const drop = (): void => current.abort()
  return {
    want(round) {
      next = round
      if (!busy) void go()
    },
    drop,
    stop() {
      stopped = true
      drop()
    },
  }
}

/** A picture without a surface does not take the place of one that has it, unless it is the first of another plane. */
function kept(before: PlanePicture | null, now: PlanePicture): PlanePicture {
  if (now.surface !== null || before === null) return now
  return before.paths.names.join() === now.paths.names.join() && before.surface !== null ? before : now
}

async function lookOnce(engine: NetworkEngine, { plane, rest }: Round, signal: AbortSignal, show: (picture: PlanePicture) => void): Promise<void> {
  const paths = await engine.paths({ session: pageSession, plane })
  const [run] = paths.runs
  if (signal.aborted || run === undefined) return
  show({ paths, surface: null, rows: 0 })
  const { centre, axes, box } = paths
  const showSurface = ({ size, z, rows }: PlaneSurfaceAnswer): void => show({ paths, surface: { z, columns: size, rows: size, domain: box }, rows })
  // The answer takes no array away: the paths are drawn from the same ones.
  const request = { session: pageSession, run, centre: centre.slice(), axes: [axes[0].slice(), axes[1].slice()] as const, box, size: rest ? sizes.rest : sizes.moving }
  showSurface(await engine.planeSurface(request, { signal, onFrame: showSurface }))
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
