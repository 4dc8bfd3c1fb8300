// The lessons among the tabs: they open beside whatever tab is on the screen.
import './lessons.css'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useLesson, useLessonActions } from './lesson-context.tsx'

export function LessonsButton(): ReactNode {
  const t = useT()
  const open = useLesson((state) => state.panel !== 'closed')
  const { openList, close } = useLessonActions()
  return (
    <button type="button" className="mode lessons-button" aria-expanded={open} title={t('lessons.hint')} onClick={open ? close : openList}>
      {t('lessons.tab')}
    </button>
  )
}
