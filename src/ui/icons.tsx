// Line icons on a 16-unit grid; they are ornament, the control around them carries the name.
import type { ReactNode } from 'react'

const paths = {
  undo: 'M6 3 2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H6',
  redo: 'M10 3l3.5 3.5L10 10M13 6.5H7a4 4 0 0 0 0 8h3',
  share: 'M6.5 9.5a3 3 0 0 0 4.3 0l2-2a3 3 0 0 0-4.3-4.3l-.8.8M9.5 6.5a3 3 0 0 0-4.3 0l-2 2a3 3 0 0 0 4.3 4.3l.8-.8',
  download: 'M8 2.500v7.500M4.5 6.500 8 10l3.5-3.500M3 13.500h10',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z',
  auto: 'M8 2a6 6 0 1 0 0 12V2ZM8 2a6 6 0 0 1 0 12',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.8M8 12.2v.3',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M6.8 7v4M9.2 7v4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  eyeOff: 'M2 2l12 12M6.3 3.8A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.9 2.4M4 5.2A11 11 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.7-.6',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  edit: 'M10.5 2.8l2.7 2.7L6 12.7l-3.2.5.5-3.2zM8.8 4.5l2.7 2.7',
  up: 'M8 13V3.500M4 7l4-4 4 4',
  toEnd: 'M8 3v9.5M4 9l4 4 4-4',
  chip: 'M4.5 4.500h7v7h-7zM6.5 2v2.500M9.5 2v2.500M6.5 11.500V14M9.5 11.500V14M2 6.500h2.500M2 9.500h2.500M11.5 6.500H14M11.5 9.500H14',
  search: 'M7 2.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14',
  language: 'M2 4h7M5.5 2.500V4M3.500 9.500C6 8.500 7.500 6.500 8 4M3.500 6.500c.5 1.500 2 2.800 3.700 3.300M8 13.500l3-7 3 7M9 11.500h4',
  screen: 'M2 3h12v8H2zM8 11v2.500M5 13.500h6',
  external: 'M6.5 3.500h-3v9h9v-3M9 2.500h4.500V7M13 3 7.5 8.5',
  history: 'M2.5 3v3h3M2.8 6A5.500 5.500 0 1 1 2.500 8.500M8 5v3.200l2.200 1.500',
  pin: 'M6 2.500h4M6.5 2.500v4L4.500 9h7l-2-2.500v-4M8 9v4.500',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
