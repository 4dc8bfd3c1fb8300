// What strangers send: valid texts that were bent, and raw noise. Drawn with fixed seeds, so that a failure comes again.
import fc from 'fast-check'

/** A text of random kind: letters, any signs of Unicode, halves of signs, the language's own words, and long ones. */
const noise = (words: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 3000 })).map(([word, times]) => word.repeat(times)),
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '1e999', '-0', '9'.repeat(400), `0.${'0'.repeat(400)}1`, '\u202E', '\u0000', '<img src=x onerror=alert(1)>', '%', '%E0%A4%A'),
  )

/** One of the texts, bent in up to three places; now and then noise alone. */
export function bent(texts: readonly string[], words: readonly string[]): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const bend = fc.record({ kind: fc.constantFrom('insert', 'replace', 'remove', 'twice', 'cut', 'swap'), from: place, length: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })), piece: noise(words) })
  const bentText = fc.tuple(fc.constantFrom(...texts), fc.array(bend, { minLength: 1, maxLength: 3 })).map(([text, bends]) =>
    bends.reduce((now, { kind, from, length, piece }) => {
      const at = Math.floor(from * now.length)
      const [head, middle, tail] = [now.slice(0, at), now.slice(at, at + length), now.slice(at + length)]
      if (kind === 'insert') return head + piece + middle + tail
      if (kind === 'replace') return head + piece + tail
      if (kind === 'remove') return head + tail
      if (kind === 'twice') return head + middle + middle + tail
      return kind === 'cut' ? head : tail + middle + head
    }, text),
  )
  return fc.oneof({ weight: 4, arbitrary: bentText }, { weight: 1, arbitrary: noise(words) })
}

const mostMilliseconds = 100
const tries = 8

/**
 * Reads every text, none of which may take long. A busy machine may stop the test at any text for a while: what was slow is read
 * up to eight times more, and the fastest counts. Answers that are remembered must be forgotten by the reader between the tries.
 */
export function readAll<T>(texts: Iterable<T>, read: (text: T) => void, show: (text: T) => string = String): void {
  const took = (text: T): number => {
    const before = performance.now()
    read(text)
    return performance.now() - before
  }
  for (const text of texts) {
    if (took(text) > mostMilliseconds) {
      let best = Infinity
      for (let i = 0; i < tries && best > mostMilliseconds; i++) best = Math.min(best, took(text))
      if (best > mostMilliseconds) throw new Error(`expected an answer within ${mostMilliseconds} ms, got one after ${Math.round(best)} ms: ${show(text).slice(0, 300)}`)
    }
  }
}
