import katex from 'katex'
import { expect, test } from 'vitest'
import { texHtml } from './tex-html.ts'

const set = (tex: string): string => texHtml((text, options) => katex.renderToString(text, options), tex, true)
/** Names of the tags and attributes in the HTML; a text between the tags holds no "<". */
const tags = (html: string): string[] => [...html.matchAll(/<(\w+)((?:\s+[\w-]+="[^"]*")*)\s*\/?>/g)].flatMap(([, tag = '', inside = '']) => [tag, ...[...inside.matchAll(/([\w-]+)="/g)].map(([, name = '']) => `${tag}.${name}`)])

test.each([
  ['a tag', '<img src=x onerror=alert(1)>'],
  ['a tag as words', String.raw`\text{<script>alert(1)</script>}`],
  ['a link to a script', String.raw`\href{javascript:alert(1)}{x}`],
  ['a link', String.raw`\url{https://example.org}`],
  ['a picture', String.raw`\includegraphics{https://example.org/a.png}`],
  ['a class', String.raw`\htmlClass{app}{x}`],
  ['a style', String.raw`\htmlStyle{position:fixed}{x}`],
  ['an attribute', String.raw`\htmlData{a=b}{x}`],
  ['a tag in what is not set', `${'{'.repeat(9000)}<img src=x onerror=alert(1)>`],
  ['a tag in what is too long', `<img src=x onerror=alert(1)>${'x'.repeat(30_000)}`],
])('%s stays letters', (_, tex) => {
  const html = set(tex)
  const found = tags(html)
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter((name) => /^(?:a|img|script|iframe)(?:\.|$)|\.(?:on\w+|href|src|id|data-.*)$/.test(name))).toEqual([])
  expect(html).not.toMatch(/style="[^"]*position/)
  expect(html).not.toMatch(/<(?:img|script)/)
})

test.each([
  ['brackets', `${'{'.repeat(9000)}${'}'.repeat(9000)}`],
  ['a name for itself twice', String.raw`\def\a{\a\a}\a`],
  ['a hundred thousand letters', 'x'.repeat(100_000)],
])('%s come to an end', (_, tex) => expect(set(tex)).toMatch(/^<span/))

test('no line is wider than the page by its own wish', () => expect(set(String.raw`\rule{10000em}{10000em}`)).not.toContain('width:10000em'))
