// The same question about every visible run, answered together.
import type { OfRun } from '../answers.ts'
import type { NetworkEngine } from '../../../store/network-types.ts'
import { pageSession, useLook } from '../network-context.tsx'
import { useReadyRuns } from './use-ready.ts'

interface OfRuns<T> {
  readonly answers: ReadonlyMap<number, T>
  readonly error: string | null
}

const none: ReadonlyMap<number, never> = new Map<number, never>()

export function useOfRuns<T>(ask: (engine: NetworkEngine, request: OfRun) => Promise<T>): OfRuns<T> {
  const runs = useReadyRuns()
  const { answer, error } = useLook<ReadonlyMap<number, T>>((engine) => (runs.length === 0 ? null : askAll(engine, runs, ask)), [runs])
  return { answers: answer ?? none, error }
}

async function askAll<T>(engine: NetworkEngine, runs: readonly number[], ask: (engine: NetworkEngine, request: OfRun) => Promise<T>): Promise<ReadonlyMap<number, T>> {
  const answers = await Promise.all(runs.map(async (run) => [run, await ask(engine, { session: pageSession, run })] as const))
  return new Map(answers)
}
