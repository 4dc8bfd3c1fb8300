// Decision surfaces of networks over two features, side by side, with the validation rows on them.
import type { FieldsBlock, Label } from '../../protocol/strategy-messages.ts'
import { decisionOf, decisionRows } from '../network/inspect/decision.ts'
import type { Prepared } from '../network/prepare.ts'
import type { Task } from './task.ts'

const size = 60
/** Share of the data's width around them. */
const margin = 0.15

export interface Panel {
  readonly name: Label
  /** [params] */
  readonly params: Float64Array
}

/** `prepared` has two features, and says which validation rows are drawn. */
export function fieldsOf(title: Label, { network, meaning }: Task, { table, validation, statistics, inputScaling, targetScaling }: Prepared, panels: readonly Panel[]): FieldsBlock {
  const side = (feature: number): readonly [number, number] => {
    const [low, high] = [statistics.low[feature] ?? 0, statistics.high[feature] ?? 1]
    return [low - margin * (high - low), high + margin * (high - low)]
  }
  const box = [side(0), side(1)] as const
  const rows = decisionRows({ features: [0, 1], box, size }, statistics.mean, inputScaling)
  const feature = (place: number): Float32Array => Float32Array.from(validation.rows, (row) => table.features[2 * row + place] ?? Number.NaN)
  return {
    kind: 'fields', title, box, size,
    panels: panels.map(({ name, params }) => ({ name, ...decisionOf(network.forward(params, rows), rows.count, meaning, targetScaling) })),
    points: { x: feature(0), y: feature(1), target: Float32Array.from(validation.targets) },
  }
}
