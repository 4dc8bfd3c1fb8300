// What the worker answers about strategies: the runner is loaded when it is first asked for, given its tools, and left to work.
import type { Block, StrategyFrame, StrategyMessages } from '../../protocol/strategy-messages.ts'
import type { Handlers } from '../../protocol/port.ts'
import { fetchFrom } from '../network/fetch-file.ts'
import { loadTable } from '../network/load-dataset.ts'
import { pause } from '../pause.ts'
import type { StrategyRunner, StrategyTools } from './contract.ts'
import { runners } from './registry.ts'

type Runners = Readonly<Record<string, () => Promise<StrategyRunner>>>

/** Milliseconds of work between two looks at the messages, and between two words on how far it is. */
const breath = 20
const telling = 100

export function createStrategyHandlers(known: Runners = runners): Pick<Handlers, keyof StrategyMessages> {
  return {
    async strategy({ scenario, base }, { send, signal }) {
      const load = Object.hasOwn(known, scenario.strategy) ? known[scenario.strategy] : undefined
      if (!load) throw new Error(`The strategy "${scenario.strategy}" cannot be run here: choose another.`)
      const run = await load()
      const { settings, seed } = scenario
      const begun = performance.now()
      const facts = await run({ settings, seed, signal, ...filesFrom(base, seed, send, signal), ...words(send, signal) })
      return { seconds: (performance.now() - begun) / 1000, facts }
    },
  }
}

type Send = (frame: StrategyFrame) => Promise<void>

function filesFrom(base: string, seed: number, send: Send, signal: AbortSignal): Pick<StrategyTools, 'table' | 'file'> {
  const fetchFile = fetchFrom(base)
  // The page may be slow to draw a bar; the download does not wait for it.
  const onProgress = (done: number, total: number): void => void send({ kind: 'load', done, total }).catch(() => undefined)
  return {
    table: (choice) => loadTable(choice, seed, { fetchFile, onProgress, signal }),
    file: (path) => fetchFile(path, () => undefined, signal),
  }
}

function words(send: Send, signal: AbortSignal): Pick<StrategyTools, 'show' | 'breathe'> {
  let breathed = performance.now()
  let told = -Infinity
  return {
    show: (id, block) => send({ kind: 'block', id, block: copyOf(block) }),
    async breathe(done, total) {
      const now = performance.now()
      if (now - breathed < breath) return
      if (now - told >= telling) {
        told = now
        await send({ kind: 'progress', done, total })
      }
      await pause()
      breathed = performance.now()
      signal.throwIfAborted()
    },
  }
}

/** What is sent is given away, and a runner goes on with its arrays; of a view, what is seen and not the whole buffer. */
const copyOf = (block: Block): Block => ownCopy(block) as Block

function ownCopy(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint16Array || value instanceof Uint8Array) return value.slice()
  if (Array.isArray(value)) return value.map(ownCopy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ownCopy(part)]))
}
