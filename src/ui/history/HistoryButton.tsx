// The way to the history: a button and the key H. The drawer is a chunk of its own; what the history has to say while it is
// closed is said here.
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { ToolButton } from '../header/ToolButton.tsx'
import { useToast } from '../toast.tsx'
import { useLoadedHistory } from './history-context.tsx'

const HistoryDrawer = lazy(async () => ({ default: (await import('./HistoryDrawer.tsx')).HistoryDrawer }))

export function HistoryButton(): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  /** The drawer stays when it is closed, so that it can slide away. */
  const [wanted, setWanted] = useState(false)
  const show = (): void => {
    setWanted(true)
    setOpen(true)
  }
  useHotkeys([['H', () => (open ? setOpen(false) : show())]])
  useNotices(open)
  return (
    <>
      <ToolButton icon="history" label={t('history.button')} onClick={show} />
      {wanted && (
        <Suspense>
          <HistoryDrawer opened={open} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Each notice is told once; the open drawer says it by itself. */
function useNotices(drawerOpen: boolean): void {
  const t = useT()
  const tell = useToast()
  const history = useLoadedHistory()
  const told = useRef(new Set<string>())
  useEffect(() => {
    if (history === null) return
    const look = (): void => {
      const { notice } = history.store.getState()
      if (notice === null || told.current.has(notice)) return
      told.current.add(notice)
      if (!drawerOpen) tell({ text: t(`history.notice.${notice}`), tone: notice === 'cap' ? 'plain' : 'error' })
    }
    look()
    return history.store.subscribe(look)
  }, [history, drawerOpen, tell, t])
}
