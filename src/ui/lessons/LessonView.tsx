// One step of a lesson: its text, the guess before the answer, what to try, and the way on.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Lesson, LessonStep } from '../../scenario/lessons/read.ts'
import { answerOf, stepOf } from '../../store/lesson-store.ts'
import { Blocks } from './Blocks.tsx'
import { GuessField } from './GuessField.tsx'
import { useLesson, useLessonActions } from './lesson-context.tsx'

export function LessonView({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const index = useLesson((state) => state.step)
  const step = useLesson(stepOf)
  const answer = useLesson(answerOf)
  const t = useT()
  const { showScene, openList } = useLessonActions()
  return (
    <>
      <div className="panel-body lesson">
        <p className="muted" aria-live="polite">
          {t('lessons.stepOf', { step: index + 1, steps: lesson.steps.length })}
        </p>
        {step && <StepText key={index} step={step} answer={answer} />}
      </div>
      <footer className="lesson-foot">
        <div className="button-row">
          <Button size="compact-xs" variant="default" onClick={showScene} title={t('lessons.sceneHint')}>
            {t('lessons.scene')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={openList}>
            {t('lessons.all')}
          </Button>
        </div>
        <Ways lesson={lesson} index={index} open={step !== null && step.guess !== null && answer === null} />
      </footer>
    </>
  )
}

function StepText({ step, answer }: { readonly step: LessonStep; readonly answer: number | null }): ReactNode {
  const t = useT()
  const told = step.guess === null || answer !== null
  return (
    <>
      <h3>{step.title}</h3>
      <Blocks blocks={step.text} />
      {step.guess && <GuessField guess={step.guess} answer={answer} />}
      {/* Read out when it appears. */}
      <div className="lesson-reveal" aria-live="polite">
        {told && <Blocks blocks={step.reveal} />}
      </div>
      {told && step.try.length > 0 && (
        <section className="lesson-try" aria-label={t('lessons.try')}>
          <h4>{t('lessons.try')}</h4>
          <Blocks blocks={step.try} />
        </section>
      )}
    </>
  )
}

interface WaysProps {
  readonly lesson: Lesson
  readonly index: number
  /** A guess is open: the way on is its answer. */
  readonly open: boolean
}

function Ways({ lesson, index, open }: WaysProps): ReactNode {
  const t = useT()
  const { next, back, openList } = useLessonActions()
  const last = index === lesson.steps.length - 1
  return (
    <div className="button-row lesson-ways">
      <Button size="xs" variant="default" onClick={back} disabled={index === 0} title={t('lessons.backHint')}>
        {t('lessons.back')}
      </Button>
      <Button size="xs" variant="filled" color="teal.7" onClick={last && !open ? openList : next} title={t('lessons.nextHint')}>
        {t(open ? 'lessons.showAnswer' : last ? 'lessons.finish' : 'lessons.next')}
      </Button>
    </div>
  )
}
