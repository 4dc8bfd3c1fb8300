// Two curve plots of the training: the loss, always, and one of the others. They share the axis and what is pointed at.
import '../plots.css'
import './views.css'
import { useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { classColor } from '../../charts/network-colors.ts'
import { mayBeLog } from '../../charts/network-curve-box.ts'
import { axisEnd, createDigests, epochPlace, linesOf, trainCurves } from '../../charts/network-series.ts'
import type { Line, LineContext, TrainCurve } from '../../charts/network-series.ts'
import { useT } from '../../i18n/react.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import { Toggle } from '../plot-toggle.tsx'
import { useTrain } from './network-context.tsx'
import { useNetworkStyles, useShownRun } from './network-hooks.ts'
import { CurveCanvas } from './views/CurveCanvas.tsx'

type Other = (typeof trainCurves)[number]
type Parts = LineContext['parts']

/** Curves are read while they grow; more often than this nobody sees, and every frame pays for it. */
const every = 150

export function NetworkCurves(): ReactNode {
  const t = useT()
  const [other, setOther] = useState<Other>('metric')
  const [hover, setHover] = useState<number | null>(null)
  const [axis, setAxis] = useState<'epoch' | 'step'>('epoch')
  const [logLoss, setLogLoss] = useState(true)
  const [logOther, setLogOther] = useState(true)
  const [parts, setParts] = useState<Parts>({ batch: false, train: true, validation: true })
  const trace = useTrain(every)
  const loss = useLines('loss', trace, axis, parts)
  const second = useLines(other, trace, axis, parts)
  const mayLogLoss = mayBeLog(loss)
  // Accuracies lie close together at the top: a log axis would hide them.
  const mayLog = other !== 'metric' && mayBeLog(second)
  const end = trace === null ? 1 : axisEnd(trace, axis)
  const changes = useMemo(() => changePlaces(trace, axis), [trace, axis])
  const common = { unit: t(`netviews.axis.${axis}`), changes, hover, setHover }
  const metric = trace?.built?.metric ?? 'accuracy'
  const title = other === 'metric' ? t(`netviews.${metric}`) : t(`netviews.${other}`)
  return (
    <div className="curve-pair">
      <section className="curve" aria-label={t('netviews.loss')}>
        <div className="curve-head">
          <h3>{t('netviews.loss')}</h3>
          <span className="curve-toggles">
            {(['validation', 'train', 'batch'] as const).map((part) => (
              <Toggle key={part} on={parts[part]} name={t(`netviews.part.${part}`)} hint={t(`netviews.partHint.${part}`)} flip={() => setParts((old) => ({ ...old, [part]: !old[part] }))} />
            ))}
            <Toggle on={axis === 'step'} name={t('netviews.bySteps')} hint={t('netviews.byStepsHint')} flip={() => setAxis((old) => (old === 'epoch' ? 'step' : 'epoch'))} />
            <Toggle on={logLoss && mayLogLoss} disabled={!mayLogLoss} name={t('plots.logY')} hint={t('plots.logYHint')} flip={() => setLogLoss((on) => !on)} />
          </span>
        </div>
        <CurveCanvas label={t('netviews.curveLabel', { what: t('netviews.loss') })} lines={loss} scales={{ logY: logLoss && mayLogLoss, end }} {...common} />
      </section>
      <section className="curve" aria-label={title}>
        <div className="curve-head">
          <CurveTabs kind={other} metric={metric} choose={setOther} />
          <span className="curve-toggles">
            <Toggle on={logOther && mayLog} disabled={!mayLog} name={t('plots.logY')} hint={t('plots.logYHint')} flip={() => setLogOther((on) => !on)} />
          </span>
        </div>
        <CurveCanvas label={t('netviews.curveLabel', { what: title })} lines={second} scales={{ logY: logOther && mayLog, end }} {...common} />
      </section>
    </div>
  )
}

function useLines(kind: TrainCurve, trace: TrainTrace | null, axis: 'epoch' | 'step', parts: Parts): readonly Line[] {
  const styles = useNetworkStyles()
  const selectedRun = useShownRun()
  const [digests] = useState(createDigests)
  return useMemo(
    () => (trace === null ? [] : linesOf(kind, trace, { styles, axis, parts, selectedRun, layerColor: classColor, digests })),
    [kind, trace, styles, axis, parts, selectedRun, digests],
  )
}

function changePlaces(trace: TrainTrace | null, axis: 'epoch' | 'step'): readonly number[] {
  if (trace === null || trace.changes.length === 0) return []
  const place = axis === 'epoch' ? epochPlace(trace.built, 0) : (step: number): number => step
  return trace.changes.map(place)
}

function CurveTabs({ kind, metric, choose }: { readonly kind: Other; readonly metric: 'accuracy' | 'r2'; readonly choose: (kind: Other) => void }): ReactNode {
  const t = useT()
  const selected = useShownRun()
  const styles = useNetworkStyles()
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = trainCurves[(trainCurves.indexOf(kind) + by + trainCurves.length) % trainCurves.length]
    if (next === undefined) return
    choose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-kind="${next}"]`)?.focus()
  }
  const hint = (one: Other): string => t(`netviews.hint.${one === 'metric' ? metric : one}`, { run: styles[selected]?.label ?? '' })
  return (
    <div className="curve-tabs" role="radiogroup" aria-label={t('plots.curve')} onKeyDown={key}>
      {trainCurves.map((one) => (
        <button key={one} type="button" role="radio" data-kind={one} aria-checked={one === kind} tabIndex={one === kind ? 0 : -1} title={hint(one)} onClick={() => choose(one)}>
          {t(`netviews.short.${one === 'metric' ? metric : one}`)}
        </button>
      ))}
    </div>
  )
}
