import { expect, test } from 'vitest'
import type { Client } from '../protocol/port.ts'
import { createRecoveries } from '../store/recoveries.ts'
import { watchedClient } from './watched-client.ts'

const frames = [{ kind: 'load', done: 1, total: 2 }, { kind: 'moved', device: 'cpu', losses: 1 }]

function clientOf(answer: object): Client {
  const request = async (_name: unknown, _arg: unknown, options?: { readonly onFrame?: (frame: never) => void }): Promise<unknown> => {
    for (const frame of frames) options?.onFrame?.(frame as never)
    return answer
  }
  return { request } as unknown as Client
}

test('a loss is told once, by a frame or by the answer, and both still arrive', async () => {
  const recoveries = createRecoveries()
  const seen: unknown[] = []
  const answer = await watchedClient(clientOf({ runs: [] }), recoveries).request('close', { session: 1 }, { onFrame: (frame) => void seen.push(frame) })
  expect(answer).toEqual({ runs: [] })
  expect(seen).toEqual(frames)
  expect(recoveries.getState()).toEqual({ count: 1, last: 'device' })
  await watchedClient(clientOf({ losses: 2 }), recoveries).request('devices', null)
  await watchedClient(clientOf({ losses: 0 }), recoveries).request('devices', null)
  expect(recoveries.getState()).toEqual({ count: 2, last: 'device' })
})
