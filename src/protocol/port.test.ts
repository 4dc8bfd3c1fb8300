import { afterEach, describe, expect, test } from 'vitest'
import type { ProbeAnswer, TraceFrame } from './messages.ts'
import { createClient, serve } from './port.ts'
import type { Client, Endpoint, Handlers } from './port.ts'

const open: MessagePort[] = []
afterEach(() => open.splice(0).forEach((port) => port.close()))

function connect(handlers: Partial<Handlers>): { client: Client; ports: MessageChannel } {
  const ports = new MessageChannel()
  open.push(ports.port1, ports.port2)
  // A test asks only for what it answers.
  serve(ports.port2, handlers as Handlers)
  return { client: createClient(ports.port1), ports }
}

const frame = (first: number): TraceFrame => {
  const column = Float64Array.of(first)
  return {
    runs: [0], first, count: 1, x: column, y: Float64Array.of(0), loss: Float64Array.of(0), gradNorm: Float64Array.of(0),
    lr: Float64Array.of(0), slots: { m: Float64Array.of(first) }, stoppedAt: Int32Array.of(-1),
  }
}
const plan = { landscape: { formula: 'x', constants: {} }, steps: 1, noise: { kind: 'none', scale: 0 }, groups: [], runCount: 0 } as const
const rollout = { plan, device: 'cpu', slots: false } as const
const done = { device: 'cpu', precision: 'float64', adapter: '', reason: '', runs: [], milliseconds: 1 } as const
const tick = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('request', () => {
  test('brings the argument over and the answer back', async () => {
    const { client } = connect({
      probe: async ({ x }) => ({ loss: x.map((v) => v * 2), gx: x, gy: x, hxx: x, hxy: x, hyy: x }) satisfies ProbeAnswer,
    })
    const x = Float64Array.of(1, 2)
    const answer = await client.request('probe', { landscape: plan.landscape, x, y: x })
    expect(answer.loss).toEqual(Float64Array.of(2, 4))
    expect(x.length, 'the page keeps its argument').toBe(2)
  })

  test('tells requests that run at once apart', async () => {
    const { client } = connect({ surface: async ({ rows }) => (await tick(rows), { z: Float64Array.of(rows) }) })
    const ask = (rows: number) => client.request('surface', { landscape: plan.landscape, domain: [[0, 1], [0, 1]], columns: 1, rows })
    const answers = await Promise.all([ask(20), ask(1), ask(10)])
    expect(answers.map((a) => a.z[0])).toEqual([20, 1, 10])
  })

  test('rebuilds an error with its name and message', async () => {
    const { client } = connect({ devices: () => Promise.reject(new RangeError('too many runs')) })
    await expect(client.request('devices', null)).rejects.toMatchObject({ name: 'RangeError', message: 'too many runs' })
  })

  test('gives away what it says of the argument, ports among it', async () => {
    interface Pair {
      meet: [{ readonly port: MessagePort; readonly values: Float64Array }, number]
    }
    const [ports, between] = [new MessageChannel(), new MessageChannel()]
    open.push(ports.port1, ports.port2, between.port1, between.port2)
    const heard = new Promise<number>((resolve) => {
      serve<{ greet: [number, null] }>(between.port1, { greet: async (value) => (resolve(value), null) })
    })
    serve<Pair>(ports.port2, {
      meet: async ({ port, values }) => {
        open.push(port)
        await createClient<{ greet: [number, null] }>(port).request('greet', 7)
        return values.length
      },
    })
    const values = Float64Array.of(1, 2, 3)
    const length = await createClient<Pair>(ports.port1).request('meet', { port: between.port2, values }, { transfer: [between.port2, values.buffer] })
    expect([length, await heard, values.length]).toEqual([3, 7, 0])
  })

  test('rejects when the argument cannot be sent', async () => {
    const { client } = connect({})
    const unsendable = { ...rollout, plan: { ...plan, runCount: (() => 1) as unknown as number } }
    await expect(client.request('rollout', unsendable)).rejects.toThrow(/could not be cloned/)
  })

  test('rejects when the answer cannot be sent', async () => {
    const { client } = connect({ devices: async () => ({ devices: [() => 1] as never }) })
    await expect(client.request('devices', null)).rejects.toThrow(/could not be cloned/)
  })
})

describe('frames', () => {
  test('arrive in order, before the answer, however slow the page is', async () => {
    const { client } = connect({
      rollout: async (_, { send }) => {
        for (let i = 0; i < 6; i++) await send(frame(i))
        return done
      },
    })
    const seen: number[] = []
    await client.request('rollout', rollout, { onFrame: async (f) => (await tick(6 - f.first), void seen.push(f.x[0] ?? -1)) })
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('at most sixteen are out unacknowledged', async () => {
    let sent = 0
    const { client } = connect({
      rollout: async (_, { send }) => {
        for (; sent < 40; sent++) await send(frame(sent))
        return done
      },
    })
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    const answer = client.request('rollout', rollout, { onFrame: () => gate })
    await tick(30)
    expect(sent, 'the sixteenth send is still waiting').toBe(15)
    release()
    await answer
    expect(sent).toBe(40)
  })

  test('are transferred, not copied, and a view of part of a buffer is left alone', async () => {
    const whole = frame(0)
    const part = new Float64Array(4).subarray(0, 1)
    const { client } = connect({
      rollout: async (_, { send }) => (await send({ ...whole, y: part }), done),
    })
    const lengths: number[] = []
    await client.request('rollout', rollout, { onFrame: (f) => void lengths.push(f.x.length, f.y.length) })
    expect([whole.x.length, whole.slots['m']?.length, part.length]).toEqual([0, 0, 1])
    expect(lengths).toEqual([1, 1])
  })

  test('an error in onFrame rejects the request and stops the work', async () => {
    let stopped = false
    const { client } = connect({
      rollout: async (_, { send, signal }) => {
        signal.addEventListener('abort', () => (stopped = true))
        for (let i = 0; i < 100; i++) await send(frame(i))
        return done
      },
    })
    const failing = client.request('rollout', rollout, { onFrame: () => { throw new Error('bad column') } })
    await expect(failing).rejects.toThrow('bad column')
    await tick()
    expect(stopped).toBe(true)
  })
})

describe('abort', () => {
  test('rejects at once, reaches the handler, and drops late frames', async () => {
    const outcome: string[] = []
    const { client } = connect({
      rollout: async (_, { send, signal }) => {
        for (let i = 0; !signal.aborted; i++) await send(frame(i)).catch((e: unknown) => outcome.push(e instanceof DOMException ? e.name : 'other'))
        return done
      },
    })
    const controller = new AbortController()
    let frames = 0
    const request = client.request('rollout', rollout, { signal: controller.signal, onFrame: () => void (++frames === 3 && controller.abort()) })
    await expect(request).rejects.toMatchObject({ name: 'AbortError' })
    const atAbort = frames
    await tick(20)
    expect(frames).toBe(atAbort)
    expect(outcome).toEqual(['AbortError'])
  })

  test('a signal that is already aborted sends nothing', async () => {
    let called = false
    const { client } = connect({ devices: async () => ((called = true), { devices: [] }) })
    await expect(client.request('devices', null, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    await tick()
    expect(called).toBe(false)
  })
})

describe('a dead worker', () => {
  const silent = (): { endpoint: Endpoint; target: EventTarget } => {
    const target = new EventTarget()
    return { target, endpoint: Object.assign(target, { postMessage: () => undefined }) }
  }

  test.each([
    [Object.assign(new Event('error'), { message: 'out of memory' }), 'The engine stopped (out of memory). Reload the page to go on.'],
    [new Event('error'), 'The engine stopped (no reason was given). Reload the page to go on.'],
    [new Event('messageerror'), 'The engine sent something that could not be read. Reload the page to go on.'],
  ])('%# rejects what is pending, and what comes later', async (event, sentence) => {
    const { endpoint, target } = silent()
    const client = createClient(endpoint)
    const pending = client.request('devices', null)
    target.dispatchEvent(event)
    await expect(pending).rejects.toThrow(sentence)
    await expect(client.request('devices', null)).rejects.toThrow(sentence)
  })
})

describe('an end that dies', () => {
  /** Ends whose death the test decides; each answers with its number, the first `mute` of them never. */
  function mortal(mute: number): { readonly start: () => Endpoint; readonly die: () => void; readonly asked: number[] } {
    const asked: number[] = []
    let count = 0
    let now = new EventTarget()
    const start = (): Endpoint => {
      const end = new EventTarget()
      const number = ++count
      now = end
      return {
        addEventListener: (type, listener) => end.addEventListener(type, listener),
        removeEventListener: (type, listener) => end.removeEventListener(type, listener),
        postMessage(message) {
          const { type, id } = message as { type: string; id: number }
          if (type !== 'request') return
          asked.push(number)
          if (number > mute) queueMicrotask(() => end.dispatchEvent(new MessageEvent('message', { data: { type: 'answer', id, answer: { z: Float64Array.of(number) } } })))
        },
      }
    }
    return { start, asked, die: () => now.dispatchEvent(new Event('error')) }
  }
  const ask = (client: Client) => client.request('surface', { landscape: plan.landscape, domain: [[0, 1], [0, 1]], columns: 1, rows: 1 })

  test('is replaced, and what was unanswered is asked again', async () => {
    const { start, die, asked } = mortal(1)
    let revived = 0
    const client = createClient(start(), { start, revived: () => revived++ })
    const [first, second] = [ask(client), ask(client)]
    die()
    expect([(await first).z[0], (await second).z[0]]).toEqual([2, 2])
    expect(asked).toEqual([1, 1, 2, 2])
    expect(revived).toBe(1)
  })

  test('is given up when it dies again and again, with a sentence', async () => {
    const { start, die } = mortal(9)
    const client = createClient(start(), { start })
    const answer = ask(client)
    for (let i = 0; i < 4; i++) setTimeout(die)
    await expect(answer).rejects.toThrow('The engine stopped (no reason was given). Reload the page to go on.')
    await expect(ask(client)).rejects.toThrow('Reload the page')
  })

  test('cannot be asked again for what was given away', async () => {
    const { start, die } = mortal(1)
    const client = createClient(start(), { start })
    const x = new Float64Array(1)
    const answer = client.request('probe', { landscape: plan.landscape, x, y: x }, { transfer: [x.buffer] })
    setTimeout(die)
    await expect(answer).rejects.toThrow('The engine stopped')
    expect((await ask(client)).z[0]).toBe(2)
  })
})
