// The Newton-Schulz iteration that makes a matrix roughly orthogonal, in float64 (Jordan et al. 2024; golden rows
// `newton_schulz`): X = M/max(‖M‖, eps), then X <- a·X + (b·A + c·A²)·X with A = X·Xᵀ, on the side that is shorter.

export const newtonSchulz = [3.4445, -4.775, 2.0315] as const

interface Matrix {
  readonly offset: number
  readonly fanIn: number
  readonly fanOut: number
}

/** Reads the matrix [fanIn, fanOut] at `offset` of `from` and writes its image to the same place of `to`. */
export function orthogonalize(from: Float64Array, to: Float64Array, { offset, fanIn, fanOut }: Matrix, steps: number, eps: number): void {
  const turned = fanIn > fanOut
  const [n, m] = turned ? [fanOut, fanIn] : [fanIn, fanOut]
  const place = (i: number, j: number): number => offset + (turned ? j * fanOut + i : i * fanOut + j)
  let x = new Float64Array(n * m)
  let squares = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const value = from[place(i, j)] as number
      x[i * m + j] = value
      squares += value * value
    }
  }
  const size = Math.max(Math.sqrt(squares), eps)
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / size
  const [a, b, c] = newtonSchulz
  for (let step = 0; step < steps; step++) {
    const gram = timesTransposed(x, n, m)
    const square = times(gram, gram, n, n, n)
    for (let i = 0; i < square.length; i++) square[i] = b * (gram[i] as number) + c * (square[i] as number)
    const change = times(square, x, n, n, m)
    for (let i = 0; i < change.length; i++) change[i] = a * (x[i] as number) + (change[i] as number)
    x = change
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) to[place(i, j)] = x[i * m + j] as number
}

/** X·Xᵀ of X [n, m]. */
function timesTransposed(x: Float64Array, n: number, m: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < m; k++) sum += (x[i * m + k] as number) * (x[j * m + k] as number)
      out[i * n + j] = sum
      out[j * n + i] = sum
    }
  }
  return out
}

/** A·B of A [n, k] and B [k, m]. */
function times(a: Float64Array, b: Float64Array, n: number, inner: number, m: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * m)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k] as number
      for (let j = 0; j < m; j++) out[i * m + j] = (out[i * m + j] as number) + value * (b[k * m + j] as number)
    }
  }
  return out
}
