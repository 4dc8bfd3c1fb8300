// Two curve plots side by side: the loss, always, and one of the others. They share the cursor, and pointing at one reads both.
import './plots.css'
import { useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { curveKinds, lossOffset, seriesOf } from '../charts/series.ts'
import type { CurveKind, Series } from '../charts/series.ts'
import { seriesTable } from '../charts/table.ts'
import { useT } from '../i18n/react.ts'
import { distancesToMinimum, stepLengths, targetOf } from '../store/selectors.ts'
import type { Trace } from '../store/types.ts'
import { DataTable } from './DataTable.tsx'
import { CurvePlot } from './plot-curve.tsx'
import type { CurveBand } from './plot-curve.tsx'
import { useRunStyles } from './plot-hooks.ts'
import { Readout } from './plot-readout.tsx'
import { Toggle } from './plot-toggle.tsx'
import { useApp, useTrace } from './store-context.tsx'
import { useCurveBands } from './sweep/use-bands.ts'

type Other = Exclude<CurveKind, 'loss'>

const others: readonly Other[] = curveKinds.filter((kind) => kind !== 'loss')

export function Curves(): ReactNode {
  const t = useT()
  const [other, setOther] = useState<Other>('gradient')
  const [hover, setHover] = useState<number | null>(null)
  const [logX, setLogX] = useState(false)
  const [logLoss, setLogLoss] = useState(true)
  const [logOther, setLogOther] = useState(true)
  const [smooth, setSmooth] = useState(false)
  const trace = useTrace()
  const offset = useMemo(() => (trace === null || !logLoss ? 0 : lossOffset(trace, knownLowest(trace))), [trace, logLoss])
  const loss = useSeries('loss', trace, offset)
  const bands = useCurveBands(offset)
  const second = useSeries(other, trace, 0)
  // A rate or a slot may be below 0, and a log axis would hide that.
  const mayLog = second.every(({ values }) => !values.some((value) => value < 0))
  const steps = trace?.steps ?? 1
  const common = { steps, smooth, hover, setHover }
  return (
    <div className="curve-pair">
      <section className="curve" aria-label={t('plots.loss')}>
        <div className="curve-head">
          <h3 title={bands.length > 0 ? t('sweep.bandHint') : undefined}>{t(offset === 0 ? 'plots.loss' : 'plots.lossAbove', { value: formatOffset(offset) })}</h3>
          <span className="curve-toggles">
            <Toggle on={logLoss} name={t('plots.logY')} hint={t('plots.logYHint')} flip={() => setLogLoss((on) => !on)} />
            <Toggle on={logX} name={t('plots.logX')} hint={t('plots.logXHint')} flip={() => setLogX((on) => !on)} />
            <Toggle on={smooth} name={t('plots.smooth')} hint={t('plots.smoothHint')} flip={() => setSmooth((on) => !on)} />
          </span>
        </div>
        <Body label={t('plots.curveLabel', { what: t('plots.loss') })} series={loss} bands={bands} scales={{ logX, logY: logLoss }} {...common} />
      </section>
      <section className="curve" aria-label={t(`plots.${other}`)}>
        <div className="curve-head">
          <KindTabs kind={other} choose={setOther} />
          <span className="curve-toggles">
            <Toggle on={logOther && mayLog} disabled={!mayLog} name={t('plots.logY')} hint={t('plots.logYHint')} flip={() => setLogOther((on) => !on)} />
          </span>
        </div>
        <Body label={t('plots.curveLabel', { what: t(`plots.${other}`) })} series={second} scales={{ logX, logY: logOther && mayLog }} {...common} />
      </section>
    </div>
  )
}

function knownLowest(trace: Trace): number | null {
  const target = targetOf(trace)
  return target?.from === 'known' ? target.value : null
}

const formatOffset = (offset: number): string => String(Number(offset.toPrecision(6))).replace('-', '−')

function useSeries(kind: CurveKind, trace: Trace | null, offset: number): readonly Series[] {
  const styles = useRunStyles()
  const selectedRun = useApp((state) => state.selectedRun)
  return useMemo(() => {
    if (trace === null) return []
    return seriesOf(kind, trace, { styles, selectedRun, lossOffset: offset, stepLengths, distances: (run) => distancesToMinimum(trace, run) })
  }, [kind, trace, styles, selectedRun, offset])
}

interface BodyProps {
  readonly label: string
  readonly series: readonly Series[]
  readonly bands?: readonly CurveBand[]
  readonly steps: number
  readonly scales: { readonly logX: boolean; readonly logY: boolean }
  readonly smooth: boolean
  readonly hover: number | null
  readonly setHover: (step: number | null) => void
}

function Body(props: BodyProps): ReactNode {
  const t = useT()
  const { label, series, steps, hover } = props
  return (
    <div className="curve-body">
      <CurvePlot {...props} />
      {series.length === 0 && <p className="plot-wait">{t('plots.nothing')}</p>}
      {hover !== null && series.length > 0 && <Readout series={series} step={hover} side={hover > steps / 2 ? 'left' : 'right'} />}
      <DataTable title={label} table={() => seriesTable(t('plots.stepColumn'), series, steps)} />
    </div>
  )
}

function KindTabs({ kind, choose }: { readonly kind: Other; readonly choose: (kind: Other) => void }): ReactNode {
  const t = useT()
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = others[(others.indexOf(kind) + by + others.length) % others.length]
    if (next === undefined) return
    choose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-kind="${next}"]`)?.focus()
  }
  return (
    <div className="curve-tabs" role="radiogroup" aria-label={t('plots.curve')} onKeyDown={key}>
      {others.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          data-kind={one}
          aria-checked={one === kind}
          tabIndex={one === kind ? 0 : -1}
          title={t(`plots.${one}Hint`)}
          onClick={() => choose(one)}
        >
          {t(`plots.${one}Short`)}
        </button>
      ))}
    </div>
  )
}
