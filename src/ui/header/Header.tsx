// The strip at the top: what this is, where it runs, and what concerns the whole page.
import { useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { IconName } from '../icons.tsx'
import { useActions, useApp } from '../store-context.tsx'
import { DeviceChip } from './DeviceChip.tsx'
import { HelpButton } from './HelpButton.tsx'
import { Logo } from './Logo.tsx'
import { ShareButton } from './ShareButton.tsx'
import { ToolButton } from './ToolButton.tsx'

export function Header(): ReactNode {
  const t = useT()
  const { undo, redo } = useActions()
  const canUndo = useApp((state) => state.canUndo)
  const canRedo = useApp((state) => state.canRedo)
  return (
    <header className="top">
      <h1 className="brand">
        <Logo /> Descent
      </h1>
      <nav className="modes" aria-label={t('shell.modes')}>
        <span className="mode" aria-current="page">
          {t('shell.landscape')}
        </span>
      </nav>
      <div className="top-space" />
      <DeviceChip />
      <div className="top-tools" role="group" aria-label={t('shell.tools')}>
        <ToolButton icon="undo" label={t('shell.undo')} onClick={undo} disabled={!canUndo} />
        <ToolButton icon="redo" label={t('shell.redo')} onClick={redo} disabled={!canRedo} />
        <ShareButton />
        <ThemeButton />
        <HelpButton />
      </div>
    </header>
  )
}

const nextScheme: Record<MantineColorScheme, MantineColorScheme> = { auto: 'light', light: 'dark', dark: 'auto' }
const schemeIcon: Record<MantineColorScheme, IconName> = { auto: 'auto', light: 'sun', dark: 'moon' }

function ThemeButton(): ReactNode {
  const t = useT()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const label = t('shell.theme', { now: t(`shell.scheme.${colorScheme}`), next: t(`shell.scheme.${nextScheme[colorScheme]}`) })
  return <ToolButton icon={schemeIcon[colorScheme]} label={label} onClick={() => setColorScheme(nextScheme[colorScheme])} />
}
