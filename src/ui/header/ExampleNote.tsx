// What to look for in the example that was opened. It stays until it is closed.
import { CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import type { Example } from '../../scenario/examples.ts'

export function ExampleNote({ example, close }: { readonly example: Example; readonly close: () => void }): ReactNode {
  const t = useT()
  const say = useText()
  return (
    <aside className="example-note" aria-label={t('shell.lookFor')} aria-live="polite">
      <p>
        <strong>{t('shell.exampleName', { name: say(example.name) })}</strong> {say(example.look)}
      </p>
      <CloseButton size="sm" aria-label={t('shell.close')} onClick={close} />
    </aside>
  )
}
