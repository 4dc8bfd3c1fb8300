// A QR code as one path of an SVG picture, in units of a module.
import { encode } from 'uqr'

/** Letters above which a camera cannot tell the modules apart on a projector. */
export const mostInCode = 1800
/** Modules of white around the code, as the standard asks. */
const border = 4

export interface QrPath {
  /** Modules on a side, the border included. */
  readonly size: number
  /** The dark modules. */
  readonly path: string
}

/** null: the text is too long. */
export function qrPath(text: string): QrPath | null {
  if (text.length > mostInCode) return null
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border })
  return { size, path: data.map(rowPath).join('') }
}

/** Neighbours in one stroke, so that no seam shows between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let from = 0; from < row.length; from++) {
    if (!row[from]) continue
    let to = from
    while (row[to]) to++
    path += `M${from} ${y}h${to - from}v1h${from - to}z`
    from = to
  }
  return path
}
