// Where a run's numbers lie in kernels. Each tensor is padded to fours, so that four lanes never work on two tensors.
import type { Network, TensorSpec } from '../../../catalog/network-types.ts'
import type { FusedRule } from './rule.ts'

/** A tensor at `offset` of the padded vector; `from` is its place in the flat one. */
export interface Placed {
  readonly spec: TensorSpec
  readonly from: number
  readonly offset: number
  readonly size: number
  readonly padded: number
}

/** State of a run, in words: whether it goes on, then from `norms` on those of the last gradient [tensors], then each state. */
export interface Layout {
  readonly tensors: readonly Placed[]
  /** Parameters with padding. */
  readonly width: number
  readonly norms: number
  /** First word of each state: `width` words of a wide one, one for each tensor of the others. */
  readonly states: readonly number[]
  readonly words: number
}

const fours = (n: number): number => 4 * Math.ceil(n / 4)

export function layoutOf(network: Network, rule: FusedRule): Layout {
  let width = 0
  const tensors = network.tensors.map((spec): Placed => {
    const offset = width
    width += fours(spec.size)
    return { spec, from: spec.offset, offset, size: spec.size, padded: fours(spec.size) }
  })
  const norms = 4
  let words = norms + fours(tensors.length)
  const states = rule.states.map((s) => {
    const at = words
    words += s.wide ? width : fours(tensors.length)
    return at
  })
  return { tensors, width, norms, states, words }
}

/** [runs, words] from the flat values of each state, [states][runs][params]. */
export function packStates(layout: Layout, rule: FusedRule, runs: number, value: (state: number, run: number) => ArrayLike<number>): Float32Array<ArrayBuffer> {
  const { tensors, words } = layout
  const packed = new Float32Array(runs * words)
  for (let run = 0; run < runs; run++) {
    packed[run * words] = 1
    rule.states.forEach(({ wide }, s) => {
      const values = value(s, run)
      const to = run * words + (layout.states[s] ?? 0)
      tensors.forEach(({ from, offset, size }, k) => {
        if (!wide) packed[to + k] = values[from] ?? Number.NaN
        else for (let i = 0; i < size; i++) packed[to + offset + i] = values[from + i] ?? Number.NaN
      })
    })
  }
  return packed
}

/** A wide state of every run, [runs, params]. */
export function unpackState(layout: Layout, packed: Float32Array, state: number, runs: number, params: number): Float64Array {
  const all = new Float64Array(runs * params)
  for (let run = 0; run < runs; run++) {
    const at = run * layout.words + (layout.states[state] ?? 0)
    for (const { from, offset, size } of layout.tensors) all.set(packed.subarray(at + offset, at + offset + size), run * params + from)
  }
  return all
}
