// The rows of a set as the page asks for them to write them into a file: inputs as they came, targets as the loss wants them.
import type { RowsAnswer, RowsPart } from '../../protocol/network-messages.ts'
import type { LossText } from '../../scenario/network/plan-types.ts'
import type { Part, Prepared } from './prepare.ts'
import { gather, judgedOf, meaningOf } from './problem.ts'

/**
 * Arrays of its own: what is sent is given away.
 * @throws Error with one sentence when loss and data do not fit.
 */
export function rowsAnswer(prepared: Prepared, loss: LossText): RowsAnswer {
  const { table, train, validation, statistics, inputScaling } = prepared
  const meaning = meaningOf(loss, prepared)
  const width = table.columns.length
  const part = (of: Part, indices: Uint32Array): RowsPart => {
    const inputs = new Float32Array(indices.length * width)
    indices.forEach((index, i) => {
      const row = of.rows[index] ?? 0
      inputs.set(table.features.subarray(row * width, (row + 1) * width), i * width)
    })
    return { count: indices.length, inputs, targets: gather(of, indices, width, meaning).targets }
  }
  return {
    task: meaning.task,
    features: width,
    outputs: meaning.outputs,
    image: table.image ?? null,
    train: part(train, train.rows.map((_, i) => i)),
    validation: part(validation, judgedOf(validation)),
    mean: inputScaling.mean.slice(),
    deviation: inputScaling.deviation.slice(),
    spread: statistics.deviation.slice(),
  }
}
