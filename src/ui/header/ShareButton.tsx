// The way to the link of what is on the screen. The dialog behind the button is a chunk of its own.
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { ToolButton } from './ToolButton.tsx'

const ShareDialog = lazy(async () => ({ default: (await import('../share/ShareDialog.tsx')).ShareDialog }))

interface ShareButtonProps {
  /** What is on the screen, at this moment. */
  readonly scenario: () => Scenario
}

export function ShareButton({ scenario }: ShareButtonProps): ReactNode {
  const t = useT()
  const [shared, setShared] = useState<Scenario | null>(null)
  return (
    <>
      <ToolButton icon="share" label={t('shell.share')} onClick={() => setShared(scenario())} />
      {shared !== null && (
        <Suspense>
          <ShareDialog scenario={shared} close={() => setShared(null)} />
        </Suspense>
      )}
    </>
  )
}
