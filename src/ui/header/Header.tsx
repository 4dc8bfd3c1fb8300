// The strip at the top: what this is, which tab, where it runs, and what concerns the whole page.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Example } from '../../scenario/examples.ts'
import type { Mode } from '../../store/mode.ts'
import { useMode, useSetMode } from '../mode-context.tsx'
import { useNetwork, useNetworkActions, useReadNetwork } from '../network/network-context.tsx'
import { useActions, useApp, useReadState } from '../store-context.tsx'
import { LandscapeChip, NetworkChip } from './DeviceChip.tsx'
import { ExamplesButton } from './ExamplesButton.tsx'
import { Logo } from './Logo.tsx'
import { ToolStrip } from './ToolStrip.tsx'

const modes: readonly Mode[] = ['landscape', 'network']

export function Header({ onExample }: { readonly onExample: (example: Example) => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  const setMode = useSetMode()
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
      </nav>
      <ExamplesButton opened={onExample} />
      <div className="top-space" />
      {mode === 'landscape' ? <LandscapeChip /> : <NetworkChip />}
      {mode === 'landscape' ? <LandscapeTools /> : <NetworkTools />}
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
