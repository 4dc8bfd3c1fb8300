// The history beside the page: the list of what was raced, trained and tried, or some of it side by side.
import './history.css'
import { Button, Drawer, Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { CompareView } from './CompareView.tsx'
import { HistoryList } from './HistoryList.tsx'
import { useLoadedHistory, useLoadHistory } from './history-context.tsx'

interface HistoryDrawerProps {
  readonly opened: boolean
  readonly close: () => void
}

export function HistoryDrawer({ opened, close }: HistoryDrawerProps): ReactNode {
  const t = useT()
  const [view, setView] = useState<'list' | 'compare'>('list')
  const shown = opened ? view : 'list'
  return (
    <Drawer
      opened={opened}
      onClose={close}
      onExitTransitionEnd={() => setView('list')}
      position="right"
      size={shown === 'compare' ? 'min(1080px, 100vw)' : 'min(480px, 100vw)'}
      title={t(shown === 'compare' ? 'history.compareTitle' : 'history.title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      classNames={{ content: 'history-drawer', body: 'history-body', title: 'history-title' }}
    >
      <Content view={shown} setView={setView} close={close} />
    </Drawer>
  )
}

interface ContentProps {
  readonly view: 'list' | 'compare'
  readonly setView: (view: 'list' | 'compare') => void
  readonly close: () => void
}

function Content({ view, setView, close }: ContentProps): ReactNode {
  const t = useT()
  const load = useLoadHistory()
  const history = useLoadedHistory()
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    load().then(
      // Another tab may have added to it since.
      ({ store }) => store.actions.refresh(),
      () => {
        if (!gone) setFailed(true)
      },
    )
    return () => {
      gone = true
    }
  }, [load, attempt])
  const again = (): void => {
    setFailed(false)
    setAttempt((count) => count + 1)
  }
  if (history === null && failed) {
    return (
      <p role="alert" className="history-failed">
        {t('history.notLoaded')} <Button onClick={again}>{t('history.again')}</Button>
      </p>
    )
  }
  if (history === null) return <Loader size="sm" m="md" aria-label={t('history.loading')} />
  if (view === 'compare') return <CompareView history={history} back={() => setView('list')} close={close} />
  return <HistoryList history={history} compare={() => setView('compare')} close={close} />
}
