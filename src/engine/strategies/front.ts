// What no other beats: the Pareto front of two numbers that are both better small.

/** Places of those for which nobody has at most their cost and less loss, nor less cost and at most their loss; cheapest first. */
export function paretoFront(cost: readonly number[], loss: readonly number[]): number[] {
  const sound = cost.map((_, i) => i).filter((i) => Number.isFinite(cost[i]) && Number.isFinite(loss[i]))
  const order = sound.toSorted((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0) || (loss[a] ?? 0) - (loss[b] ?? 0))
  const front: number[] = []
  let best = Infinity
  for (const i of order) {
    if ((loss[i] ?? Infinity) >= best) continue
    best = loss[i] ?? best
    front.push(i)
  }
  return front
}
