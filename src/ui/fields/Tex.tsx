// Formulas in type. KaTeX is loaded when the page is at rest; until then, and for text that it cannot set, the source shows.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useAtRest } from '../at-rest.tsx'
import { functionLines, ruleLines } from './formula-tex.ts'
import { texHtml } from './tex-html.ts'

type RenderTex = (tex: string, inline?: boolean) => string

let render: RenderTex | null = null
let loading: Promise<RenderTex> | null = null

async function load(): Promise<RenderTex> {
  const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')])
  const cache = new Map<string, string>()
  render = (tex, inline = false) => {
    const key = `${inline ? 'inline' : 'display'} ${tex}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const html = texHtml(katex.renderToString, tex, inline)
    if (cache.size > 500) cache.clear()
    cache.set(key, html)
    return html
  }
  return render
}

function useKatex(): RenderTex | null {
  const rest = useAtRest()
  const [ready, setReady] = useState<RenderTex | null>(() => render)
  useEffect(() => {
    if (ready !== null) return
    let gone = false
    loading ??= rest.then(load)
    loading.then(
      (next) => {
        if (!gone) setReady(() => next)
      },
      // Offline and not cached: the source text stays on the page, which says the same.
      () => {
        loading = null
      },
    )
    return () => {
      gone = true
    }
  }, [ready, rest])
  return ready
}

/** Lines of TeX, one under the other, made smaller (to 70 %) where they are too wide, and scrollable beyond that. */
export function Tex({ lines, source }: { readonly lines: readonly string[]; readonly source: string }): ReactNode {
  const set = useKatex()
  const box = useRef<HTMLDivElement>(null)
  const joined = lines.join('\n')
  const [wide, setWide] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || set === null) return
    element.style.fontSize = '1em'
    const fit = element.clientWidth / Math.max(1, element.scrollWidth)
    element.style.fontSize = `${Math.max(0.7, Math.min(1, fit * 0.98))}em`
    setWide(element.scrollWidth > element.clientWidth + 1)
  }, [joined, set])
  if (set === null) return <pre className="tex-source">{source}</pre>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <div className="tex" ref={box} {...(wide ? { tabIndex: 0, role: 'group', 'aria-label': source } : {})}>
      {lines.map((line, index) => (
        // Of the text's own no link, style or tag comes through: see tex-html.ts.
        <div key={`${index} ${line}`} dangerouslySetInnerHTML={{ __html: set(line) }} />
      ))}
    </div>
  )
}

/** A formula in a line of text; until KaTeX is there its source, or nothing where the line is complete without it. */
export function InlineTex({ tex, source }: { readonly tex: string; readonly source?: string }): ReactNode {
  const set = useKatex()
  if (set === null) return source === undefined ? null : <span className="mono">{source}</span>
  return <span className="letter" dangerouslySetInnerHTML={{ __html: set(tex, true) }} />
}

/** A function's formula: a landscape's, or with another head an activation's or a loss's. */
export function FunctionTex({ text, head = 'f(x, y)' }: { readonly text: string; readonly head?: string }): ReactNode {
  const words = useWords()
  const lines = useMemo(() => functionLines(text, head, words), [text, head, words])
  return <Tex lines={lines} source={text} />
}

/** The assignments of an optimizer, a schedule or a modifier. */
export function RuleTex({ text }: { readonly text: string }): ReactNode {
  const words = useWords()
  const lines = useMemo(() => ruleLines(text, words), [text, words])
  return <Tex lines={lines} source={text} />
}

function useWords(): { readonly if: string; readonly otherwise: string } {
  const t = useT()
  return useMemo(() => ({ if: t('shell.texIf'), otherwise: t('shell.texOtherwise') }), [t])
}
