import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { Graph } from '../../formula/graph.ts'
import { binary, unary } from '../../formula/ops.ts'
import { startBackend, withBackend } from './backend.ts'
import { readTensors } from './reading.ts'

const f = Math.fround
const mags = [0, 1e-30, 1e-10, 1e-6, ...Array.from({ length: 400 }, (_, i) => 10 ** (-4 + i / 80))]
const xs = [...mags, ...mags.map((v) => -v), Infinity, -Infinity, NaN, 1e30, -1e30].map(f)
const ulp = (v: number) => Math.max(2 ** (Math.floor(Math.log2(Math.abs(v))) - 23), 2 ** -149)
const ys = [0, -0.0, 0.5, 1, 2, 3, -1, -2.5, 1e-8, 700, Infinity, -Infinity, NaN, 0.1, -0.3].map(f)
describe.each(['webgpu', 'webgl'] as const)('%s', (device) => {
  test('ops', async () => {
    await withBackend(device)(() => startBackend(device))
    const out: string[] = []
    const g = new Graph()
    const cmp = (name: string, pts: readonly (readonly number[])[], got: ArrayLike<number>, ref: (p: readonly number[]) => number) => {
      let wAbs = 0, wUlp = 0, at = ''
      const odd: string[] = []
      pts.forEach((p, i) => {
        const r = f(ref(p)), v = got[i]!
        if (Object.is(r, v) || r === v) return
        if (!Number.isFinite(r) || !Number.isFinite(v)) { odd.push(`${p}: ${v} want ${r}`); return }
        const e = Math.abs(v - ref(p)), u = e / ulp(r)
        if (Math.abs(p[0]!) <= 20) wAbs = Math.max(wAbs, e / (1 + Math.abs(r)))
        if (u > wUlp) { wUlp = u; at = `${p} got ${v} want ${r}` }
      })
      out.push(`${device} ${name}: rel1 ${wAbs.toExponential(2)} (|x|<=20), ulp ${wUlp.toPrecision(3)} at ${at}; odd ${odd.length} ${odd.slice(0, 12).join(' | ')}`)
    }
    const X = tf.tensor2d(xs, [xs.length, 1])
    for (const [op, fn] of Object.entries(unary)) {
      const node = g.make(op as any, g.sym('x'))
      const [r] = tf.tidy(() => readTensors([node], (n) => (n.op === 'sym' ? X : null), () => null, new Map()))
      cmp(op, xs.map((x) => [x]), await r!.data(), ([x]) => fn(x!))
    }
    const pairs = [...ys, 1.7, -3.3, 1e20].flatMap((a) => ys.map((b) => [f(a), b]))
    const A = tf.tensor2d(pairs.map((p) => p[0]!), [pairs.length, 1]), B = tf.tensor2d(pairs.map((p) => p[1]!), [pairs.length, 1])
    for (const [op, fn] of Object.entries(binary)) {
      const node = g.make(op as any, g.sym('a'), g.sym('b'))
      const [r] = tf.tidy(() => readTensors([node], (n) => (n.op === 'sym' ? (n.name === 'a' ? A : B) : null), () => null, new Map()))
      cmp(op, pairs, await r!.data(), ([a, b]) => fn(a!, b!))
    }
    console.info(out.join('\n'))
    expect(tf.getBackend()).toBe(device)
  }, 400_000)
})
