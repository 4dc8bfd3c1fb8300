/** What is used of gifenc, which brings no types. */
declare module 'gifenc' {
  export type Palette = number[][]

  export interface FrameOptions {
    /** Of the first frame: that of the whole file. */
    readonly palette?: Palette
    /** Milliseconds. */
    readonly delay?: number
    /** Times to play again; 0: for ever. */
    readonly repeat?: number
    readonly transparent?: boolean
    readonly transparentIndex?: number
    /** What becomes of the frame before the next is shown; 1: it stays. */
    readonly dispose?: number
  }

  export interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void
    finish(): void
    bytes(): Uint8Array<ArrayBuffer>
  }

  export function GIFEncoder(): Encoder
  /** RGBA of whole pixels -> at most so many colours. */
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, colors: number, options?: { readonly format?: 'rgb565' | 'rgb444' }): Palette
  export function nearestColorIndex(palette: Palette, pixel: readonly number[]): number
}
