// The line search of L-BFGS: strong Wolfe conditions by bracketing and cubic interpolation, after Schmidt's minFunc, in the
// form of PyTorch. golden/OPTIMIZERS.md, section 5, spells out every step; the numbering below is its.

/** phi(at) = f(theta + at*d) and its slope there. */
export interface Sample {
  readonly at: number
  readonly value: number
  readonly slope: number
}

const decrease = 1e-4
const curvature = 0.9
const maxSamples = 25
/** A bracket that moves no coordinate further than this is closed. */
const closed = 1e-9

/**
 * @param start the sample at 0
 * @param size the largest coordinate of the direction, |d|
 * @returns the accepted step
 */
export function strongWolfe(sample: (at: number) => Sample, start: Sample, first: number, size: number): number {
  const tooHigh = (s: Sample): boolean => s.value > start.value + decrease * s.at * start.slope
  const flat = (s: Sample): boolean => Math.abs(s.slope) <= curvature * Math.abs(start.slope)
  let previous = start
  let current = sample(first)
  let n = 0
  let bracket: [Sample, Sample] | null = null
  while (n < maxSamples) {
    if (tooHigh(current) || (n > 1 && current.value >= previous.value)) {
      bracket = [previous, current]
      break
    }
    if (flat(current)) return current.at
    if (current.slope >= 0) {
      bracket = [previous, current]
      break
    }
    const next = cubic(previous, current, current.at + 0.01 * (current.at - previous.at), 10 * current.at)
    previous = current
    current = sample(next)
    n += 1
  }
  return zoom({ sample, tooHigh, flat, size }, bracket ?? [start, current], n)
}

interface Search {
  readonly sample: (at: number) => Sample
  readonly tooHigh: (s: Sample) => boolean
  readonly flat: (s: Sample) => boolean
  readonly size: number
}

function zoom({ sample, tooHigh, flat, size }: Search, ends: [Sample, Sample], samples: number): number {
  let low = lowerEnd(ends)
  let close = false
  for (let n = samples; n < maxSamples; n++) {
    const [left, right] = [Math.min(ends[0].at, ends[1].at), Math.max(ends[0].at, ends[1].at)]
    if ((right - left) * size < closed) break
    let at = cubic(ends[0], ends[1], left, right)
    const margin = 0.1 * (right - left)
    if (Math.min(right - at, at - left) < margin) {
      const stuck: boolean = close || at >= right || at <= left
      if (stuck) at = right - at < at - left ? right - margin : left + margin
      close = !stuck
    } else close = false
    const found = sample(at)
    const high = low === 0 ? 1 : 0
    if (tooHigh(found) || found.value >= ends[low].value) {
      ends[high] = found
      low = lowerEnd(ends)
      continue
    }
    if (!flat(found) && found.slope * (ends[high].at - ends[low].at) >= 0) ends[high] = ends[low]
    ends[low] = found
    if (flat(found)) break
  }
  return ends[low].at
}

const lowerEnd = (ends: readonly [Sample, Sample]): 0 | 1 => (ends[0].value <= ends[1].value ? 0 : 1)

/** Minimum of the cubic through both samples, kept within the limits; their middle where the cubic has none. */
function cubic(p: Sample, q: Sample, low: number, high: number): number {
  const [a, b] = p.at <= q.at ? [p, q] : [q, p]
  const e = a.slope + b.slope - (3 * (a.value - b.value)) / (a.at - b.at)
  const square = e * e - a.slope * b.slope
  if (!(square >= 0)) return (low + high) / 2
  const r = Math.sqrt(square)
  const at = b.at - (b.at - a.at) * ((b.slope + r - e) / (b.slope - a.slope + 2 * r))
  return Number.isNaN(at) ? (low + high) / 2 : Math.min(Math.max(at, low), high)
}
