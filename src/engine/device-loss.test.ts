import { describe, expect, test } from 'vitest'
import { DeviceLost, despiteLoss, trusted, Watch, watchGl } from './device-loss.ts'

const never = new Promise<never>(() => undefined)

describe('a watch', () => {
  test('lets work through, and its own mistakes', async () => {
    const watch = new Watch()
    expect(await watch.run(async () => 7)).toBe(7)
    await expect(watch.run(() => Promise.reject(new Error('out of range')))).rejects.toThrow('out of range')
  })

  test('ends work that hangs when the device goes, and refuses what comes later', async () => {
    const watch = new Watch()
    const work = watch.run(() => never)
    watch.lose('reset')
    await expect(work).rejects.toBeInstanceOf(DeviceLost)
    await expect(watch.run(async () => 7)).rejects.toThrow('reset')
  })

  test('takes a failure for a loss when the news comes soon after', async () => {
    const watch = new Watch()
    const work = watch.run(() => Promise.reject(new Error('a read failed')))
    setTimeout(() => watch.lose('reset'), 10)
    await expect(work).rejects.toBeInstanceOf(DeviceLost)
  })

  test('does not trust a result that was read off a device which has gone', async () => {
    let gone = false
    const watch = new Watch(() => gone)
    await expect(watch.run(async () => {
      gone = true
      return [0, 0, 0]
    })).rejects.toBeInstanceOf(DeviceLost)
  })

  test('does not trust a WebGL context whose process does not answer, though it is not yet said to be lost', async () => {
    const unsupported = 0x8cdd
    let status = 0x8cd5
    const canvas = Object.assign(new EventTarget(), { width: 1 }) as unknown as OffscreenCanvas
    const watch = watchGl({ canvas, FRAMEBUFFER: 0x8d40, FRAMEBUFFER_UNSUPPORTED: unsupported, isContextLost: () => false, checkFramebufferStatus: () => status })
    expect(await watch.run(async () => 7)).toBe(7)
    status = unsupported
    await expect(watch.run(async () => 0)).rejects.toBeInstanceOf(DeviceLost)
  })

  test('keeps nothing of finished work', async () => {
    const watch = new Watch()
    for (let i = 0; i < 100; i++) await watch.run(async () => i)
    expect(watch).toHaveProperty('waiting.size', 0)
  })
})

test('work is begun anew after each loss, and the device trusted only so often', async () => {
  const seen: number[] = []
  const answer = await despiteLoss([], async (losses) => {
    seen.push(losses)
    if (trusted(losses)) throw new DeviceLost('')
    return 'done'
  })
  expect([answer, ...seen]).toEqual(['done', 0, 1, 2])
  await expect(despiteLoss([], () => Promise.reject(new TypeError('a mistake of ours')))).rejects.toThrow('a mistake of ours')
})
