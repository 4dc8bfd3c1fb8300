// The host's share of a step: what depends on hyper-parameters and time alone is computed in float64 for every run and
// handed to the device as columns [runs, 1]. So 1 - beta2^t keeps its digits, and a schedule costs the device nothing.
import { hostNodes } from '../../formula/shape.ts'
import type { Stateful } from '../../formula/shape.ts'
import { Tape } from '../../formula/reference.ts'
import type { TapeBlock } from '../../formula/reference.ts'
import { topological } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'

export interface HostShare {
  /** Host nodes that device work reads directly, with their column after `advance`. */
  readonly boundary: ReadonlyMap<Node, Float64Array>
  /** States kept on the host, with their values before the next update; all others are the device's. */
  readonly hostStates: ReadonlyMap<Node, Float64Array>
  /** Computes the boundary for update number `t`. */
  advance(t: number): void
  /** Moves the host's states on; call once per step, after the boundary has been read. */
  commit(): void
  /** Takes hyper-parameters anew, after they have changed; what is carried from step to step stays. */
  refill(): void
}

export function hostShare(roots: readonly Node[], states: readonly Stateful[], runs: number, fill: (block: TapeBlock) => void): HostShare {
  const host = hostNodes(roots, states)
  const kept = states.filter((s) => host.has(s.symbol))
  const deviceRoots = [...roots, ...states.filter((s) => !host.has(s.symbol)).flatMap((s) => [s.next])]
  const boundary = boundaryOf(deviceRoots, host)
  const tape = new Tape([...boundary, ...kept.map((s) => s.next)])
  const block = tape.block(runs)
  fill(block)
  const starts = new Tape(kept.map((s) => s.start)).block(runs)
  fill(starts)
  starts.run()
  kept.forEach((s, i) => block.input(s.symbol.name)?.set(starts.outputs[i] ?? []))
  return {
    boundary: new Map(boundary.map((node, i) => [node, block.outputs[i] ?? new Float64Array(runs)])),
    hostStates: new Map(kept.map((s, i) => [s.symbol, block.input(s.symbol.name) ?? starts.outputs[i] ?? new Float64Array(runs)])),
    advance: (t) => {
      block.input('t')?.fill(t)
      block.run()
    },
    refill: () => fill(block),
    commit: () => {
      const next = kept.map((_, i) => block.outputs[boundary.length + i]?.slice() ?? new Float64Array(runs))
      kept.forEach((s, i) => block.input(s.symbol.name)?.set(next[i] ?? []))
    },
  }
}

/** Host nodes, other than constants, that a device node or a root reads. */
function boundaryOf(roots: readonly Node[], host: ReadonlySet<Node>): Node[] {
  const found = new Set<Node>()
  const note = (node: Node): void => {
    if (host.has(node) && node.op !== 'const') found.add(node)
  }
  roots.forEach(note)
  for (const node of topological(roots)) if (!host.has(node)) node.args.forEach(note)
  return [...found]
}
