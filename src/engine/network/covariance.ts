// How stretched the cloud of inputs is: the condition number that a linear model's loss inherits.

const mostFeatures = 64
/** Below this part of the largest eigenvalue nothing varies: what is left there is the rounding of float32. */
const nothing = 1e-13

/**
 * Largest by smallest eigenvalue of the covariance of `inputs`, [rows, width]. Directions in which nothing varies (a column
 * of one value, columns that add up to one) are left out. null where there are too many columns, or nothing varies at all.
 */
export function conditionOf(inputs: Float32Array, rows: number, width: number): number | null {
  if (width > mostFeatures) return null
  const eigenvalues = symmetricEigenvalues(covarianceOf(inputs, rows, width), width)
  const largest = Math.max(...eigenvalues)
  return largest > 0 ? largest / Math.min(...eigenvalues.filter((v) => v > nothing * largest)) : null
}

/** [width, width] */
function covarianceOf(inputs: Float32Array, rows: number, width: number): Float64Array {
  const mean = new Float64Array(width)
  inputs.forEach((value, i) => {
    mean[i % width] = (mean[i % width] ?? 0) + value / rows
  })
  const covariance = new Float64Array(width * width)
  const centred = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < width; f++) centred[f] = (inputs[row * width + f] ?? 0) - (mean[f] ?? 0)
    for (let a = 0; a < width; a++) {
      const value = (centred[a] ?? 0) / rows
      for (let b = 0; b < width; b++) covariance[a * width + b] = (covariance[a * width + b] ?? 0) + value * (centred[b] ?? 0)
    }
  }
  return covariance
}

/** By Jacobi's rotations (Golub & Van Loan, section 8.5); `matrix`, [size, size] and symmetric, is used up. */
export function symmetricEigenvalues(matrix: Float64Array, size: number): number[] {
  const at = (i: number, j: number): number => matrix[i * size + j] ?? 0
  const norm = Math.sqrt(matrix.reduce((sum, v) => sum + v * v, 0))
  // Convergence is quadratic: a handful of sweeps in practice, forty for what nobody has seen.
  for (let sweep = 0; sweep < 40; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off = Math.max(off, Math.abs(at(p, q)))
    if (off <= 1e-18 * norm) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) if (at(p, q) !== 0) rotate(matrix, size, p, q)
  }
  return Array.from({ length: size }, (_, i) => at(i, i))
}

/** Turns the plane of axes p and q so that their off-diagonal entry becomes 0. */
function rotate(matrix: Float64Array, size: number, p: number, q: number): void {
  const at = (i: number, j: number): number => matrix[i * size + j] ?? 0
  const tau = (at(q, q) - at(p, p)) / (2 * at(p, q))
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = tangent * cosine
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [at(k, p), at(k, q)]
    matrix[k * size + p] = cosine * kp - sine * kq
    matrix[k * size + q] = sine * kp + cosine * kq
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [at(p, k), at(q, k)]
    matrix[p * size + k] = cosine * pk - sine * qk
    matrix[q * size + k] = sine * pk + cosine * qk
  }
}
