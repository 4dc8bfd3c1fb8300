// TeX -> HTML, the only HTML that the page makes of a text. The text may be a stranger's (a lesson's file): KaTeX escapes it, and
// what would let a link, a style or a size of its own through is off. What KaTeX gives up on is shown as its letters.
import type { KatexOptions } from 'katex'

type RenderToString = (tex: string, options: KatexOptions) => string

const options: KatexOptions = { throwOnError: false, strict: 'ignore', trust: false, maxExpand: 300, maxSize: 20 }
/** Above what the page itself sets; KaTeX takes seconds for a hundred thousand letters. */
const longest = 20_000

export function texHtml(render: RenderToString, tex: string, inline: boolean): string {
  if (tex.length > longest) return lettersOf(`${tex.slice(0, 200)}…`)
  try {
    return render(tex, { ...options, displayMode: !inline })
  } catch (error) {
    // Brackets nested a thousand deep.
    if (error instanceof RangeError) return lettersOf(`${tex.slice(0, 200)}…`)
    throw error
  }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const lettersOf = (text: string): string => `<span class="mono">${text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '')}</span>`
