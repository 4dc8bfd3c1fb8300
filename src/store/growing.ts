// Numbers that are appended to while they are read: a buffer of twice the length takes over whenever one is full.

export interface Growing {
  readonly length: number
  push(value: number): void
  append(values: Float64Array): void
  /** Puts another number in the place of the last. */
  replaceLast(value: number): void
  /** A view of what is there now. Later numbers may lie in another buffer: read it, do not keep it. */
  view(): Float64Array
}

export function growing(): Growing {
  let buffer = new Float64Array(256)
  let length = 0
  const make = (room: number): void => {
    if (room <= buffer.length) return
    const larger = new Float64Array(Math.max(room, 2 * buffer.length))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }
  return {
    get length() {
      return length
    },
    push(value) {
      make(length + 1)
      buffer[length++] = value
    },
    append(values) {
      make(length + values.length)
      buffer.set(values, length)
      length += values.length
    },
    replaceLast(value) {
      if (length > 0) buffer[length - 1] = value
    },
    view: () => buffer.subarray(0, length),
  }
}
