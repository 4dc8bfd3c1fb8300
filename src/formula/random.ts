// Counter-based random numbers: a hash of (seed, stream, run, step, index) in u32 arithmetic alone, so that TypeScript and
// WGSL give the same bits and no result depends on how the work is cut. The hash is PCG-RXS-M-XS 32/32 (O'Neill 2014; as a
// hash: Jarzynski & Olano, JCGT 9(3), 2020), applied once per key.

export function pcg(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) >>> 0
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0
  return ((word >>> 22) ^ word) >>> 0
}

/** One number per use, so that no two uses share a draw. */
export const stream = { noise: 1, data: 2, split: 3, order: 4, jitter: 5, shift: 6, weights: 7, dropout: 8, plane: 20 } as const

export function hash(seed: number, streamId: number, run: number, step: number, index: number): number {
  return pcg(pcg(pcg(pcg(pcg(seed >>> 0) ^ streamId) ^ run) ^ step) ^ index)
}

/** In (0, 1), with 24 significant bits so that float32 holds it exactly. */
export function uniform(bits: number): number {
  return ((bits >>> 9) + 0.5) * 2 ** -23
}

/** A standard normal draw from two uniforms (Box & Muller 1958). */
export function gaussian(u1: number, u2: number): number {
  return Math.sqrt(-2 * Math.log(u1)) * Math.cos(2 * Math.PI * u2)
}

/** The standard normal draw of a key; it takes the uniforms at 2*index and 2*index + 1. */
export function normal(seed: number, streamId: number, run: number, step: number, index: number): number {
  return gaussian(uniform(hash(seed, streamId, run, step, 2 * index)), uniform(hash(seed, streamId, run, step, 2 * index + 1)))
}

/** 0 … count-1 in the seeded order of a step (Fisher & Yates, as Durstenfeld 1964). */
export function permutation(seed: number, streamId: number, step: number, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((hash(seed, streamId, 0, step, i) / 2 ** 32) * (i + 1))
    const moved = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = moved
  }
  return order
}

/** The order in which an epoch (0 for the first) goes through its rows: one order, shared by all runs with this seed. */
export const epochOrder = (seed: number, epoch: number, count: number): Uint32Array => permutation(seed, stream.order, epoch, count)

/** Student's t with 2 degrees of freedom: heavy tails without a finite variance, and a closed inverse. */
export function heavyTail(u: number): number {
  return (2 * u - 1) / Math.sqrt(2 * u * (1 - u))
}

/** The unit draws for the two gradient components at a step: the same for every run with this seed. */
export function noisePair(kind: 'none' | 'gaussian' | 'multiplicative' | 'heavy-tail', seed: number, step: number): readonly [number, number] {
  if (kind === 'none') return [0, 0]
  const u = (index: number): number => uniform(hash(seed, stream.noise, 0, step, index))
  return kind === 'heavy-tail' ? [heavyTail(u(0)), heavyTail(u(2))] : [gaussian(u(0), u(1)), gaussian(u(2), u(3))]
}
