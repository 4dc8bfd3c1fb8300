// The way to the diagnostics from a menu.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useDiagnostics } from './diagnostics-context.tsx'

/** `before` closes what the link stands in, where that would lie above the dialog. */
export function DiagnosticsLink({ before }: { readonly before?: () => void }): ReactNode {
  const t = useT()
  const { open } = useDiagnostics()
  const show = (): void => {
    before?.()
    open()
  }
  return (
    <Button size="xs" mt={10} onClick={show}>
      {t('diagnostics.open')}
    </Button>
  )
}
