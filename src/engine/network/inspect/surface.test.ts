import { describe, expect, it, vi } from 'vitest'
import { normal } from '../../../formula/random.ts'
import type { PlaneSurfaceAnswer } from '../../../protocol/network-messages.ts'
import type { NetworkStepper, Rows } from '../contract.ts'
import { compileLoss } from '../loss.ts'
import { ReferenceNetwork } from '../reference-network.ts'
import { denseNetwork } from '../testing.ts'
import { planeSurface, surfaceRows } from './surface.ts'

const network = denseNetwork([2, 3, 1], 'tanh(z)')
const reference = new ReferenceNetwork(network, compileLoss({ kind: 'pointwise', formula: '(p - y)^2', params: {} }, 1))
const rowsOf = (count: number): Rows => ({
  count, inputs: Float64Array.from({ length: 2 * count }, (_, i) => normal(1, 0, 0, 0, i)), targets: Float64Array.from({ length: count }, (_, i) => i % 2),
})
const lossAt: NetworkStepper['lossAt'] = async (parameters, count, rows) =>
  Float64Array.from({ length: count }, (_, p) => reference.lossAndGradient(parameters.slice(p * network.params, (p + 1) * network.params), { ...rows, masks: [] }, null))

const unit = (index: number): Float64Array => Float64Array.from({ length: network.params }, (_, i) => Number(i === index))
const centre = Float64Array.from({ length: network.params }, (_, i) => normal(2, 0, 0, 0, i))
const asked = { centre, axes: [unit(0), unit(4)], box: [[-1, 3], [-2, 2]], size: 33 } as const
const rows = rowsOf(20)
const never = new AbortController().signal

describe('a surface', () => {
  it('comes coarse to fine, and is the loss at each point of the plane', async () => {
    const frames: PlaneSurfaceAnswer[] = []
    const answer = await planeSurface(asked, lossAt, rows, network, async (frame) => void frames.push(frame), never)
    expect(frames.map(({ size }) => size)).toEqual([9, 17])
    for (const { size, z, rows: used } of [...frames, answer]) {
      expect([z.length, used]).toEqual([size * size, 20])
      for (const [i, j] of [[0, 0], [0, size - 1], [3, 5], [size - 1, 2]] as const) {
        const point = centre.with(0, (centre[0] ?? 0) - 1 + (4 * j) / (size - 1)).with(4, (centre[4] ?? 0) - 2 + (4 * i) / (size - 1))
        expect(z[i * size + j]).toBeCloseTo(reference.lossAndGradient(point, { ...rows, masks: [] }, null), 12)
      }
    }
    expect(answer.size).toBe(33)
  })

  it('ends with the size asked for, whatever it is', async () => {
    const sizes: number[] = []
    const sizeOf = async (size: number): Promise<number> =>
      (await planeSurface({ ...asked, size }, lossAt, rows, network, async (frame) => void sizes.push(frame.size), never)).size
    expect([await sizeOf(5), await sizeOf(20)]).toEqual([5, 20])
    expect(sizes).toEqual([9, 17])
  })

  it('is no finer than time allows', async () => {
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
    // 10 ms a point: 81 points in 0.81 s, 289 in 2.9 s; 1089 would take 11.
    const slow: NetworkStepper['lossAt'] = async (parameters, count, given) => {
      now += 10 * count
      return lossAt(parameters, count, given)
    }
    const sizes: number[] = []
    const { size, z } = await planeSurface({ ...asked, size: 65 }, slow, rows, network, async (frame) => void sizes.push(frame.size), never)
    clock.mockRestore()
    expect([sizes, size, z.length]).toEqual([[9], 17, 289])
  })

  it('ends between two blocks when it is aborted', async () => {
    const abort = new AbortController()
    let calls = 0
    const counted: NetworkStepper['lossAt'] = async (parameters, count, given) => {
      calls++
      if (calls === 2) abort.abort()
      return lossAt(parameters, count, given)
    }
    await expect(planeSurface({ ...asked, size: 257 }, counted, rows, network, async () => undefined, abort.signal)).rejects.toThrow('abort')
    expect(calls).toBe(2)
  })
})

describe('the rows of a surface', () => {
  it('are all where they are few', () => {
    expect(surfaceRows(rows, network, 65)).toBe(rows)
  })

  it('are at most 256, and fewer for a wide network or a fine surface', () => {
    const many = rowsOf(5000)
    const wide = denseNetwork([2, 200, 1], 'tanh(z)')
    const [usual, finer, widest] = [surfaceRows(many, network, 65), surfaceRows(many, wide, 33), surfaceRows(many, denseNetwork([2, 500, 500, 1], 'tanh(z)'), 65)]
    expect(usual.count).toBe(256)
    expect(finer.count).toBeLessThan(256)
    expect(widest.count).toBe(32)
    expect([usual.inputs.length, usual.targets.length]).toEqual([512, 256])
  })
})
