// A valley and a path into it.
import type { ReactNode } from 'react'

export function Logo(): ReactNode {
  return (
    <svg className="logo" width="24" height="24" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <path d="M2 4c3 0 3.5 15 10 15S19 4 22 4" stroke="currentColor" strokeWidth="2" strokeLinecap="round" opacity="0.45" />
      <path d="M5 7.5 15.5 17 9.5 18" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="12" cy="19" r="2.4" fill="currentColor" />
    </svg>
  )
}
