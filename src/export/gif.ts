// Pictures -> an animated GIF that plays for ever. All frames share one palette; after the first each holds only the pixels that
// have changed, so that a still ground costs its bytes once.
import { GIFEncoder, nearestColorIndex, quantize } from 'gifenc'

export interface GifWriter {
  /** RGBA, opaque; shown for so many hundredths of a second. */
  add(pixels: Uint8ClampedArray<ArrayBuffer>, hundredths: number): void
  finish(): Uint8Array<ArrayBuffer>
}

/** Pixels that are as they were. */
const same = 255

/**
 * @param samples pictures of the same size that have all colours of the film between them: the palette is taken from these.
 * @throws Error where a frame is not of that size.
 */
export function writeGif(width: number, height: number, samples: readonly Uint8ClampedArray<ArrayBuffer>[]): GifWriter {
  const encoder = GIFEncoder()
  const palette = [...quantize(joined(samples), same, { format: 'rgb565' })]
  const nearest = nearestIn(palette)
  // Filled up, so that the index of what is the same is in the palette.
  const full = [...palette, ...Array.from({ length: 256 - palette.length }, () => [0, 0, 0])]
  let before: Uint32Array | null = null
  return {
    add(pixels, hundredths) {
      if (pixels.length !== 4 * width * height) throw new Error(`frame: expected ${width} x ${height} pixels, got ${pixels.length / 4}`)
      const now = new Uint32Array(pixels.slice().buffer)
      const index = new Uint8Array(now.length)
      for (const [i, pixel] of now.entries()) index[i] = before?.[i] === pixel ? same : nearest(pixel)
      const timed = { delay: 10 * hundredths, dispose: 1 }
      encoder.writeFrame(index, width, height, before === null ? { ...timed, palette: full, repeat: 0 } : { ...timed, transparent: true, transparentIndex: same })
      before = now
    },
    finish() {
      encoder.finish()
      return encoder.bytes()
    },
  }
}

function joined(samples: readonly Uint8ClampedArray<ArrayBuffer>[]): Uint8ClampedArray {
  const all = new Uint8ClampedArray(samples.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const sample of samples) {
    all.set(sample, at)
    at += sample.length
  }
  return all
}

/** Colours that share five or six bits of each part have the same place in the palette, which is looked up once. */
function nearestIn(palette: number[][]): (pixel: number) => number {
  const known = new Int16Array(65_536).fill(-1)
  return (pixel) => {
    const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]
    const key = ((r >> 3) << 11) | ((g >> 2) << 5) | (b >> 3)
    const found = known[key] ?? -1
    if (found >= 0) return found
    const index = nearestColorIndex(palette, [r, g, b])
    known[key] = index
    return index
  }
}

/** Hundredths of a second for each of so many frames, which together last so long; browsers slow down what is shorter than two. */
export function frameTimes(frames: number, seconds: number): readonly number[] {
  const at = (frame: number): number => Math.round((100 * seconds * frame) / frames)
  return Array.from({ length: frames }, (_, i) => at(i + 1) - at(i))
}
