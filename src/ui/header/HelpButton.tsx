// The keyboard, on one card. `?` opens it from anywhere.
import { Kbd, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { ToolButton } from './ToolButton.tsx'

const shortcuts = [
  { keys: ['Space'], key: 'shell.keys.play' },
  { keys: ['←', '→'], key: 'shell.keys.step' },
  { keys: ['Shift', '←', '→'], key: 'shell.keys.stepTen' },
  { keys: ['Home', 'End'], key: 'shell.keys.ends' },
  { keys: ['Ctrl', 'Z'], key: 'shell.keys.undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], key: 'shell.keys.redo' },
  { keys: ['?'], key: 'shell.keys.help' },
] as const

export function HelpButton(): ReactNode {
  const t = useT()
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
          {shortcuts.map(({ keys, key }) => (
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
        <p className="muted">{t('shell.helpDrag')}</p>
      </Modal>
    </>
  )
}
