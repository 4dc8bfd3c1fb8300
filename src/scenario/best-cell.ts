// Choosing among the cells of a grid. A lucky spike is no advice: a cell is judged by the worst among itself and its neighbours.
import type { SweepColour } from './types.ts'

/** What a summary says of each cell, the first axis running fastest. */
export interface Outcomes {
  readonly final: ArrayLike<number>
  readonly best: ArrayLike<number>
  /** Steps to tolerance, or -1. */
  readonly reached: ArrayLike<number>
  /** Step at which the run diverged, or -1. */
  readonly stopped: ArrayLike<number>
}

/** Smaller is better; Infinity for a run that diverged or never arrived. */
export function scoreOf(outcomes: Outcomes, colour: SweepColour, cell: number): number {
  if (colour === 'steps') {
    const steps = outcomes.reached[cell] ?? -1
    return steps < 0 ? Number.POSITIVE_INFINITY : steps
  }
  if ((outcomes.stopped[cell] ?? -1) >= 0) return Number.POSITIVE_INFINITY
  const value = outcomes[colour][cell] ?? Number.NaN
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
}

/** The best cell as it stands; of equals the one whose neighbours are best. Null where none has a score. */
export function bestCell(outcomes: Outcomes, colour: SweepColour, columns: number, rows: number): number | null {
  return pick(columns * rows, [(cell) => scoreOf(outcomes, colour, cell), worstAround((cell) => scoreOf(outcomes, colour, cell), columns, rows)])
}

/** The cell whose worst neighbour ends lowest; of equals the one that gets within tolerance soonest, neighbours included. */
export function robustCell(outcomes: Outcomes, columns: number, rows: number): number | null {
  const final = worstAround((cell) => scoreOf(outcomes, 'final', cell), columns, rows)
  const steps = worstAround((cell) => scoreOf(outcomes, 'steps', cell), columns, rows)
  return pick(columns * rows, [final, steps, (cell) => scoreOf(outcomes, 'final', cell)])
}

/** Lowest by the first criterion, ties by the next; among full ties the middle one, which is farthest from any edge. */
function pick(cells: number, criteria: readonly ((cell: number) => number)[]): number | null {
  let left: Iterable<number> = Array(cells).keys()
  let kept: number[] = []
  for (const [level, criterion] of criteria.entries()) {
    let lowest = Number.POSITIVE_INFINITY
    kept = []
    for (const cell of left) {
      const score = criterion(cell)
      if (score > lowest) continue
      if (score < lowest) kept = []
      lowest = score
      kept.push(cell)
    }
    if (level === 0 && lowest === Number.POSITIVE_INFINITY) return null
    left = kept
  }
  return kept[Math.floor((kept.length - 1) / 2)] ?? null
}

function worstAround(score: (cell: number) => number, columns: number, rows: number): (cell: number) => number {
  return (cell) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    let worst = Number.NEGATIVE_INFINITY
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) worst = Math.max(worst, score(r * columns + c))
    }
    return worst
  }
}
