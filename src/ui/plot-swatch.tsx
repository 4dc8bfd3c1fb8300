// A run's line in small: colour and dash.
import type { ReactNode } from 'react'
import type { RunStyle } from '../charts/style.ts'

export function Swatch({ style }: { readonly style: RunStyle }): ReactNode {
  return (
    <svg className="plot-swatch" width="16" height="8" aria-hidden="true">
      <line x1="0" x2="16" y1="4" y2="4" stroke={style.color} strokeWidth="3" strokeDasharray={style.dash.join(' ')} />
    </svg>
  )
}
