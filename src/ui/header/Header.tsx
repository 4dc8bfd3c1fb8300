// The strip at the top: what this is, which tab, where it runs, and what concerns the whole page.
import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Example } from '../../scenario/examples.ts'
import { modes } from '../../store/mode.ts'
import { LessonsButton } from '../lessons/LessonsButton.tsx'
import { useMode, useSetMode } from '../mode-context.tsx'
import { useNetwork, useNetworkActions, useReadNetwork } from '../network/network-context.tsx'
import { ExportButton } from '../export/ExportButton.tsx'
import { HistoryButton } from '../history/HistoryButton.tsx'
import { useActions, useApp, useReadState } from '../store-context.tsx'
import { useReadStrategy, useStrategy, useStrategyActions } from '../strategies/strategy-context.tsx'
import { LandscapeChip, NetworkChip, StrategyChip } from './DeviceChip.tsx'
import { ExamplesButton } from './ExamplesButton.tsx'
import { Logo } from './Logo.tsx'
import { ToolStrip } from './ToolStrip.tsx'

/** What each tab has of its own up here. */
const parts = {
  landscape: { Chip: LandscapeChip, Tools: LandscapeTools },
  network: { Chip: NetworkChip, Tools: NetworkTools },
  strategy: { Chip: StrategyChip, Tools: StrategyTools },
} as const

export function Header({ onExample }: { readonly onExample: (example: Example) => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  const setMode = useSetMode()
  const { Chip, Tools } = parts[mode]
  return (
    <header className="top">
      <h1 className="brand">
        <Logo /> Descent
      </h1>
      <nav className="modes" aria-label={t('shell.modes')}>
        {modes.map((one) => (
          <button key={one} type="button" className="mode" aria-current={one === mode ? 'page' : undefined} title={t(`shell.${one}Hint`)} onClick={() => setMode(one)}>
            {t(`shell.${one}`)}
          </button>
        ))}
        <LessonsButton />
      </nav>
      <ExamplesButton opened={onExample} />
      <div className="top-space" />
      <Suspense>
        <Chip />
        <HistoryButton />
        <ExportButton />
        <Tools />
      </Suspense>
    </header>
  )
}

function LandscapeTools(): ReactNode {
  const { undo, redo } = useActions()
  const read = useReadState()
  const canUndo = useApp((state) => state.canUndo)
  const canRedo = useApp((state) => state.canRedo)
  return <ToolStrip undo={undo} redo={redo} canUndo={canUndo} canRedo={canRedo} scenario={() => read().scenario} />
}

function NetworkTools(): ReactNode {
  const { undo, redo } = useNetworkActions()
  const read = useReadNetwork()
  const canUndo = useNetwork((state) => state.canUndo)
  const canRedo = useNetwork((state) => state.canRedo)
  return <ToolStrip undo={undo} redo={redo} canUndo={canUndo} canRedo={canRedo} scenario={() => read().scenario} />
}

function StrategyTools(): ReactNode {
  const { undo, redo } = useStrategyActions()
  const read = useReadStrategy()
  const canUndo = useStrategy((state) => state.canUndo)
  const canRedo = useStrategy((state) => state.canRedo)
  return <ToolStrip undo={undo} redo={redo} canUndo={canUndo} canRedo={canRedo} scenario={() => read().scenario} />
}
