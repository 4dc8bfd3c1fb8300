// The one file that calls postMessage. Page and worker each hold one end of a channel (a Worker, the worker's own scope, or a
// MessagePort) and speak the names of messages.ts over it; workers among themselves may have a table of names of their own.
//
//   client                          server
//   request(name, arg)   ->         handler(arg, { signal, send })
//   onFrame(frame)       <- frame   await send(frame)      at most `credit` frames are out unacknowledged
//   (handled)            -> ack     …
//   signal aborts        -> abort   signal aborts; whatever comes later for that request is dropped
//   resolves / rejects   <- answer / error
//
// Arrays in frames and answers are transferred, not copied: who sends one gives it away. Arguments are copied, the page keeps
// them, but for what a request names in `transfer`.
import type { Frames, Messages } from './messages.ts'

/** What Worker, MessagePort and a worker's global scope have in common. */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
  /** MessagePorts wait until they are started. */
  start?(): void
}

/** name -> [argument, answer], as in messages.ts. */
type Table<M> = { readonly [K in keyof M]: [unknown, unknown] }
type FrameOf<F, K> = K extends keyof F ? F[K] : never

type ToServer =
  | { readonly type: 'request'; readonly id: number; readonly name: PropertyKey; readonly arg: unknown }
  | { readonly type: 'ack' | 'abort'; readonly id: number }
type ToClient =
  | { readonly type: 'frame'; readonly id: number; readonly frame: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'error'; readonly id: number; readonly name: string; readonly message: string }

export interface RequestOptions<K, F = Frames> {
  readonly signal?: AbortSignal
  /** Frames come one after the other; the next is not handed over before this one has returned. */
  readonly onFrame?: (frame: FrameOf<F, K>) => void | Promise<void>
  /** What of the argument is given away: ports must be, large buffers may be. */
  readonly transfer?: Transferable[]
}

export interface Client<M extends Table<M> = Messages, F = Frames> {
  request<K extends keyof M>(name: K, arg: M[K][0], options?: RequestOptions<K, F>): Promise<M[K][1]>
}

export interface HandlerContext<K, F = Frames> {
  readonly signal: AbortSignal
  /** Resolves when the frame may be followed by another; rejects with AbortError once the request is aborted. */
  readonly send: (frame: FrameOf<F, K>) => Promise<void>
}

export type Handlers<M extends Table<M> = Messages, F = Frames> = {
  readonly [K in keyof M]: (arg: M[K][0], context: HandlerContext<K, F>) => Promise<M[K][1]>
}

/**
 * Frames that may be under way unacknowledged, per request: enough that the few frames of a short rollout never wait for a
 * page that is busy drawing (with 2 that cost 5 ms of a slider's answer), few enough that a slow page is not buried.
 */
const credit = 16

/** So many ends within so many milliseconds are a mistake that starting again does not mend. */
const most = 3
const within = 60_000

export interface Revival {
  /** A new other end, after the old one has died. */
  readonly start: () => Endpoint
  /** Told after each revival: what was asked for is asked again by then. */
  readonly revived?: () => void
}

interface Pending {
  /** What was asked; null where it cannot be asked again, since something of it was given away. */
  readonly asked: { readonly name: PropertyKey; readonly arg: unknown } | null
  readonly onFrame: ((frame: never) => void | Promise<void>) | undefined
  readonly resolve: (answer: never) => void
  readonly reject: (error: unknown) => void
  /** Frames are handled in the order they came; the answer waits for the last. */
  handled: Promise<void>
}

/**
 * With a revival a dead end is replaced and asked again whatever is unanswered. Its frames come from the beginning then: who takes them
 * copes with having some twice.
 */
export function createClient<M extends Table<M> = Messages, F = Frames>(first: Endpoint, revival?: Revival): Client<M, F> {
  let endpoint = first
  const deaths: number[] = []
  const pending = new Map<number, Pending>()
  let nextId = 1
  let dead: Error | null = null
  const post = (message: ToServer, transfer: Transferable[] = []): void => endpoint.postMessage(message, transfer)

  const fail = (id: number, error: unknown): void => {
    pending.get(id)?.reject(error)
    pending.delete(id)
  }
  const die = (event: Event): void => {
    const error = new Error(deathSentence(event))
    const now = performance.now()
    deaths.push(now)
    const lives = revival !== undefined && deaths.filter((at) => now - at < within).length <= most
    if (!lives) dead = error
    for (const [id, { asked }] of [...pending]) if (!lives || asked === null) fail(id, error)
    if (!lives) return
    // It is dealt with: nobody need hear of it as an error of the page.
    event.preventDefault()
    unlisten()
    endpoint = revival.start()
    listen()
    for (const [id, { asked }] of pending) if (asked) post({ type: 'request', id, ...asked })
    revival.revived?.()
  }
  const handle = async (id: number, request: Pending, frame: never): Promise<void> => {
    if (!pending.has(id)) return
    try {
      await request.onFrame?.(frame)
    } catch (error) {
      fail(id, error)
      post({ type: 'abort', id })
    }
    if (pending.has(id)) post({ type: 'ack', id })
  }
  const take = (event: Event): void => {
    const message = dataOf<ToClient>(event)
    const request = pending.get(message.id)
    if (!request) return
    if (message.type === 'frame') {
      request.handled = request.handled.then(() => handle(message.id, request, message.frame as never))
      return
    }
    void request.handled.then(() => {
      if (message.type === 'error') fail(message.id, rebuild(message))
      else request.resolve(message.answer as never)
      pending.delete(message.id)
    })
  }
  const listeners = [['message', take], ['error', die], ['messageerror', die]] as const
  const unlisten = (): void => listeners.forEach(([type, listener]) => endpoint.removeEventListener(type, listener))
  const listen = (): void => {
    listeners.forEach(([type, listener]) => endpoint.addEventListener(type, listener))
    endpoint.start?.()
  }
  listen()

  return {
    request(name, arg, options = {}) {
      const { signal, onFrame, transfer } = options
      if (dead) return Promise.reject(dead)
      if (signal?.aborted) return Promise.reject(abortError())
      const id = nextId++
      const abort = (): void => {
        if (!pending.has(id)) return
        fail(id, abortError())
        post({ type: 'abort', id })
      }
      signal?.addEventListener('abort', abort)
      return new Promise<M[typeof name][1]>((resolve, reject) => {
        pending.set(id, { asked: transfer === undefined ? { name, arg } : null, onFrame, resolve, reject, handled: Promise.resolve() })
        try {
          post({ type: 'request', id, name, arg }, transfer)
        } catch (error) {
          fail(id, error)
        }
      }).finally(() => signal?.removeEventListener('abort', abort))
    },
  }
}

interface Job {
  readonly controller: AbortController
  /** Called at each ack and at the abort: lets a waiting `send` look again. */
  wake: () => void
  unacknowledged: number
}

/** Answers requests until the endpoint is gone. */
export function serve<M extends Table<M> = Messages, F = Frames>(endpoint: Endpoint, handlers: NoInfer<Handlers<M, F>>): void {
  const jobs = new Map<number, Job>()
  const post = (message: ToClient, transfer: Transferable[] = []): void => endpoint.postMessage(message, transfer)
  const postError = (id: number, error: unknown): void => {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    post({ type: 'error', id, name, message })
  }

  const send = async (id: number, job: Job, frame: unknown): Promise<void> => {
    throwIfAborted(job)
    post({ type: 'frame', id, frame }, buffersOf(frame))
    job.unacknowledged++
    while (job.unacknowledged >= credit) {
      await new Promise<void>((resolve) => (job.wake = resolve))
      throwIfAborted(job)
    }
  }
  const run = async <K extends keyof M>(id: number, name: K, arg: unknown): Promise<void> => {
    const job: Job = { controller: new AbortController(), wake: () => undefined, unacknowledged: 0 }
    jobs.set(id, job)
    try {
      if (!Object.hasOwn(handlers, name)) throw new Error(`unknown message "${String(name)}"`)
      const context: HandlerContext<K, F> = { signal: job.controller.signal, send: (frame) => send(id, job, frame) }
      const answer = await handlers[name](arg as M[K][0], context)
      if (!job.controller.signal.aborted) post({ type: 'answer', id, answer }, buffersOf(answer))
    } catch (error) {
      if (!job.controller.signal.aborted) postError(id, error)
    } finally {
      jobs.delete(id)
    }
  }
  endpoint.addEventListener('message', (event) => {
    const message = dataOf<ToServer>(event)
    if (message.type === 'request') {
      void run(message.id, message.name as keyof M, message.arg)
      return
    }
    const job = jobs.get(message.id)
    if (!job) return
    if (message.type === 'ack') job.unacknowledged--
    else job.controller.abort()
    job.wake()
  })
  endpoint.start?.()
}

function throwIfAborted(job: Job): void {
  if (job.controller.signal.aborted) throw abortError()
}

const abortError = (): DOMException => new DOMException('The request was aborted.', 'AbortError')

/** Only the two functions above post to these endpoints, so what arrives has the shape they gave it. */
const dataOf = <T>(event: Event): T => (event as MessageEvent<T>).data

function rebuild({ name, message }: { readonly name: string; readonly message: string }): Error {
  const error = new Error(message)
  error.name = name
  return error
}

function deathSentence(event: Event): string {
  const detail = 'message' in event && typeof event.message === 'string' && event.message !== '' ? event.message : 'no reason was given'
  if (event.type === 'messageerror') return 'The engine sent something that could not be read. Reload the page to go on.'
  return `The engine stopped (${detail}). Reload the page to go on.`
}

/** The buffers of the typed arrays in a value. A view of a part of a buffer is copied: the rest may belong to others. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const visit = (v: unknown): void => {
    if (ArrayBuffer.isView(v)) {
      if (v.buffer instanceof ArrayBuffer && v.byteLength === v.buffer.byteLength) found.add(v.buffer)
    } else if (v instanceof ArrayBuffer) found.add(v)
    else if (typeof v === 'object' && v !== null) Object.values(v).forEach(visit)
  }
  visit(value)
  return [...found]
}
