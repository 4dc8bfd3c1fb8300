// Elementary functions that a device's own cannot be trusted with. WebGPU promises sin and cos only to 2^-11, WebGL promises
// nothing; near zero tfjs's tanh, erf and log1p lose all digits; some drivers turn what is not a number into one.
// Composed of additions and multiplications, each an operation of its own, so that no shader compiler re-associates them.
import * as tf from '@tensorflow/tfjs'

type Unary = (x: tf.Tensor) => tf.Tensor

/** c0 + c1·z + c2·z² + … */
const polynomial = (z: tf.Tensor, coefficients: readonly number[]): tf.Tensor =>
  coefficients.reduceRight<tf.Tensor>((sum, c) => tf.add(tf.mul(sum, z), c), tf.scalar(0))

/** An odd series x·(c0 + c1·x² + …) where |x| < limit, and `beyond` elsewhere. */
const nearZero = (limit: number, coefficients: readonly number[], beyond: Unary): Unary => (x) =>
  tf.where(tf.less(tf.abs(x), limit), tf.mul(x, polynomial(tf.square(x), coefficients)), beyond(x))

/** Not a number stays so. */
const strict = (f: Unary): Unary => (x) => tf.where(tf.isNaN(x), x, f(x))

/** π as a sum whose first parts have so few bits that k times them is exact for |k| < 4096 (Cody & Waite 1980). */
const piParts = [3.140625, 9.675025939941406e-4, 1.509957990978376e-7] as const
/** Taylor to r^13: at |r| = π/2 the next term is 7e-10. */
const sineSeries = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362_880, -1 / 39_916_800, 1 / 6_227_020_800]

/** sin where `half` is 0, cos where it is 1/2: x = r + (k + half)π with |r| <= π/2, so up to its sign the value is sin(r). */
function wave(x: tf.Tensor, half: 0 | 0.5): tf.Tensor {
  const k = tf.floor(tf.add(tf.mul(x, 1 / Math.PI), half === 0 ? 0.5 : 0))
  const turns = tf.add(k, half)
  const r = piParts.reduce<tf.Tensor>((rest, part) => tf.sub(rest, tf.mul(turns, part)), x)
  const odd = tf.sub(k, tf.mul(2, tf.floor(tf.mul(k, 0.5))))
  const sign = half === 0 ? tf.sub(1, tf.mul(2, odd)) : tf.sub(tf.mul(2, odd), 1)
  // Far out, where the digits of x end before the point, any value of a wave is as good as another: but it is one.
  const angle = tf.clipByValue(r, -Math.PI / 2, Math.PI / 2)
  return tf.mul(tf.mul(sign, angle), polynomial(tf.square(angle), sineSeries))
}

export const sin: Unary = (x) => wave(x, 0)
export const cos: Unary = (x) => wave(x, 0.5)
export const tan: Unary = (x) => tf.div(sin(x), cos(x))

export const sign = strict(tf.sign)
export const exp = strict(tf.exp)
export const sigmoid = strict(tf.sigmoid)

/** Some drivers give log(0) as a number. */
export const log = strict((x) => tf.where(tf.equal(x, 0), tf.scalar(-Infinity), tf.log(x)))

/** log((1 + s)/(1 - s)) = 2·(s + s³/3 + …) with s = x/(2 + x); at |s| = 1/3 the next term is 2e-9. */
const artanhSeries = Array.from({ length: 8 }, (_, k) => 2 / (2 * k + 1))
export function log1p(x: tf.Tensor): tf.Tensor {
  const s = tf.div(x, tf.add(x, 2))
  return tf.where(tf.less(tf.abs(x), 0.5), tf.mul(s, polynomial(tf.square(s), artanhSeries)), log(tf.add(x, 1)))
}

/** Taylor; at 1/2 the next term is 4e-8. */
export const tanh = nearZero(0.5, [1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835, -1382 / 155_925, 21_844 / 6_081_075], tf.tanh)

/** 2/√π · (-1)^k / (k!·(2k + 1)); at 1 the next term is 1e-9. */
const erfSeries = [1, -3, 10, -42, 216, -1320, 9360, -75_600, 685_440, -6_894_720, 76_204_800].map((d) => 2 / Math.sqrt(Math.PI) / d)
export const erf = nearZero(1, erfSeries, tf.erf)

/** tfjs's own division on WebGL gives 1 for 0/0. */
export function div(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.getBackend() === 'webgl' ? tf.mul(a, tf.reciprocal(b)) : tf.div(a, b)
}

/** Drivers take a^b through the logarithm of a: at 0 that is not what it should be, nor does it keep what is not a number. */
export function pow(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [one, both] = [tf.scalar(1), tf.add(a, b)]
  const ofZero = tf.where(tf.less(b, 0), tf.scalar(Infinity), tf.scalar(0))
  return tf.where(tf.equal(b, 0), one, tf.where(tf.isNaN(both), both, tf.where(tf.equal(a, 0), ofZero, tf.pow(a, b))))
}
