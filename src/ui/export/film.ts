// Pictures of a run of steps as a GIF. Frames are made one at a time, with a rest between them, so that the page stays at hand.
import { frameTimes, writeGif } from '../../export/gif.ts'

export interface FilmSize {
  readonly width: number
  readonly height: number
  readonly frames: number
  /** From the first step to the last; the last frame then stays a second longer. */
  readonly seconds: number
}

/** What is filmed. */
export interface Stage {
  readonly steps: number
  /** Paints a frame anew. */
  readonly paint: (context: FilmContext, step: number) => Promise<void> | void
}

export type FilmContext = OffscreenCanvasRenderingContext2D

interface FilmOptions {
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (done: number) => void
}

/** @throws an AbortError when aborted. */
export async function gifOf({ steps, paint }: Stage, { width, height, frames, seconds }: FilmSize, { signal, onProgress }: FilmOptions): Promise<Blob> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('a picture of this size cannot be made here')
  const frame = async (i: number): Promise<Uint8ClampedArray<ArrayBuffer>> => {
    await paint(context, Math.round((steps * i) / Math.max(1, frames - 1)))
    return context.getImageData(0, 0, width, height).data
  }
  const samples: Uint8ClampedArray<ArrayBuffer>[] = []
  for (const part of [0, 0.3, 1]) samples.push(await frame(Math.round(part * (frames - 1))))
  const gif = writeGif(width, height, samples)
  for (const [i, time] of frameTimes(frames, seconds).entries()) {
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    gif.add(await frame(i), time + (i === frames - 1 ? 100 : 0))
    onProgress((i + 1) / frames)
  }
  return new Blob([gif.finish()], { type: 'image/gif' })
}

interface CaptionLook {
  readonly halo: string
  readonly ink: string
}

/** Words in the corner of a frame, legible on whatever is below. */
export function paintCaption(context: FilmContext, text: string, [x, y]: readonly [number, number], { halo, ink }: CaptionLook): void {
  context.save()
  context.font = '600 13px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
  context.textBaseline = 'top'
  context.lineWidth = 4
  context.strokeStyle = halo
  context.strokeText(text, x, y)
  context.fillStyle = ink
  context.fillText(text, x, y)
  context.restore()
}
