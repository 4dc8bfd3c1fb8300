// The buttons that concern the whole page: back and forth, the link, the colours, the keys. Undo and link are those of the
// tab on the screen.
import { useHotkeys } from '@mantine/hooks'
import { useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import type { IconName } from '../icons.tsx'
import { PresentButton } from '../page/PresentButton.tsx'
import { HelpButton } from './HelpButton.tsx'
import { LanguageButton } from './LanguageButton.tsx'
import { ShareButton } from './ShareButton.tsx'
import { ToolButton } from './ToolButton.tsx'

interface ToolStripProps {
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What is on the screen, at this moment. */
  readonly scenario: () => Scenario
}

export function ToolStrip({ undo, redo, canUndo, canRedo, scenario }: ToolStripProps): ReactNode {
  const t = useT()
  // Inside a text field these keys belong to the text (useHotkeys leaves inputs alone).
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
    ['mod+Y', redo],
  ])
  return (
    <div className="top-tools" role="group" aria-label={t('shell.tools')}>
      <ToolButton icon="undo" label={t('shell.undo')} onClick={undo} disabled={!canUndo} />
      <ToolButton icon="redo" label={t('shell.redo')} onClick={redo} disabled={!canRedo} />
      <ShareButton scenario={scenario} />
      <PresentButton />
      <LanguageButton />
      <ThemeButton />
      <HelpButton />
    </div>
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
