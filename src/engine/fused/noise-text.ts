// Noise in a fused kernel: the same bits as formula/random.ts.
import type { NoiseKind } from '../../formula/plane.ts'

/** @param run suffix of the run's own names; @param suffix of the names that are made here; @param step its number, as a text */
export function noiseLines(kind: NoiseKind, run: string, suffix: string, step: string): string[] {
  if (kind === 'none') return []
  const key = `step_key${suffix}`
  const draw = kind === 'heavy-tail' ? [`heavy_(uniform_(${key}, 0u))`, `heavy_(uniform_(${key}, 2u))`] : [`normal_(${key}, 0u)`, `normal_(${key}, 2u)`]
  return [`let ${key} = pcg_(seed${run} ^ (p.first + ${step} + 1u));`, `let noise_x${suffix} = ${draw[0]};`, `let noise_y${suffix} = ${draw[1]};`]
}

export const noiseHelpers = `
fn pcg_(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}
fn uniform_(key: u32, index: u32) -> f32 { return (f32(pcg_(key ^ index) >> 9u) + 0.5) * 1.1920928955078125e-7; }
fn cosine_of_turns_(u: f32) -> f32 {
  let n = round(4.0 * u);
  return quadrant_((4.0 * u - n) * 1.5707963267948966, i32(n) + 1);
}
fn normal_(key: u32, index: u32) -> f32 { return sqrt(-2.0 * log_(uniform_(key, index))) * cosine_of_turns_(uniform_(key, index + 1u)); }
fn heavy_(u: f32) -> f32 { return (2.0 * u - 1.0) / sqrt(2.0 * u * (1.0 - u)); }
`
