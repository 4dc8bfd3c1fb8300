// A newer version of the page lies ready. It waits for a word; the notice can be put away until the next visit.
import { CloseButton } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import type { Updates } from '../store/updates.ts'
import { usePage } from './page/page-context.tsx'

export function UpdateNotice({ updates }: { readonly updates: Updates }): ReactNode {
  const t = useT()
  const ready = useSyncExternalStore(updates.subscribe, updates.ready, updates.ready)
  const [away, setAway] = useState(false)
  // Another page's frame and a hall full of people are no places for it.
  const shown = usePage(({ page }) => page.embed === undefined && page.present !== true)
  return (
    <div className="update-place" role="status" aria-live="polite">
      {ready && shown && !away && (
        <div className="toast">
          <span>{t('shell.update')}</span>
          <button type="button" className="toast-action" onClick={updates.take}>
            {t('shell.updateReload')}
          </button>
          <CloseButton size="sm" variant="transparent" c="inherit" aria-label={t('shell.updateLater')} onClick={() => setAway(true)} />
        </div>
      )}
    </div>
  )
}
