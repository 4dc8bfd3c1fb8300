// "Tune": a good rate for every visible run, all under the same budget.
import './sweep.css'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { tuneBudget } from '../../store/tune.ts'
import { Hint } from '../fields/Hint.tsx'
import { Toggle } from '../plot-toggle.tsx'
import { useActions, useApp, useReadState } from '../store-context.tsx'

export function TuneControl(): ReactNode {
  const t = useT()
  const { tune, cancelTune } = useActions()
  const read = useReadState()
  const tuning = useApp((state) => state.tuning)
  const steps = useApp((state) => state.scenario.steps)
  const [second, setSecond] = useState(false)
  if (tuning !== null) {
    const percent = Math.round(tuning.progress * 100)
    return (
      <div className="tune" role="status">
        <progress max={100} value={percent} aria-label={t('sweep.tuning')} />
        <span className="muted">{t('sweep.tuningRun', { run: Math.min(tuning.done + 1, tuning.of), of: tuning.of })}</span>
        <Button onClick={cancelTune}>{t('sweep.cancel')}</Button>
      </div>
    )
  }
  const trials = second ? tuneBudget.grid ** 2 : tuneBudget.rates
  const all = (): void => void tune(read().scenario.runs.flatMap((run, i) => (run.hidden === true ? [] : [i])), second)
  return (
    <div className="tune">
      <Hint text={t('sweep.tuneAllHint', { trials, steps })}>
        <Button onClick={all}>{t('sweep.tuneAll')}</Button>
      </Hint>
      <Toggle on={second} name={t('sweep.second')} hint={t('sweep.secondHint', { grid: tuneBudget.grid })} flip={() => setSecond((on) => !on)} />
    </div>
  )
}

/** The same for one run alone. */
export function TuneButton({ index, name }: { readonly index: number; readonly name: string }): ReactNode {
  const t = useT()
  const { tune } = useActions()
  const busy = useApp((state) => state.tuning !== null)
  const tuned = useApp((state) => state.scenario.runs[index]?.tuned ?? null)
  const steps = useApp((state) => state.scenario.steps)
  return (
    <div className="button-row">
      <Hint text={t('sweep.tuneOneHint', { trials: tuneBudget.rates, steps })}>
        <Button disabled={busy} aria-label={t('sweep.tuneOneLabel', { run: name })} onClick={() => void tune([index], false)}>
          {t('sweep.tuneOne')}
        </Button>
      </Hint>
      {tuned !== null && <span className="muted">{t('sweep.tunedBy', { trials: tuned.trials, params: tuned.over.join(', ') })}</span>}
    </div>
  )
}
