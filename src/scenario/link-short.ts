// The short form of a long link: the readable one, deflated and written in letters of an address.
//   v1z=<base64url>&hide=results
// What comes in may be anything: a few letters can unfold to gigabytes, so what unfolds is counted while it does.
import { deflateSync, Inflate } from 'fflate'
import { clip, LinkError } from './link-text.ts'

/** Letters that a short link may unfold to. */
export const mostUnfolded = 1_000_000
/** Bytes unfolded at a time: deflate makes at most about 1000 of each. */
const slice = 256

export function shortenLink(link: string): string {
  const bytes = deflateSync(new TextEncoder().encode(link), { level: 9 })
  return `v1z=${toLetters(bytes)}`
}

/** The readable link. @throws LinkError */
export function unfoldLink(text: string): string {
  const [, letters, rest = ''] = /^#?v1z=([\w-]+)((?:&.*)?)$/s.exec(text) ?? []
  if (letters === undefined) throw new LinkError(`the short link is damaged near "${clip(text)}"`)
  return `${inflate(fromLetters(letters))}${rest}`
}

function inflate(bytes: Uint8Array): string {
  const parts: Uint8Array[] = []
  let length = 0
  const stream = new Inflate((part) => {
    length += part.length
    if (length > mostUnfolded) throw new LinkError(`the short link unfolds to more than ${mostUnfolded} letters: it is not one of this page`)
    parts.push(part)
  })
  try {
    for (let from = 0; from === 0 || from < bytes.length; from += slice) stream.push(bytes.slice(from, from + slice), from + slice >= bytes.length)
  } catch (error) {
    if (error instanceof LinkError) throw error
    throw new LinkError('the short link is cut off or damaged')
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
}

const block = 8192

function toLetters(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += block) text += String.fromCharCode(...bytes.subarray(from, from + block))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromLetters(letters: string): Uint8Array {
  try {
    return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
  } catch {
    throw new LinkError('the short link is cut off or damaged')
  }
}
