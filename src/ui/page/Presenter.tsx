// Presenter mode: large type and strong contrast (page.css), a pointer that is seen from the back row, and the keys of a clicker:
// PageDown and PageUp, or the arrows, turn the steps of an open lesson. Escape leaves.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useLesson, useLessonActions } from '../lessons/lesson-context.tsx'
import { isBusy } from '../transport-keys.ts'
import { setTypeScale } from '../type-scale.ts'
import { fillScreen, mayFillScreen, usePresent } from './use-present.ts'

/** Of what is painted: a little less than the root's type in page.css, since the room beside the axes stays as it is. */
const large = (): number => (window.innerWidth > 1200 ? 1.25 : 1.1)

export function Presenter(): ReactNode {
  const { leave } = usePresent()
  useLargeType()
  useLeaveKeys(leave)
  useLessonKeys()
  return (
    <>
      <Pointer />
      <PresenterBar leave={leave} />
    </>
  )
}

function useLargeType(): void {
  useLayoutEffect(() => {
    const { documentElement } = document
    documentElement.dataset['present'] = 'true'
    setTypeScale(large())
    return () => {
      delete documentElement.dataset['present']
      setTypeScale(1)
    }
  }, [])
}

/** In full screen the browser keeps Escape to itself and leaves full screen: that, too, is the end. */
function useLeaveKeys(leave: () => void): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      // A dialog or a menu is closed first.
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('[role="dialog"]') === null) leave()
    }
    const change = (): void => {
      if (document.fullscreenElement === null) leave()
    }
    window.addEventListener('keydown', key)
    document.addEventListener('fullscreenchange', change)
    return () => {
      window.removeEventListener('keydown', key)
      document.removeEventListener('fullscreenchange', change)
    }
  }, [leave])
}

/** Before anything else hears the keys: here the arrows are those of the lesson, not of the race's time. */
function useLessonKeys(): void {
  const open = useLesson(({ panel, lesson }) => panel === 'lesson' && lesson !== null)
  const { next, back } = useLessonActions()
  useEffect(() => {
    if (!open) return
    const turn = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const page = event.key === 'PageDown' || event.key === 'PageUp'
      if (!page && (isBusy(event) || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft'))) return
      if (event.key === 'PageDown' || event.key === 'ArrowRight') next()
      else back()
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', turn, { capture: true })
    return () => window.removeEventListener('keydown', turn, { capture: true })
  }, [open, next, back])
}

/** A ring around the mouse, moved without React. */
function Pointer(): ReactNode {
  const ring = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const move = ({ clientX, clientY, pointerType }: PointerEvent): void => {
      const element = ring.current
      if (element === null) return
      element.hidden = pointerType === 'touch'
      element.style.transform = `translate(${clientX}px, ${clientY}px)`
    }
    const away = (): void => {
      if (ring.current !== null) ring.current.hidden = true
    }
    window.addEventListener('pointermove', move, { passive: true })
    document.documentElement.addEventListener('pointerleave', away)
    return () => {
      window.removeEventListener('pointermove', move)
      document.documentElement.removeEventListener('pointerleave', away)
    }
  }, [])
  return <div className="presenter-pointer" ref={ring} hidden aria-hidden="true" />
}

function PresenterBar({ leave }: { readonly leave: () => void }): ReactNode {
  const t = useT()
  const [full, setFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => {
    const look = (): void => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  return (
    <div className="presenter-bar" role="group" aria-label={t('page.presenter')}>
      {!full && mayFillScreen() && (
        <button type="button" onClick={fillScreen}>
          {t('page.fullScreen')}
        </button>
      )}
      <button type="button" onClick={leave}>
        {t('page.leave')}
      </button>
    </div>
  )
}
