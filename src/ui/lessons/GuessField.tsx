// A question before its answer. Once a choice is made, it is compared with the right one and stays.
import type { ReactNode } from 'react'
import type { Choice, Guess } from '../../catalog/lesson-types.ts'
import { useT } from '../../i18n/react.ts'
import { unguessed } from '../../store/lesson-store.ts'
import { Blocks, Inlines } from './Blocks.tsx'
import { useLessonActions } from './lesson-context.tsx'

interface GuessFieldProps {
  readonly guess: Guess
  readonly answer: number | null
}

export function GuessField({ guess, answer }: GuessFieldProps): ReactNode {
  const t = useT()
  const { answer: choose } = useLessonActions()
  return (
    <section className="lesson-guess" aria-label={t('lessons.guess')}>
      <h4>{t('lessons.guess')}</h4>
      <Blocks blocks={guess.question} />
      <ul className="lesson-choices">
        {guess.choices.map((choice, index) => (
          <li key={index}>
            <button type="button" className="lesson-choice" data-verdict={verdictOf(choice, index, answer)} aria-pressed={index === answer} aria-disabled={answer !== null} onClick={() => choose(index)}>
              <Inlines inlines={choice.inlines} />
              {answer !== null && (choice.right || index === answer) && <span className="lesson-mark">{t(choice.right ? 'lessons.right' : 'lessons.wrong')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p className="lesson-verdict" role="status">
        {answer !== null && t(sentenceOf(guess, answer))}
      </p>
    </section>
  )
}

function verdictOf({ right }: Choice, index: number, answer: number | null): string | undefined {
  if (answer === null) return undefined
  if (right) return 'right'
  return index === answer ? 'wrong' : 'other'
}

function sentenceOf({ choices }: Guess, answer: number): string {
  if (answer === unguessed) return 'lessons.notGuessed'
  return choices[answer]?.right ? 'lessons.guessedRight' : 'lessons.guessedWrong'
}
