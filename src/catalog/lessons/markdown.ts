// The door to the Markdown library. What comes out is a few kinds of blocks, never HTML: a tag in the text is shown as its
// letters, a link as its words, and pictures are refused, for nothing is loaded from elsewhere.
import { Lexer, Marked } from 'marked'
import type { Token, Tokens, TokenizerAndRendererExtension } from 'marked'
import type { Block, Choice, Inline } from '../lesson-types.ts'

/** What is wrong with a lesson, in one sentence with its line. */
export class LessonError extends Error {}

/** A piece of the text between headings, with the line on which it begins. */
export interface Piece {
  readonly token: Token
  readonly line: number
}

/** `$…$` within a line: its letters are not Markdown. A space inside the first sign, as in "5 $ and 6 $", makes it none. */
const tex: TokenizerAndRendererExtension = {
  name: 'tex',
  level: 'inline',
  start: (source) => source.indexOf('$'),
  tokenizer(source) {
    const match = /^\$([^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)/.exec(source)
    return match ? { type: 'tex', raw: match[0], text: match[1] } : undefined
  },
}

const marked = new Marked({ gfm: true, extensions: [tex] })

/** Signs within a paragraph are matched each with each: a hundred thousand of them in one would hold up the page for a minute. */
const mostInBlock = 4000

/** `firstLine`: the line of the file on which the text begins. @throws LessonError */
export function piecesOf(text: string, firstLine: number): Piece[] {
  const lexer = new Lexer(marked.defaults)
  try {
    lexer.blockTokens(text, lexer.tokens)
    const pieces = withLines(lexer.tokens, firstLine)
    const long = pieces.find(({ token }) => token.type !== 'code' && token.raw.length > mostInBlock)
    if (long) throw new LessonError(`line ${long.line}: expected paragraphs and lists of at most ${mostInBlock} characters, got ${long.token.raw.length}`)
    for (const { src, tokens } of lexer.inlineQueue) lexer.inlineTokens(src, tokens)
    return pieces.filter(({ token }) => token.type !== 'space')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const deep = text.split('\n').findIndex((line) => /^(?:\s*(?:>|\d+[.)]|[-*+])){20}/.test(line))
    throw new LessonError(`line ${firstLine + Math.max(0, deep)}: the lists and quotations are nested too deeply`, { cause: error })
  }
}

function withLines(tokens: readonly Token[], firstLine: number): Piece[] {
  let line = firstLine
  return tokens.map((token) => {
    const piece = { token, line }
    line += token.raw.split('\n').length - 1
    return piece
  })
}

export const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
export const isCode = (token: Token): token is Tokens.Code => token.type === 'code'
export const isList = (token: Token): token is Tokens.List => token.type === 'list'
const isParagraph = (token: Token): token is Tokens.Paragraph => token.type === 'paragraph'

export function blockOf({ token, line }: Piece): Block {
  if (isParagraph(token)) return paragraphOf(token, line)
  if (isCode(token)) return { kind: 'code', text: token.text }
  if (isList(token)) return { kind: 'list', ordered: token.ordered, items: token.items.map((item) => itemOf(item, line)) }
  if (token.type === 'html') return { kind: 'paragraph', inlines: [{ kind: 'text', text: token.raw.trim() }] }
  throw new LessonError(`line ${line}: expected a paragraph, a list, a formula or a scene, got ${nameOf(token)}`)
}

function paragraphOf(token: Tokens.Paragraph, line: number): Block {
  const formula = /^\$\$([\s\S]+)\$\$$/.exec(token.text.trim())?.[1]
  return formula === undefined ? { kind: 'paragraph', inlines: inlinesOf(token.tokens, line) } : { kind: 'tex', text: formula.trim() }
}

/** A list of choices: `- [x]` is the right one. */
export function choicesOf(list: Tokens.List, line: number): Choice[] {
  return list.items.map((item) => {
    if (!item.task) throw new LessonError(`line ${line}: expected choices as "- [ ] wrong" and "- [x] right", got "${item.text.slice(0, 40)}"`)
    return { inlines: itemOf(item, line), right: item.checked === true }
  })
}

function itemOf(item: Tokens.ListItem, line: number): Inline[] {
  return item.tokens.filter((token) => token.type !== 'checkbox').flatMap((token) => {
    if (token.type !== 'text' && token.type !== 'paragraph') throw new LessonError(`line ${line}: expected plain text in the list, got ${nameOf(token)}`)
    return inlinesOf(tokensIn(token).filter((inner) => inner.type !== 'checkbox'), line)
  })
}

function inlinesOf(tokens: readonly Token[], line: number): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'strong':
      case 'em':
        return [{ kind: token.type, inlines: inlinesOf(tokensIn(token), line) }]
      case 'codespan':
        return [{ kind: 'code', text: textOf(token) }]
      case 'tex':
        return [{ kind: 'tex', text: textOf(token) }]
      case 'br':
        return [{ kind: 'text', text: ' ' }]
      case 'link':
      case 'del':
        return inlinesOf(tokensIn(token), line)
      case 'image':
        throw new LessonError(`line ${line}: a lesson has no pictures of its own: its scenes are the pictures`)
      default:
        return [{ kind: 'text', text: textOf(token) }]
    }
  })
}

/** Tokens of extensions carry their text untyped. */
const textOf = (token: Token): string => ('text' in token && typeof token.text === 'string' ? token.text : token.raw)
const tokensIn = (token: Token): readonly Token[] => ('tokens' in token && Array.isArray(token.tokens) ? token.tokens : [{ type: 'text', raw: textOf(token), text: textOf(token) }])

const names: Readonly<Record<string, string>> = { table: 'a table', hr: 'a line across', blockquote: 'a quotation', def: 'a reference', heading: 'a heading' }
const nameOf = (token: Token): string => names[token.type] ?? `"${token.raw.trim().slice(0, 40)}"`
