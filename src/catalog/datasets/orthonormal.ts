import { drawsOf } from './table.ts'

/** `count` orthonormal vectors of `size` numbers in seeded directions, by Gram-Schmidt, made exact by a second pass. `which` tells sets of one seed apart. */
export function orthonormal(count: number, size: number, seed: number, which: number): number[][] {
  const found: number[][] = []
  for (let k = 0; k < count; k++) {
    const { normal } = drawsOf(seed, which * 1024 + k)
    let vector = Array.from({ length: size }, (_, i) => normal(i))
    for (const other of [...found, ...found]) {
      const overlap = dot(vector, other)
      vector = vector.map((v, i) => v - overlap * (other[i] ?? 0))
    }
    const length = Math.hypot(...vector)
    found.push(vector.map((v) => v / length))
  }
  return found
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)
