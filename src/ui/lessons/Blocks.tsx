// The text of a lesson as elements: only these kinds, so that no text can bring in anything else.
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Block, Inline } from '../../catalog/lesson-types.ts'
import { InlineTex, Tex } from '../fields/Tex.tsx'

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  // The text of a step never changes its order.
  return blocks.map((block, index) => <Fragment key={index}>{blockNode(block)}</Fragment>)
}

function blockNode(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      )
    case 'tex':
      return <Tex lines={block.text.split('\n')} source={block.text} />
    case 'code':
      return <pre className="mono lesson-code">{block.text}</pre>
    case 'list': {
      const items = block.items.map((inlines, index) => (
        <li key={index}>
          <Inlines inlines={inlines} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
  }
}

export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, index) => {
    const before = inlines[index - 1]
    const after = inlines[index + 1]
    if (inline.kind === 'tex') return <TexWithSign key={index} tex={inline.text} sign={after?.kind === 'text' ? signOf(after.text) : ''} />
    const text = before?.kind === 'tex' && inline.kind === 'text' ? { ...inline, text: inline.text.slice(signOf(inline.text).length) } : inline
    return <Fragment key={index}>{inlineNode(text)}</Fragment>
  })
}

/** The sign that a text begins with: it may not stand alone at the start of a line. */
const signOf = (text: string): string => /^[.,;:!?)]+/.exec(text)?.[0] ?? ''

function TexWithSign({ tex, sign }: { readonly tex: string; readonly sign: string }): ReactNode {
  const formula = <InlineTex tex={tex} source={tex} />
  if (sign === '') return formula
  return (
    <span className="lesson-glue">
      {formula}
      {sign}
    </span>
  )
}

function inlineNode(inline: Inline): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return <code>{inline.text}</code>
    case 'tex':
      return <InlineTex tex={inline.text} source={inline.text} />
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines inlines={inline.inlines} />
        </em>
      )
  }
}
