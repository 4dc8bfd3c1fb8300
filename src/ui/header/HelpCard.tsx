// The keyboard, on one card.
import { Kbd, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Mode } from '../../store/mode.ts'
import { DiagnosticsLink } from '../diagnostics/DiagnosticsLink.tsx'
import { useMode } from '../mode-context.tsx'

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
  { keys: ['H'], key: 'history.key' },
  { keys: ['P'], key: 'shell.keys.present' },
  { keys: ['PageUp', 'PageDown'], key: 'shell.keys.lesson' },
  { keys: ['?'], key: 'shell.keys.help' },
]

export function HelpCard({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  return (
    <Modal opened={opened} onClose={close} title={t('shell.help')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
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
      <DiagnosticsLink before={close} />
    </Modal>
  )
}
