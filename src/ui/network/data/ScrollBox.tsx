// A box that scrolls by itself and can be reached by keyboard for that.
import type { ReactNode } from 'react'

interface ScrollBoxProps {
  readonly name: string
  readonly children: ReactNode
}

export function ScrollBox({ name, children }: ScrollBoxProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <div className="scroll-box" role="group" aria-label={name} tabIndex={0}>
      {children}
    </div>
  )
}
