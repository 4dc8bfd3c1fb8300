// A small grid of z as a picture, in the same colours as the contour plot.
import { fieldScale } from './levels.ts'
import { rampColor, themes } from './theme.ts'
import type { Scheme } from './theme.ts'

/** `z` is row-major [rows, columns] with y rising; the picture's first row is the highest y. RGBA, 4 bytes a pixel. */
export function thumbnail(z: ArrayLike<number>, columns: number, rows: number, scheme: Scheme = 'light'): Uint8ClampedArray {
  if (z.length !== rows * columns) throw new Error(`thumbnail: expected z of [${rows}, ${columns}], got ${z.length} values`)
  const scale = fieldScale(z)
  const pixels = new Uint8ClampedArray(rows * columns * 4)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const height = scale.height(z[row * columns + column] ?? Number.NaN)
      // What has no value stays transparent.
      if (Number.isNaN(height)) continue
      const color = rampColor(themes[scheme], scale.top === 0 ? 0 : height / scale.top)
      pixels.set([...color, 255], ((rows - 1 - row) * columns + column) * 4)
    }
  }
  return pixels
}
