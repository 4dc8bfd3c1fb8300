// The classes and their colours.
import type { ReactNode } from 'react'
import { classColor } from '../../../charts/network-colors.ts'

/** More names than this are a wall of text; their colours repeat anyway. */
const most = 10

export function ClassKey({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <ul className="net-key">
      {names.slice(0, most).map((name, index) => (
        <li key={name}>
          <span className="plot-dot" style={{ background: classColor(index) }} />
          {name}
        </li>
      ))}
    </ul>
  )
}
