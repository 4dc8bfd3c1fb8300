// The keyboard, on one card. `?` opens it from anywhere.
import { Kbd, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Mode } from '../../store/mode.ts'
import { useMode } from '../mode-context.tsx'
import { ToolButton } from './ToolButton.tsx'

interface Shortcut {
  readonly keys: readonly string[]
  readonly key: string
}

/** Those of each tab's clock. */
const clocks: Readonly<Record<Mode, readonly Shortcut[]>> = {
  landscape: [
    { keys: ['Space'], key: 'shell.keys.play' },
    { keys: ['←', '→'], key: 'shell.keys.step' },
    { keys: ['Shift', '←', '→'], key: 'shell.keys.stepTen' },
    { keys: ['Home', 'End'], key: 'shell.keys.ends' },
  ],
  network: [
    { keys: ['Space'], key: 'shell.keys.play' },
    { keys: ['→'], key: 'shell.keys.batch' },
    { keys: ['Shift', '→'], key: 'shell.keys.epoch' },
    { keys: ['Home'], key: 'shell.keys.reset' },
  ],
  strategy: [],
}

const common: readonly Shortcut[] = [
  { keys: ['Ctrl', 'Z'], key: 'shell.keys.undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], key: 'shell.keys.redo' },
  { keys: ['?'], key: 'shell.keys.help' },
]

export function HelpButton(): ReactNode {
  const t = useT()
  const mode = useMode()
  const [open, setOpen] = useState(false)
  useHotkeys([
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ])
  return (
    <>
      <ToolButton icon="help" label={t('shell.help')} onClick={() => setOpen(true)} />
      <Modal opened={open} onClose={() => setOpen(false)} title={t('shell.help')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
        <dl className="shortcuts">
          {[...clocks[mode], ...common].map(({ keys, key }) => (
            <div key={key}>
              <dt>
                {keys.map((name) => (
                  <Kbd key={name} size="xs">
                    {name}
                  </Kbd>
                ))}
              </dt>
              <dd>{t(key)}</dd>
            </div>
          ))}
        </dl>
        {mode === 'landscape' && <p className="muted">{t('shell.helpDrag')}</p>}
      </Modal>
    </>
  )
}
