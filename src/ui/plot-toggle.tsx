// A small button that is on or off.
import type { ReactNode } from 'react'
import { Hint } from './fields/Hint.tsx'

interface ToggleProps {
  readonly on: boolean
  readonly name: string
  readonly hint: string
  readonly flip: () => void
  readonly disabled?: boolean
}

export function Toggle({ on, name, hint, flip, disabled }: ToggleProps): ReactNode {
  return (
    <Hint text={hint}>
      <button type="button" className="plot-toggle" aria-pressed={on} disabled={disabled === true} onClick={flip}>
        {name}
      </button>
    </Hint>
  )
}
