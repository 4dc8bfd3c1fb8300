// The letters of a link: numbers, texts and lists, written so that a person can read them and a chat program leaves them alone.

/** What a link that cannot be read is told; `decodeLink` turns it into a problem. */
export class LinkError extends Error {}

/** The shortest text that reads back as the same number, -0 included. */
export const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** Everything but letters, digits and a few signs that mean nothing in a link becomes %XX. */
export function escapeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%2F', '/').replaceAll('%2B', '+')
}

export function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new LinkError(`the link is damaged near "${clip(text)}"`)
  }
}

/** A number where the text is one, else the text itself: validation then says what was expected in its place. */
export function readNumber(text: string): number | string {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : unescapeText(text)
}

export const readNumbers = (text: string): (number | string)[] => text.split(text.includes(':') ? ':' : ',').map(readNumber)

export function readValue(text: string): number | string | boolean | null {
  if (text === 'null') return null
  if (text === 'true' || text === 'false') return text === 'true'
  return readNumber(text)
}

/** Splits at a separator outside of round brackets. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '(') depth++
    else if (c === ')') depth--
    else if (c === separator && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
    if (depth < 0) break
  }
  if (depth !== 0) throw new LinkError(`the link is cut off or damaged: a bracket is missing near "${clip(text)}"`)
  return [...parts, text.slice(from)]
}

/** `name=value`; without "=" the value is null. */
export function splitPair(text: string): [string, string | null] {
  const at = text.indexOf('=')
  return at < 0 ? [unescapeText(text), null] : [unescapeText(text.slice(0, at)), text.slice(at + 1)]
}

export const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
