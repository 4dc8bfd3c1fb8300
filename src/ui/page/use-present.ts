// Into presenter mode and out of it. Full screen is asked for where the browser has it and a person's key or click allows it;
// without it the mode is the same in the window.
import { useCallback } from 'react'
import { usePage, usePageActions } from './page-context.tsx'

interface Present {
  readonly presenting: boolean
  readonly toggle: () => void
  readonly leave: () => void
}

export function usePresent(): Present {
  const presenting = usePage(({ page }) => page.present === true && page.embed === undefined)
  const { change } = usePageActions()
  const leave = useCallback(() => {
    change({ present: undefined })
    if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
  }, [change])
  const toggle = useCallback(() => {
    if (presenting) return leave()
    change({ present: true })
    fillScreen()
  }, [presenting, change, leave])
  return { presenting, toggle, leave }
}

/** Phones and frames may have no full screen, or not allow it: the page goes on in its window. */
export function fillScreen(): void {
  const { documentElement } = document
  if (mayFillScreen()) void documentElement.requestFullscreen().catch(() => undefined)
}

export const mayFillScreen = (): boolean => document.fullscreenEnabled
