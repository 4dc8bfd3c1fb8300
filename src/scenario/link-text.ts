// The letters of a link: numbers, texts and lists, written so that a person can read them and a chat program leaves them alone.
import type { Problem } from './types.ts'

/** What a link that cannot be read is told; `decodeLink` turns it into a problem. */
export class LinkError extends Error {}

/** The shortest text that reads back as the same number, -0 included. */
export const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** Everything but letters, digits and a few signs that mean nothing in a link becomes %XX. Half a sign has no such form. */
export function escapeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%2F', '/').replaceAll('%2B', '+')
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

/** Without the "#"; what cannot be read becomes a problem at path `link`. */
export function decodeWith<T>(text: string, decode: (link: string) => T): T | { readonly scenario: null; readonly problems: readonly Problem[] } {
  try {
    return decode(text.startsWith('#') ? text.slice(1) : text)
  } catch (error) {
    if (error instanceof LinkError) return { scenario: null, problems: [{ path: 'link', message: error.message }] }
    throw error
  }
}

/** What the link says that it is, a landscape saying nothing. */
export function linkKind(text: string): string | null {
  return /^#?v\d+&(?:[^&]*&)*?kind=([^&]*)/.exec(text.slice(0, 1000))?.[1] ?? null
}

/** Whether it is the short form of a link, which link-short.ts unfolds. */
export const isShortLink = (text: string): boolean => /^#?v\d+z=/.test(text)

/** `head(item,name=value)`; an item without "=" has the value null. */
export function readCall(text: string): { readonly head: string; readonly items: readonly [string, string | null][] } {
  const match = /^([^()]*)(?:\((.*)\))?$/s.exec(text)
  if (!match) throw new LinkError(`the link's "${clip(text)}" cannot be read`)
  const [, head = '', inside] = match
  return { head: unescapeText(head), items: inside ? splitOutside(inside, ',').map(splitPair) : [] }
}

/** The link's version and items. Fields but `run` may stand in it once. @throws LinkError */
export function openLink(text: string, most: number): { readonly runs: readonly string[]; readonly single: ReadonlyMap<string, string> } {
  if (text.length > most) throw new LinkError(`the link has ${text.length} characters, at most ${most} are read`)
  const [version = '', ...items] = text.split('&')
  if (!/^v\d+$/.test(version)) throw new LinkError(`expected a link that begins with v1, got "${clip(version)}"`)
  if (version !== 'v1') throw new LinkError(`this link is of version ${version.slice(1)}, this page reads version 1: open it with a newer page`)
  const runs: string[] = []
  const single = new Map<string, string>()
  for (const item of items) {
    const [key, value] = splitPair(item)
    if (value === null) throw new LinkError(`the link is cut off or damaged near "${clip(item)}"`)
    if (key === 'run') runs.push(value)
    else if (single.has(key)) throw new LinkError(`the link gives "${clip(key)}" twice`)
    else single.set(key, value)
  }
  return { runs, single }
}

/** The field's data, or nothing where the link does not give it. */
export function read(single: ReadonlyMap<string, string>, key: string, reader: (text: string) => unknown): Record<string, unknown> {
  const text = single.get(key)
  return text === undefined ? {} : { [key]: reader(text) }
}

export const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
