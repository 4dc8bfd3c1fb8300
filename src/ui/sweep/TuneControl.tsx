// "Tune": a good rate for every visible run, all under the same budget, on landscapes and on networks.
import './sweep.css'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { Hint } from '../fields/Hint.tsx'
import { Toggle } from '../plot-toggle.tsx'
import { useRuns, useRunsHost } from '../runs/runs-host.tsx'

export function TuneControl(): ReactNode {
  const t = useT()
  const { kind, actions, budget, getState: read } = useRunsHost()
  const tuning = useRuns((state) => state.tuning)
  const length = useRuns(() => budget.length())
  const [second, setSecond] = useState(false)
  if (tuning !== null) {
    const percent = Math.round(tuning.progress * 100)
    return (
      <div className="tune" role="status">
        <progress max={100} value={percent} aria-label={t('sweep.tuning')} />
        <span className="muted">{t('sweep.tuningRun', { run: Math.min(tuning.done + 1, tuning.of), of: tuning.of })}</span>
        <Button onClick={() => actions.cancelTune()}>{t('sweep.cancel')}</Button>
      </div>
    )
  }
  const trials = second ? budget.grid ** 2 : budget.rates
  const all = (): void => void actions.tune(read().scenario.runs.flatMap((run, i) => (run.hidden === true ? [] : [i])), second)
  return (
    <div className="tune">
      <Hint text={kind === 'landscape' ? t('sweep.tuneAllHint', { trials, steps: length }) : t('netviews.tuneHint', { trials, epochs: length })}>
        <Button onClick={all}>{t('sweep.tuneAll')}</Button>
      </Hint>
      <Toggle on={second} name={t('sweep.second')} hint={t('sweep.secondHint', { grid: budget.grid })} flip={() => setSecond((on) => !on)} />
    </div>
  )
}

/** The same for one run alone. */
export function TuneButton({ index, name }: { readonly index: number; readonly name: string }): ReactNode {
  const t = useT()
  const { kind, actions, budget } = useRunsHost()
  const busy = useRuns((state) => state.tuning !== null)
  const tuned = useRuns((state) => state.scenario.runs[index]?.tuned ?? null)
  const length = useRuns(() => budget.length())
  const trials = budget.rates
  return (
    <div className="button-row">
      <Hint text={kind === 'landscape' ? t('sweep.tuneOneHint', { trials, steps: length }) : t('netviews.tuneOneHint', { trials, epochs: length })}>
        <Button disabled={busy} aria-label={t('sweep.tuneOneLabel', { run: name })} onClick={() => void actions.tune([index], false)}>
          {t('sweep.tuneOne')}
        </Button>
      </Hint>
      {tuned !== null && <span className="muted">{t('sweep.tunedBy', { trials: tuned.trials, params: tuned.over.join(', ') })}</span>}
    </div>
  )
}
