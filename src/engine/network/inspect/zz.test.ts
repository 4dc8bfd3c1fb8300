import { it } from 'vitest'
import { normal } from '../../../formula/random.ts'
import { compileLoss } from '../loss.ts'
import { ReferenceNetwork } from '../reference-network.ts'
import { denseNetwork, goldenProblem } from '../testing.ts'
import { pathsOf } from './paths.ts'
import { Snapshots } from './snapshots.ts'
import { planeSurface, surfaceRows } from './surface.ts'
import { backpropOf } from './backprop.ts'

const time = async (what: string, f: () => unknown) => { const t = performance.now(); const r = await f(); console.log(what, (performance.now() - t).toFixed(0), 'ms'); return r }
it('perf', async () => {
  for (const [sizes, runs] of [[[2, 8, 8, 1], 8], [[64, 32, 10], 8], [[784, 64, 10], 4]] as const) {
    const net = denseNetwork(sizes, 'tanh(z)')
    const s = new Snapshots(runs, net.params, 8e6)
    let p = Float64Array.from({ length: runs * net.params }, (_, i) => normal(1, 0, 0, 0, i % net.params))
    for (let e = 0; e < 400; e++) { p = p.map((v, i) => v * 0.995 + 0.02 * normal(2, 0, e, 0, i % 1009)); s.add(e, p) }
    console.log(sizes, net.params, 'kept', s.count)
    const tracks = Array.from({ length: runs }, (_, r) => s.track(r, { run: r, until: null, diverged: false }))
    for (const plane of [{ kind: 'pca' }, { kind: 'random', seed: 1 }, { kind: 'weights', x: 0, y: 1 }] as const) await time(plane.kind, () => { const a = pathsOf(plane, tracks, net); console.log(a.variance, a.box.flat().map((v) => v.toFixed(2)).join(' ')) })
    const loss = compileLoss({ kind: 'classwise', formula: '-y*l', params: {} }, net.outputs)
    const ref = new ReferenceNetwork(net, loss)
    const n = 1000
    const rows = { count: n, inputs: Float64Array.from({ length: n * net.inputs }, (_, i) => normal(3, 0, 0, 0, i)), targets: Float64Array.from({ length: n * net.outputs }, (_, i) => Number(i % (net.outputs + 1) === 0)) }
    const few = surfaceRows(rows, net, 65)
    const a = pathsOf({ kind: 'random', seed: 1 }, tracks, net)
    console.log('rows', few.count)
    let calls = 0
    await time('surface', () => planeSurface({ ...a, size: 65 }, async (ps, count, r) => { calls++; return Float64Array.from({ length: count }, (_, i) => ref.lossAndGradient(ps.subarray(i * net.params, (i + 1) * net.params), { ...r, masks: [] }, null)) }, few, net, async () => undefined, new AbortController().signal))
    console.log('calls', calls)
    await time('backprop', () => backpropOf({ network: net, loss, penalty: { l1: 0, l2: 0 }, text: { kind: 'classwise', formula: '-y*l' } }, p.slice(0, net.params), { ...few, masks: [] }))
  }
  void goldenProblem
}, 120000)
