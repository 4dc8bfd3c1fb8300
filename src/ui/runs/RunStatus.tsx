// How a run fared, where it is not simply fine.
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate, TranslateText } from '../../i18n/react.ts'
import type { RunFact } from './runs-host.tsx'
import { useRunFact } from './runs-host.tsx'

export function RunStatus({ index }: { readonly index: number }): ReactNode {
  const t = useT()
  const say = useText()
  const sentence = useRunFact(index, (fact) => (fact === null ? null : sentenceOf(fact, t, say)))
  return sentence === null ? null : <p className="run-status">{sentence}</p>
}

function sentenceOf({ status, stoppedAt, ownStart, why, overshoot }: RunFact, t: Translate, say: TranslateText): string | null {
  switch (status) {
    case 'diverged':
      if (overshoot) {
        const { at, slope, rate, length } = overshoot
        return t('runs.overshot', { step: stoppedAt, at, slope: shortNumber(slope), rate: shortNumber(rate), length: shortNumber(length) })
      }
      if (stoppedAt > 0 || ownStart === null) return t('runs.diverged', { step: stoppedAt })
      // A common start that cannot be is said once, beside its fields.
      return ownStart ? t('runs.divergedAtStart') : null
    case 'refused':
      return why === undefined ? t('runs.refused') : say(why)
    case 'stopped-early':
      return t('runs.stoppedEarly', { step: stoppedAt })
    case 'waiting':
    case 'running':
    case 'finished':
      return null
  }
}
