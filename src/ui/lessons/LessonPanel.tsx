// The panel beside the page: the list of lessons, or one of them step by step. A clicker's keys (PageUp, PageDown) turn the
// steps wherever nothing else wants them; the arrows do when the panel has the focus, which it takes at every step.
import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { isBusy } from '../transport-keys.ts'
import { useLesson, useLessonActions } from './lesson-context.tsx'
import { LessonList } from './LessonList.tsx'
import { LessonView } from './LessonView.tsx'

export function LessonPanel(): ReactNode {
  const t = useT()
  const { next, back, close } = useLessonActions()
  const lesson = useLesson((state) => (state.panel === 'lesson' ? state.lesson : null))
  const step = useLesson((state) => state.step)
  const panel = useRef<HTMLElement>(null)
  useClicker(next, back, lesson !== null)
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollTo({ top: 0 })
  }, [lesson, step])
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    if (lesson === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') next()
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') back()
    else return
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows turn the steps of what is read here
    <aside className="panel lesson-panel" ref={panel} tabIndex={-1} aria-label={lesson?.title ?? t('lessons.tab')} onKeyDown={walk}>
      <header className="panel-head">
        <h2>{lesson?.title ?? t('lessons.tab')}</h2>
        <span className="muted" />
        <CloseButton size="sm" aria-label={t('lessons.close')} onClick={close} />
      </header>
      {lesson === null ? <LessonList /> : <LessonView lesson={lesson} />}
    </aside>
  )
}

function useClicker(next: () => void, back: () => void, on: boolean): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (!on || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event)) return
      if (event.key === 'PageDown') next()
      else if (event.key === 'PageUp') back()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [next, back, on])
}
