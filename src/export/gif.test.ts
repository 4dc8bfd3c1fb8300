import { expect, it } from 'vitest'
import { frameTimes, writeGif } from './gif.ts'

const [width, height] = [16, 8]
const [red, blue, green] = [[200, 30, 30], [20, 40, 220], [10, 160, 60]] as const

/** One colour, with a square of another from a column on. */
function picture(ground: readonly number[], mark: readonly number[], from: number): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => {
    const column = Math.floor(i / 4) % width
    return i % 4 === 3 ? 255 : ((column >= from && column < from + 4 ? mark : ground)[i % 4] ?? 0)
  })
}

/** The blocks of a GIF: what the header says, and of each frame its time and what is transparent in it. */
function read(bytes: Uint8Array): { readonly size: readonly number[]; readonly loops: number | null; readonly times: readonly number[]; readonly transparent: readonly boolean[] } {
  const word = (at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  const found = { size: [word(6), word(8)], loops: null as number | null, times: [] as number[], transparent: [] as boolean[] }
  let at = 13 + 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1)
  const skip = (): void => {
    while ((bytes[at] ?? 0) > 0) at += (bytes[at] ?? 0) + 1
    at += 1
  }
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xff) found.loops = word(at + 16)
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9) {
      found.times.push(word(at + 4))
      found.transparent.push(((bytes[at + 3] ?? 0) & 1) === 1)
    }
    // An image has its place and size, then how its pixels are coded; an extension its kind.
    at += bytes[at] === 0x2c ? 11 : 2
    skip()
  }
  return found
}

it('has as many frames as were added, each for its time, and plays for ever', () => {
  const frames = [0, 4, 8].map((from) => picture(red, blue, from))
  const gif = writeGif(width, height, frames)
  frames.forEach((frame, i) => gif.add(frame, 5 + i))
  const bytes = gif.finish()
  expect(String.fromCharCode(...bytes.subarray(0, 6))).toBe('GIF89a')
  expect(read(bytes)).toEqual({ size: [width, height], loops: 0, times: [5, 6, 7], transparent: [false, true, true] })
})

it('writes only what has changed', () => {
  const still = picture(red, blue, 4)
  const bytesOf = (second: Uint8ClampedArray<ArrayBuffer>): number => {
    const gif = writeGif(width, height, [still, second])
    gif.add(still, 5)
    gif.add(second, 5)
    return gif.finish().length
  }
  const noise = picture(green, blue, 4).map((value, i) => (i % 4 === 3 ? 255 : (value + 37 * i) % 256))
  expect(bytesOf(still)).toBeLessThan(bytesOf(noise) - 50)
})

it('refuses a frame of another size', () => {
  const gif = writeGif(width, height, [picture(red, blue, 0)])
  expect(() => gif.add(new Uint8ClampedArray(8), 5)).toThrow('frame: expected 16 x 8 pixels, got 2')
})

it.each([[60, 6], [7, 1], [50, 1], [2, 60]])('%d frames last %d seconds', (frames, seconds) => {
  const times = frameTimes(frames, seconds)
  expect([times.length, times.reduce((sum, time) => sum + time, 0)]).toEqual([frames, 100 * seconds])
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
})
