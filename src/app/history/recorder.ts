// Hands what was raced, trained and tried to the history: a race when it has stood on the screen for a while, not each tick of a
// slider; a training when it ends, is stopped, or is replaced after it has been watched; an experiment when it is done.
//
//   store event -> still for a while -> draft -> picture -> history.add, or the place of an entry that says the same
import { printOf } from '../../store/history-print.ts'
import type { HistoryStore } from '../../store/history-store.ts'
import type { HistoryDraft, HistoryPicture } from '../../store/history-types.ts'
import type { ModeStore } from '../../store/mode.ts'
import type { NetworkState, NetworkStore, TrainTrace } from '../../store/network-types.ts'
import { same } from '../../store/same.ts'
import type { StrategyStore } from '../../store/strategy-types.ts'
import type { AppStore } from '../../store/app-store.ts'
import type { Trace } from '../../store/types.ts'
import { experimentDraft, raceDraft, trainingDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'

export interface RecorderParts {
  readonly landscape: Pick<AppStore, 'getState' | 'subscribe' | 'trace'>
  readonly network: Pick<NetworkStore, 'getState' | 'subscribe' | 'trace'>
  readonly strategy: Pick<StrategyStore, 'getState' | 'subscribe' | 'blocks'>
  readonly mode: ModeStore
  readonly history: Pick<HistoryStore, 'getState' | 'actions'>
  readonly pictures: {
    readonly race: (trace: Trace) => Promise<HistoryPicture | null>
    readonly curves: (draft: Draft) => Promise<HistoryPicture | null>
  }
  readonly say: Parameters<typeof experimentDraft>[2]
  /** Lets the page do other work. */
  readonly rest: () => Promise<void>
}

/** Milliseconds that a race or a stopped training is left alone before it counts, and that one was watched which is replaced. */
const stillFor = 2000
/** Milliseconds between two looks at a training under way. */
const lookEvery = 500

/** A race while it is on the screen, from now on. Returns the way to stop. */
export function startRecorder(parts: RecorderParts): () => void {
  const keep = createKeeper(parts)
  const stops = [recordRaces(parts, keep), recordTrainings(parts, keep), recordExperiments(parts, keep)]
  return () => {
    for (const stop of stops) stop()
  }
}

type Keep = (draft: Draft | null, picture: (draft: Draft) => Promise<HistoryPicture | null>, job?: object) => void

/** One after the other, so that each is compared with those before it. */
function createKeeper({ history, rest }: RecorderParts): Keep {
  const ids = new WeakMap<object, string>()
  let queue: Promise<void> = Promise.resolve()
  return (draft, picture, job) => {
    if (draft === null) return
    const work = async (): Promise<void> => {
      await rest()
      const known = (job && ids.get(job)) ?? (await twinOf(draft, history))
      // A run without its picture is a run all the same.
      const made: HistoryDraft = { ...draft, picture: await picture(draft).catch(() => null) }
      await rest()
      const id = await history.actions.add(made, known)
      if (job) ids.set(job, id)
    }
    queue = queue.then(work, work)
  }
}

/** The entry that says the same: it becomes the newest instead of standing there twice. */
async function twinOf({ kind, print, runs }: Draft, { getState, actions }: RecorderParts['history']): Promise<string | undefined> {
  await actions.refresh()
  return getState().entries?.find((entry) => entry.kind === kind && entry.print === print && same(numbersOf(entry.runs), numbersOf(runs)))?.id
}

/** What a run is called changes nothing that was found. */
const numbersOf = (runs: Draft['runs']): unknown => runs.map((run) => ({ ...run, name: '' }))

function recordRaces({ landscape, mode, pictures }: RecorderParts, keep: Keep): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = (): void => {
    const trace = landscape.trace()
    const { busy, scenario } = landscape.getState()
    // While it is computed, and after an error, what is on the screen is not what was asked for.
    if (busy || trace === null || printOf(trace.scenario) !== printOf(scenario)) return
    keep(raceDraft(trace), () => pictures.race(trace))
  }
  const look = (): void => {
    clearTimeout(timer)
    if (mode.getState().mode === 'landscape') timer = setTimeout(take, stillFor)
  }
  const stops = [
    mode.subscribe(look),
    landscape.subscribe((state, previous) => {
      if (state.traceVersion !== previous.traceVersion || state.busy !== previous.busy) look()
    }),
  ]
  look()
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

function recordTrainings({ network, pictures }: RecorderParts, keep: Keep): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The training on the screen as it was last looked at, and since when it is there. */
  let held: TrainTrace | null = null
  let since = 0
  let lookedAt = 0
  const take = (): void => {
    if (held?.built) keep(trainingDraft(held), pictures.curves, held.built)
  }
  const look = (): void => {
    const now = network.trace()
    lookedAt = performance.now()
    if (now?.built !== held?.built) {
      if (lookedAt - since >= stillFor) take()
      since = lookedAt
    }
    held = now
  }
  const follow = ({ status }: Pick<NetworkState, 'status'>): void => {
    clearTimeout(timer)
    if (status === 'finished' || status === 'failed') take()
    // Stepping is one stop after the other: the last of them counts.
    if (status === 'paused') timer = setTimeout(() => (look(), take()), stillFor)
  }
  const stop = network.subscribe((state, previous) => {
    // A new scenario or another status is told before the old training goes: that is the last look at it.
    const turned = state.scenario !== previous.scenario || state.status !== previous.status
    const grown = state.traceVersion !== previous.traceVersion
    if (turned || (grown && (held === null || state.status === 'paused' || performance.now() - lookedAt >= lookEvery))) look()
    if (state.status !== previous.status || (grown && state.status === 'paused')) follow(state)
  })
  look()
  follow(network.getState())
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function recordExperiments({ strategy, pictures, say }: RecorderParts, keep: Keep): () => void {
  const take = (): void => keep(experimentDraft(strategy.getState(), strategy.blocks(), say), pictures.curves)
  take()
  return strategy.subscribe((state, previous) => {
    if (state.status === 'finished' && previous.status !== 'finished') take()
  })
}
