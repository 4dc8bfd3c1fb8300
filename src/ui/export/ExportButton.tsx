// Files to take away and to open. The card behind the button is a chunk of its own.
import { ActionIcon, Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { Hint } from '../fields/Hint.tsx'
import { Icon } from '../icons.tsx'

const ExportCard = lazy(async () => ({ default: (await import('./ExportCard.tsx')).ExportCard }))

export function ExportButton(): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus returnFocus>
      <Hint text={t('export.button')}>
        {/* The target inside, so that the card finds the button that it belongs to. */}
        <Popover.Target>
          <ActionIcon aria-label={t('export.button')} onClick={() => setOpen((now) => !now)}>
            <Icon name="download" />
          </ActionIcon>
        </Popover.Target>
      </Hint>
      <Popover.Dropdown aria-label={t('export.title')}>
        <Suspense>
          <ExportCard close={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
