// Opens the card of keys, as `?` does from anywhere. The card is a chunk of its own.
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useOpening } from '../use-opening.ts'
import { ToolButton } from './ToolButton.tsx'

const HelpCard = lazy(async () => ({ default: (await import('./HelpCard.tsx')).HelpCard }))

export function HelpButton(): ReactNode {
  const t = useT()
  const { opened, wanted, open, close } = useOpening()
  useHotkeys([
    ['shift+?', open],
    ['?', open],
  ])
  return (
    <>
      <ToolButton icon="help" label={t('shell.help')} onClick={open} />
      <Suspense>{wanted && <HelpCard opened={opened} close={close} />}</Suspense>
    </>
  )
}
