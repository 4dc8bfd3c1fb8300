// The store of the Network tab, the port and the worker's own handlers, on the reference: everything between a click and the trace.
import { afterEach, expect, test, vi } from 'vitest'
import { createHandlers } from '../engine/handlers.ts'
import { createClient, serve } from '../protocol/port.ts'
import { fillNetworkDefaults } from '../scenario/network/defaults.ts'
import { createNetworkStore } from '../store/network-store.ts'
import type { NetworkState } from '../store/network-types.ts'
import { createNetworkEngine } from './other-engines.ts'
import { trainBeside } from './playground-train.ts'

const scenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons', params: { points: 60 }, split: 0.5 },
  model: { id: 'mlp', hidden: [4], activation: 'tanh' },
  batch: 10,
  epochs: 4,
  device: 'cpu',
  runs: [{ optimizer: 'adam', hyper: { lr: 0.03 } }, { optimizer: 'sgd', hyper: { lr: 0.1 } }, { optimizer: 'newton', hyper: { lr: 0.5 } }],
})
/** Thirty rows in batches of ten, four epochs. */
const steps = 12

const ports: MessagePort[] = []
afterEach(() => ports.splice(0).forEach((port) => port.close()))

function setup() {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  serve(port2, createHandlers(() => Promise.resolve([])))
  const engine = createNetworkEngine(createClient(port1), 'http://nowhere/')
  const store = createNetworkStore({ engine, initial: scenario })
  const until = (holds: (state: NetworkState) => boolean): Promise<void> => vi.waitFor(() => expect(holds(store.getState())).toBe(true), { timeout: 20_000, interval: 5 })
  const losses = (run: number): number[] => [...(store.trace()?.runs[run]?.loss ?? [])]
  return { engine, store, actions: store.actions, until, losses }
}

test('a training from the first look at the tab to its end, the same as beside the page', async () => {
  const { engine, store, actions, until, losses } = setup()
  actions.setPace(null)
  store.begin()
  await until(({ status }) => status === 'finished')
  expect(store.getState()).toMatchObject({ engineError: null, data: { train: 30, validation: 30 } })
  expect(store.trace()).toMatchObject({ epoch: 4, runs: [{ status: 'finished', stoppedAt: steps }, { status: 'finished' }, { status: 'refused' }] })
  const beside = await trainBeside(engine, scenario)
  expect(beside.runs.map(({ loss }) => loss)).toEqual([losses(0), losses(1), []])
  expect(beside.runs[0]?.loss).toHaveLength(steps + 1)
  expect(beside.runs[0]?.steps.at(-1)).toBe(steps)
  expect(beside.runs[0]?.x.length).toBe(beside.runs[0]?.at.length)
  expect(beside.runs.map(({ weights }) => weights.length)).toEqual([17, 17, 0])
  expect(beside.runs[2]?.why).toMatch(/\w/)
})

test('batch by batch and epoch by epoch, with a rate changed on the way, and back to the same weights', async () => {
  const { store, actions, until, losses } = setup()
  store.begin()
  actions.pause()
  await until(({ traceVersion }) => traceVersion > 0)
  expect(losses(0)).toEqual([])
  expect(store.trace()?.runs[0]?.steps).toEqual(Int32Array.of(0))
  actions.stepBatch()
  await until(() => store.trace()?.runs[0]?.steps.at(-1) === 1)
  actions.stepEpoch()
  await until(() => store.trace()?.runs[0]?.steps.at(-1) === 3)
  const first = losses(0)
  expect(first).toHaveLength(3)
  actions.edit(({ runs, ...rest }) => ({ ...rest, runs: runs.map((run) => ({ ...run, hyper: { ...run.hyper, lr: 1e-9 } })) }))
  await until(() => store.trace()?.changes.length === 1)
  expect(store.trace()?.changes).toEqual([3])
  actions.stepBatch()
  await until(() => losses(0).length === 4)
  actions.stepBatch()
  await until(() => losses(0).length === 5)
  expect(losses(0).slice(0, 3)).toEqual(first)
  expect([...(store.trace()?.runs[0]?.lr ?? [])].slice(1)).toEqual([0.03, 0.03, 0.03, 1e-9])
  actions.undo()
  await until(() => store.trace()?.scenario.runs[0]?.hyper?.['lr'] === 0.03)
  actions.reset()
  await until(() => losses(0).length === 0)
  actions.stepEpoch()
  await until(() => losses(0).length === 3)
  expect(losses(0)).toEqual(first)
  expect(store.getState().status).toBe('paused')
})

test('data that are not there: one sentence, the earlier numbers stay, the way back trains again', async () => {
  const { store, actions, until, losses } = setup()
  actions.setPace(null)
  store.begin()
  await until(({ status }) => status === 'finished')
  const before = losses(0)
  actions.open({ ...scenario, dataset: { id: 'iris' } })
  await until(({ status }) => status === 'failed')
  expect(store.getState().engineError).toMatch(/iris/)
  expect(store.getState().data?.train).toBe(30)
  expect(losses(0)).toEqual(before)
  actions.undo()
  await until(({ status }) => status === 'finished')
  expect(losses(0)).toEqual(before)
})
