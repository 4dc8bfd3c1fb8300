// A graph run in float64 over columns of any length: the inner loop of the reference trainer, so nothing is allocated once
// each width has been met.
import type { Node } from '../../formula/graph.ts'
import { Tape } from '../../formula/reference.ts'
import type { TapeBlock } from '../../formula/reference.ts'

/** Registers of a wider block would no longer stay in the processor's cache. */
const widest = 1024

interface Room {
  readonly block: TapeBlock
  /** One per name given to the tape, null where no root needs it. */
  readonly inputs: readonly (Float64Array | null)[]
}

export class ColumnTape {
  private readonly tape: Tape
  private readonly names: readonly string[]
  private readonly rooms = new Map<number, Room>()

  /** @param names of the symbols, in the order in which `run` is given their columns. */
  constructor(roots: readonly Node[], names: readonly string[]) {
    this.tape = new Tape(roots)
    this.names = names
  }

  /** Reads the first `count` values of each input column and writes as many of each root. An output may be an input. */
  run(count: number, inputs: readonly Float64Array[], outputs: readonly Float64Array[]): void {
    for (let from = 0; from < count; from += widest) {
      const length = Math.min(widest, count - from)
      const { block, inputs: columns } = this.room(length)
      for (let i = 0; i < columns.length; i++) copy(inputs[i], from, columns[i] ?? undefined, 0, length)
      block.run()
      for (let o = 0; o < outputs.length; o++) copy(block.outputs[o], 0, outputs[o], from, length)
    }
  }

  /** Widths are powers of two, so that batches of every size share a few rooms; what lies beyond `length` is not read. */
  private room(length: number): Room {
    const width = length <= 1 ? 1 : 2 ** (32 - Math.clz32(length - 1))
    const known = this.rooms.get(width)
    if (known) return known
    const block = this.tape.block(width)
    const room = { block, inputs: this.names.map((name) => block.input(name)) }
    this.rooms.set(width, room)
    return room
  }
}

/** A loop rather than `set`, which would want a view of the part. */
function copy(source: Float64Array | undefined, from: number, target: Float64Array | undefined, to: number, length: number): void {
  if (!source || !target) return
  for (let i = 0; i < length; i++) target[to + i] = source[from + i] as number
}
