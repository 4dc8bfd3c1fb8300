/**
 * Racing, sweeping, training and experiments in changes drawn by a seed, each of which comes before the one before has ended: nothing
 * piles up. `npm run soak` does it for half an hour (DESCENT_SOAK_MINUTES), `npm test` for as long as a person waits.
 *
 * A round ends at rest, on a race that no other round has: what is drawn must be its numbers, and what the page and its worker hold is
 * counted after the garbage has been collected. Rounds until everything has been seen once are not counted, and the first third of the
 * others is not compared: it still fills what has a limit (undo, the history, the pools of the devices).
 */
import { expect, test } from '@playwright/test'
import type { CDPSession, Page, Worker } from '@playwright/test'
import { shortNumber } from '../src/charts/format.ts'
import { pcg, uniform } from '../src/formula/random.ts'
import { complaintsOf, openPage, results } from './descent.ts'
import { countDeviceObjects, heldBy } from './device-objects.ts'

const minutes = Number(process.env['DESCENT_SOAK_MINUTES'] ?? 0.6)
const warmUp = 2
const measured = 6
const changesOfRound = 10
/** tfjs keeps textures for the next tensors of their shapes: 374 after some two minutes, and no more of them in ten. */
const mostTextures = 450

const devices = ['cpu', 'webgpu', 'webgl'] as const
const rules = [{ optimizer: 'adam' }, { optimizer: 'momentum' }]
const network = { version: 1, kind: 'network', dataset: { id: 'moons', params: { points: 60 } }, model: { id: 'mlp', hidden: [4], activation: 'tanh' }, epochs: 20, runs: rules }

/** Everything that is opened, in an order of its own in each round. */
const deck: readonly object[] = [
  ...devices.flatMap((device) => [
    { version: 1, kind: 'landscape', landscape: 'rosenbrock', steps: 300, device, runs: rules },
    { version: 1, kind: 'landscape', landscape: 'himmelblau', start: [0, -0.8], steps: 80, device, view: 'sweep', sweep: { x: { param: 'lr', min: 1e-4, max: 1 }, y: { param: 'beta1', min: 0, max: 1 }, size: 16 }, runs: rules },
    { ...network, device },
  ]),
  { version: 1, kind: 'landscape', landscape: 'himmelblau', steps: 60, view: 'basins', basins: { run: 0, size: 32 }, runs: rules },
  { version: 1, kind: 'landscape', landscape: 'ackley', steps: 100, noise: { kind: 'gaussian', scale: 0.1 }, seeds: { count: 16 }, runs: rules },
  { ...network, epochs: 200, device: 'cpu', view: 'backprop' },
  { version: 1, kind: 'strategy', strategy: 'graph_network' },
]
/** At most so many races at rest, so that the history of a long soak comes to an end as well. */
const rests = 8
const restOf = (round: number): object => ({ version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [-1.2 + 0.1 * (round % rests), 1], steps: 200, runs: [{ optimizer: 'adam', label: `rest ${round % rests}` }] })

interface Count {
  /** Of the page, and of the engine's worker. */
  readonly megabytes: number
  readonly engine: number
  readonly nodes: number
  readonly listeners: number
  readonly webgl: number
}

type Ask = (method: string) => Promise<unknown>

/** What answers for the page's first worker, over the page's own session: Playwright has no session for workers. */
async function askWorker(session: CDPSession): Promise<Ask> {
  const waiting = new Map<number, (answer: unknown) => void>()
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: unknown }
    waiting.get(id)?.(result)
  })
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => targetInfo.type === 'worker' && resolve(sessionId))
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const sessionId = await attached
  let last = 0
  return (method) =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method }) })
    })
}

/** Waits until nothing is left of what was under way: on WebGPU no buffer, and one document, for a picture for the history is two more. */
async function count(session: CDPSession, worker: Worker, ask: Ask): Promise<Count> {
  const look = async () => {
    for (let i = 0; i < 2; i++) await Promise.all([session.send('HeapProfiler.collectGarbage'), ask('HeapProfiler.collectGarbage')])
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { ...(await session.send('Memory.getDOMCounters')), ...(await heldBy(worker)), usedSize }
  }
  await expect.poll(look).toMatchObject({ documents: 1, webgpu: 0 })
  const { usedSize, nodes, jsEventListeners, webgl } = await look()
  const engine = (await ask('Runtime.getHeapUsage')) as { readonly usedSize: number }
  return { megabytes: usedSize / 2 ** 20, engine: engine.usedSize / 2 ** 20, nodes, listeners: jsEventListeners, webgl }
}

/** The race on the screen is this one's, and stays it. */
async function drawnIs(page: Page, round: number): Promise<void> {
  const scenario = restOf(round)
  await page.evaluate((given) => window.playground.open(given), scenario)
  const expected = await page.evaluate(async (given) => (await window.playground.rollout(given)).runs[0]?.loss.at(-1), scenario)
  if (expected === undefined) throw new Error('expected a run')
  const final = results(page).getByRole('row').filter({ has: page.getByRole('button', { name: `rest ${round % rests}`, exact: true }) }).getByRole('cell').nth(1)
  await expect(final).toHaveText(shortNumber(expected, 2))
  await expect(results(page).getByRole('row')).toHaveCount(2)
}

// What records a test for its trace would be counted with the page.
test.use({ trace: 'off' })

test('nothing piles up while races, sweeps, trainings and experiments take turns', async ({ page }) => {
  test.setTimeout(minutes * 60_000 + 120_000)
  const complaints = complaintsOf(page)
  const engine = page.waitForEvent('worker')
  const patched = engine.then(countDeviceObjects)
  await openPage(page)
  const worker = await engine
  await patched
  const session = await page.context().newCDPSession(page)
  const ask = await askWorker(session)
  let drawn = 0
  const upTo = (n: number): number => Math.floor(uniform(pcg((drawn += 1))) * n)

  const changes: readonly (() => Promise<unknown>)[] = [
    ...deck.map((scenario) => () => page.evaluate((given) => window.playground.open(given), scenario)),
    () => page.keyboard.press('Control+z'),
    () => page.keyboard.press('Control+Shift+z'),
    () => page.keyboard.press(' '),
    () => page.evaluate(() => window.playground.open({ ...window.playground.scenario(), seed: 7 })),
  ]
  const counts: Count[] = []
  const until = performance.now() + minutes * 60_000
  for (let round = 0; performance.now() < until || round < warmUp + measured; round++) {
    for (let i = 0; i < changesOfRound; i++) {
      // All of it in the first rounds, in the order of the list; later what chance says.
      const change = changes[round < warmUp ? (round * changesOfRound + i) % changes.length : upTo(changes.length)]
      await change?.()
      await page.waitForTimeout(round < warmUp ? 400 : upTo(250))
    }
    // The last training stays open for looks; here it is always the same, without a device.
    await page.evaluate((given) => window.playground.open(given), { ...network, device: 'cpu', epochs: 1 })
    await page.waitForTimeout(800)
    await drawnIs(page, round)
    if (round >= warmUp) counts.push(await count(session, worker, ask))
    await drawnIs(page, round)
  }
  const digits: Readonly<Record<keyof Count, number>> = { megabytes: 2, engine: 2, nodes: 0, listeners: 0, webgl: 0 }
  const line = (of: Count): string => Object.entries(digits).map(([name, places]) => of[name as keyof Count].toFixed(places)).join(' | ')
  console.log([`| ${Object.keys(digits).join(' | ')} |`, ...counts.map((one) => `| ${line(one)} |`)].join('\n'))

  expect(complaints).toEqual([])
  // What the worker keeps for the next time (programs, textures) takes minutes to come to its limits.
  const long = minutes >= 10
  const third = Math.floor(counts.length / 3)
  /** What leaks is held in every round; the lowest of some is free of what just happened to be under way. */
  const lowest = (name: keyof Count, from: number): number => Math.min(...counts.slice(from, from + third).map((one) => one[name]))
  for (const [name, most] of [['megabytes', 1.05], ['nodes', 1.02], ['listeners', 1.02], ...(long ? [['webgl', 1.02], ['engine', 1.05]] as const : [])] as const) {
    expect(lowest(name, counts.length - third), name).toBeLessThanOrEqual(lowest(name, counts.length - 2 * third) * most)
  }
  for (const { webgl } of counts) expect(webgl).toBeLessThan(mostTextures)
})
