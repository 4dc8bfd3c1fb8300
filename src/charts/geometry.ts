// What can be drawn and said about the landscape at one point: curvature, the largest stable rate, arrows.

export interface LocalShape {
  readonly loss: number
  readonly gradient: readonly [number, number]
  readonly gradientNorm: number
  /** Eigenvalues of the Hessian, the larger first. */
  readonly eigenvalues: readonly [number, number]
  /** Unit eigenvector of the larger one. */
  readonly axis: readonly [number, number]
  /** 2 / lambda_max for plain gradient descent; null where no direction curves upwards. */
  readonly largestStableLr: number | null
}

export function localShape(loss: number, gx: number, gy: number, hxx: number, hxy: number, hyy: number): LocalShape {
  const mean = (hxx + hyy) / 2
  const half = (hxx - hyy) / 2
  const root = Math.hypot(half, hxy)
  const angle = 0.5 * Math.atan2(hxy, half)
  const larger = mean + root
  return {
    loss,
    gradient: [gx, gy],
    gradientNorm: Math.hypot(gx, gy),
    eigenvalues: [larger, mean - root],
    axis: [Math.cos(angle), Math.sin(angle)],
    largestStableLr: larger > 0 && Number.isFinite(larger) ? 2 / larger : null,
  }
}

/**
 * The curve of equal height of the local quadratic: semi-axes 1/sqrt|lambda|, scaled to `reach` for the longer one, and
 * at most 12 times as long as wide. Points around the origin, in the units of `reach`.
 */
export function eigenEllipse({ eigenvalues, axis }: LocalShape, reach: number, points = 48): (readonly [number, number])[] {
  const semi = eigenvalues.map((value) => 1 / Math.sqrt(Math.abs(value) || Number.MIN_VALUE))
  const [first = 1, second = 1] = semi
  const longest = Math.max(first, second)
  const a = Math.max(1 / 12, first / longest) * reach
  const b = Math.max(1 / 12, second / longest) * reach
  return Array.from({ length: points }, (_, i) => {
    const turn = (2 * Math.PI * i) / points
    const [u, v] = [a * Math.cos(turn), b * Math.sin(turn)]
    return [u * axis[0] - v * axis[1], u * axis[1] + v * axis[0]]
  })
}

/** A direction as an arrow in pixels; lengths in decades, because gradients span many. Null where there is none. */
export function arrowPixels(dx: number, dy: number, scaleX: number, scaleY: number, size: number): readonly [number, number] | null {
  const [px, py] = [dx * scaleX, dy * scaleY]
  const length = Math.hypot(px, py)
  if (!Number.isFinite(length) || length === 0) return null
  const shown = Math.max(20, Math.min(64, 38 + 9 * Math.log10(size)))
  return [(px / length) * shown, (py / length) * shown]
}

/** The pair of slots that is the rule's momentum: `m`, else a buffer by another of its usual names. */
export function momentumSlot(slots: Readonly<Record<string, Float64Array>>): { readonly x: Float64Array; readonly y: Float64Array } | null {
  for (const name of ['m', 'momentum', 'buf', 'b', 'vel', 'u', 'v']) {
    const x = slots[`${name}.x`]
    const y = slots[`${name}.y`]
    // `v` beside `m` or alone with only positive numbers is a mean of squares, which has no direction.
    if (x !== undefined && y !== undefined && (name !== 'v' || x.some((value) => value < 0) || y.some((value) => value < 0))) return { x, y }
  }
  return null
}
