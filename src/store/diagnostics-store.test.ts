import { expect, test } from 'vitest'
import { createDiagnosticsStore } from './diagnostics-store.ts'
import type { SelfTest } from './diagnostics-store.ts'
import { settled } from './testing.ts'

const report = (device: 'cpu' | 'webgl', agree = 3) => ({ device, rows: 3, leftOut: 0, agree, worst: 0.1, missed: [], milliseconds: 5 })

test('one device after the other, with progress between', async () => {
  const steps: unknown[] = []
  const store = createDiagnosticsStore(async () => async (device, { progress }) => {
    progress(1, 3)
    return report(device === 'webgl' ? 'webgl' : 'cpu')
  })
  store.subscribe(() => steps.push(store.getState().running?.device ?? null))
  await store.run(['cpu', 'webgl'])
  expect(store.getState()).toEqual({ running: null, reports: [report('cpu'), report('webgl')], error: null })
  expect(steps.filter((step, i) => step !== steps[i - 1])).toEqual([null, 'cpu', 'webgl', null])
})

test('a second call changes nothing, and cancelling keeps what is finished', async () => {
  const waiting: SelfTest = (device, { signal }) =>
    device === 'cpu' ? Promise.resolve(report('cpu')) : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError'))))
  let loads = 0
  const store = createDiagnosticsStore(async () => {
    loads++
    return waiting
  })
  const run = store.run(['cpu', 'webgl'])
  await settled()
  await store.run(['cpu'])
  expect(loads).toBe(1)
  expect(store.getState().running?.device).toBe('webgl')
  store.cancel()
  await run
  expect(store.getState()).toEqual({ running: null, reports: [report('cpu')], error: null })
})

test('what goes wrong is said, and it can be run again', async () => {
  let broken = true
  const store = createDiagnosticsStore(() => (broken ? Promise.reject(new Error('not loaded')) : Promise.resolve(async () => report('cpu'))))
  await store.run(['cpu'])
  expect(store.getState().error).toBe('not loaded')
  broken = false
  await store.run(['cpu'])
  expect(store.getState()).toEqual({ running: null, reports: [report('cpu')], error: null })
})
