// All lessons with what each is about and how far one is; and the way in for a lesson of one's own.
import { Button, FileButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import type { Lesson } from '../../scenario/lessons/read.ts'
import { largestLessonFile } from '../../store/lesson-store.ts'
import { useToast } from '../toast.tsx'
import { useLesson, useLessonActions } from './lesson-context.tsx'

export function LessonList(): ReactNode {
  const t = useT()
  const say = useText()
  const lessons = useLesson((state) => state.lessons)
  const problem = useLesson((state) => state.problem)
  return (
    <div className="panel-body lesson-list" aria-busy={lessons === null && problem === null}>
      <p className="muted">{t('lessons.about')}</p>
      {problem !== null && (
        <p className="lesson-problem" role="alert">
          {say(problem)}
        </p>
      )}
      <ol className="lesson-entries">{lessons?.map((lesson) => <Entry key={lesson.id} lesson={lesson} />)}</ol>
      <OwnLesson />
    </div>
  )
}

function Entry({ lesson: { id, title, idea, steps } }: { readonly lesson: Lesson }): ReactNode {
  const t = useT()
  const { open } = useLessonActions()
  const progress = useLesson((state) => state.progress[id])
  const where = progress === undefined ? t('lessons.steps', { steps: steps.length }) : t('lessons.stepOf', { step: progress.step + 1, steps: steps.length })
  return (
    <li>
      <button type="button" className="lesson-entry" data-seen={progress !== undefined} onClick={() => void open(id)}>
        <strong>{title}</strong>
        <span className="muted">{idea}</span>
        <span className="muted lesson-where">{where}</span>
      </button>
    </li>
  )
}

function OwnLesson(): ReactNode {
  const t = useT()
  const tell = useToast()
  const { openFile } = useLessonActions()
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return
    if (file.size > largestLessonFile) tell({ text: t('lessons.tooLarge', { name: file.name }), tone: 'error' })
    else await openFile(file.name, await file.text())
  }
  return (
    <div className="lesson-own">
      <FileButton accept=".md,text/markdown,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="default">
            {t('lessons.openFile')}
          </Button>
        )}
      </FileButton>
      <p className="muted">{t('lessons.openFileHint')}</p>
    </div>
  )
}
