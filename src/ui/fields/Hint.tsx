// One sentence about what a control does, on hover and on keyboard focus.
import { Tooltip } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

export function Hint({ text, children }: { readonly text: string; readonly children: ReactElement }): ReactNode {
  return (
    <Tooltip label={text} position="bottom-start" disabled={text === ''}>
      {children}
    </Tooltip>
  )
}
