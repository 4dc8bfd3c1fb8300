// A net for each part of the page: when one cannot be drawn, the others go on, and this one says why and how to go on.
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useT, useText } from '../i18n/react.ts'
import { detailsText } from './diagnostics/details.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useApp } from './store-context.tsx'

interface PanelBoundaryProps {
  readonly children: ReactNode
  /** Takes the last change back, where the part has changes. */
  readonly undo?: () => void
}

export function PanelBoundary({ children, undo }: PanelBoundaryProps): ReactNode {
  return (
    <ErrorBoundary fallback={(error, retry) => <BrokenPanel error={error} retry={retry} {...(undo === undefined ? {} : { undo })} />}>
      {children}
    </ErrorBoundary>
  )
}

interface BrokenPanelProps {
  readonly error: Error
  readonly retry: () => void
  readonly undo?: () => void
}

function BrokenPanel({ error, retry, undo }: BrokenPanelProps): ReactNode {
  const t = useT()
  const say = useText()
  const devices = useApp((state) => state.devices)
  const { copy, copied } = useClipboard()
  const undoAndRetry = (): void => {
    undo?.()
    retry()
  }
  return (
    <div className="broken-panel" role="alert">
      <strong>{t('diagnostics.panelTitle')}</strong>
      <p>{t('diagnostics.panelText')}</p>
      <p className="mono">{say(error.message)}</p>
      <div className="button-row">
        <Button size="xs" variant="filled" color="teal.7" onClick={retry}>
          {t('diagnostics.carryOn')}
        </Button>
        {undo !== undefined && (
          <Button size="xs" onClick={undoAndRetry}>
            {t('diagnostics.undo')}
          </Button>
        )}
        <Button size="xs" onClick={() => copy(detailsText({ error, devices }))}>
          {copied ? t('diagnostics.copied') : t('diagnostics.copy')}
        </Button>
      </div>
    </div>
  )
}
