// The rows that the page was given of the data, as marks in a plot.
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { partOf } from '../../../charts/network-decision.ts'
import type { DecisionScale } from '../../../charts/network-decision.ts'
import { cssColor, rampColor } from '../../../charts/theme.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import type { DataAnswer } from '../answers.ts'
import type { Mark } from './paint.ts'

/** Room around the data, as a share of its width. */
const room = 0.08

export function featureRange(data: DataAnswer, feature: number): readonly [number, number] {
  const [low, high] = [data.low[feature] ?? 0, data.high[feature] ?? 1]
  const pad = (high - low || 1) * room
  return [low - pad, high + pad]
}

/** Lowest and highest target of the rows at hand. */
export function targetRange({ pointTargets }: DataAnswer): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const target of pointTargets) {
    if (target < low) low = target
    if (target > high) high = target
  }
  return low < high ? [low, high] : [low - 0.5, low + 0.5]
}

/** What a colour of the decision surfaces stands for. */
export function decisionScale(data: DataAnswer): DecisionScale {
  if (data.classes === null) return { kind: 'numbers', range: targetRange(data) }
  return { kind: data.classes.length <= 2 ? 'two' : 'many' }
}

/** Column of the points; the target itself for `target`. */
export type PointAxis = number | 'target'

export function pointMarks(data: DataAnswer, [x, y]: readonly [PointAxis, PointAxis], box: PlotBox, theme: ChartTheme): readonly Mark[] {
  const mapping = mappingOf(box)
  const range = targetRange(data)
  const read = (row: number, axis: PointAxis): number => (axis === 'target' ? data.pointTargets[row] : data.points[row * data.pointWidth + axis]) ?? Number.NaN
  return Array.from(data.pointTargets, (target, row) => {
    const [px, py] = toPixel(mapping, read(row, x), read(row, y))
    const color = data.classes === null ? cssColor(rampColor(theme, partOf(target, range))) : classColor(target)
    return { x: px, y: py, color, shape: data.pointHeldOut[row] === 1 ? 'diamond' : 'disc' }
  })
}
