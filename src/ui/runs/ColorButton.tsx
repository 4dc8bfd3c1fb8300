// The run's colour; a click chooses another.
import { Popover, UnstyledButton } from '@mantine/core'
import { lazy, memo, Suspense } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'

const ColorMenu = lazy(async () => ({ default: (await import('./ColorMenu.tsx')).ColorMenu }))

export interface ColorButtonProps {
  readonly index: number
  readonly color: string
  readonly name: string
}

export const ColorButton = memo(function ColorButton({ index, color, dash, name }: ColorButtonProps & { readonly dash: readonly number[] }): ReactNode {
  const t = useT()
  return (
    <Popover position="bottom-start" width={220} trapFocus>
      <Popover.Target>
        <UnstyledButton className="swatch" aria-label={t('runs.color', { run: name })} title={t('runs.color', { run: name })}>
          <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true" focusable="false">
            <path d="M2 7h22" stroke={color} strokeWidth="4" strokeDasharray={dash.join(' ')} />
          </svg>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense>
          <ColorMenu index={index} color={color} name={name} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
})
