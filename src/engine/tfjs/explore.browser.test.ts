import * as tf from '@tensorflow/tfjs'
import { test } from 'vitest'
import { scenario } from '../testing.ts'
import { deviceRollout, devices, onDevice } from './testing.ts'
test.each(devices)('%s', async (device) => {
  const out: string[] = []
  for (const [o, l] of [['sgd', 'sphere'], ['adam', 'rosenbrock'], ['prodigy', 'rosenbrock'], ['adam', 'rastrigin'], ['adam','ackley']] as const) {
    const go = (steps: number) => deviceRollout(device, scenario({ landscape: l, start: [-1.2, 1], steps, runs: [{ optimizer: o }] }))
    const a0 = performance.now(); await go(1); const a = performance.now()
    await go(99); const b = performance.now()
    const p = await onDevice(device, async () => null)
    const names: Record<string, number> = {}
    const engine = tf.engine() as any
    const orig = engine.runKernelFunc
    engine.runKernelFunc = function (k: any) { const n = k.kernelName ?? 'other'; names[n] = (names[n] ?? 0) + 1; return orig.call(this, k) }
    const up = engine.makeTensor; let ups = 0
    engine.makeTensor = function (...x: any[]) { ups++; return up.apply(this, x) }
    await go(3); const n4 = { ...names }; const u4 = ups
    for (const k of Object.keys(names)) delete names[k]; ups = 0
    await go(5)
    engine.runKernelFunc = orig; engine.makeTensor = up
    const per = Object.fromEntries(Object.entries(names).map(([k, v]) => [k, (v - (n4[k] ?? 0)) / 2]))
    const total = Object.values(per).reduce((x, y) => x + y, 0)
    out.push(`${device} ${o} ${l}: first ${(a - a0).toFixed(0)} ms, step ${((b - a) / 100).toFixed(2)} ms, kernels ${total}, makeTensor ${(ups - u4) / 2} ${JSON.stringify(per)} ${p}`)
  }
  console.info(out.join('\n'))
}, 300_000)
