// The golden rows of losses on tfjs, on each of its devices, values and gradients.
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { lossById } from '../../../catalog/losses/registry.ts'
import { lossRows } from '../../../golden/load.ts'
import type { LossRow } from '../../../golden/load.ts'
import { numbersOf } from '../../../scenario/columns.ts'
import { onDevice } from '../../tfjs/testing.ts'
import { compileLoss } from '../loss.ts'
import { withExactShapes } from './exact-shapes.ts'
import { lossOp } from './loss-op.ts'
import { devices } from './testing.ts'

/** Losses of probabilities are those of logits with l = log p; as elements, so their mean is so many times too small. */
const ofProbabilities: Readonly<Record<string, string>> = { cce_probs: 'cce_logits', kl_probs: 'kl_logits' }

function programOf(row: LossRow, k: number): { program: ReturnType<typeof compileLoss>; scale: number } {
  const logits = ofProbabilities[row.loss]
  const loss = lossById.get(logits ?? row.loss)
  if (!loss) throw new Error(`no loss ${row.loss}`)
  const params = numbersOf(loss.params, { ...Object.fromEntries(loss.params.map((p) => [p.name, p.default])), ...row.hyper })
  if (logits === undefined) return { program: compileLoss({ ...loss, params }, k), scale: 1 }
  return { program: compileLoss({ kind: 'pointwise', formula: `l = log(p)\n${loss.formula}`, params }, k), scale: k }
}

describe.each(devices)('%s', (device) => {
  it.each(lossRows.map((row, i) => [`${i} ${row.loss} ${JSON.stringify(row.hyper)}`, row] as const))('golden row %s', async (_, row) => {
    const [n, k] = [row.prediction.length, row.prediction[0]?.length ?? 0]
    const { program, scale } = programOf(row, k)
    const found = await withExactShapes((work) => onDevice(device, work))(async () => {
      const [p, y] = [tf.tensor3d(row.prediction.flat(), [1, n, k]), tf.tensor3d(row.target.flat(), [1, n, k])]
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => tf.sum(lossOp(program).learning(x, y)))(p)
      const read = { value: (await value.data())[0] ?? Number.NaN, grad: Array.from(await grad.data()), backend: tf.getBackend() }
      tf.dispose([p, y, value, grad])
      return read
    })
    expect(found.backend).toBe(device)
    // The README of the golden rows: float32 within 4·f32_dev + 2e-6 of 1 + |reference|.
    const tolerance = 4 * row.f32_dev + 2e-6
    const off = (got: number, reference: number): number => Math.abs(scale * got - reference) / (1 + Math.abs(reference))
    expect(off(found.value, row.value)).toBeLessThanOrEqual(tolerance)
    row.grad.flat().forEach((reference, i) => expect(off(found.grad[i] ?? Number.NaN, reference), `element ${i}`).toBeLessThanOrEqual(tolerance))
  })
})
