// The same picture of every visible run: the selected one large, the others small beside it.
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { useT } from '../../../i18n/react.ts'
import { Swatch } from '../../plot-swatch.tsx'
import { useNetworkActions, useTrain } from '../network-context.tsx'
import { useNetworkStyles, useShownRun, useVisibleRuns } from '../network-hooks.ts'

interface RunMultiplesProps {
  readonly draw: (run: number, large: boolean) => ReactNode
  /** Runs that there is something to draw of; absent: all that are visible. */
  readonly runs?: readonly number[]
}

export function RunMultiples({ draw, runs }: RunMultiplesProps): ReactNode {
  const visible = useVisibleRuns()
  const shown = useShownRun()
  const drawn = runs === undefined ? visible : visible.filter((run) => runs.includes(run))
  const large = drawn.includes(shown) ? shown : (drawn[0] ?? -1)
  const others = drawn.filter((run) => run !== large)
  if (large < 0) return null
  return (
    <div className="net-multiples" data-alone={others.length === 0}>
      <figure className="net-large">
        <RunCaption run={large} />
        {draw(large, true)}
      </figure>
      {others.length > 0 && (
        <div className="net-others">
          {others.map((run) => (
            <figure key={run}>
              <RunCaption run={run} />
              {draw(run, false)}
            </figure>
          ))}
        </div>
      )}
    </div>
  )
}

export function RunCaption({ run }: { readonly run: number }): ReactNode {
  const t = useT()
  const style = useNetworkStyles()[run]
  const { selectRun } = useNetworkActions()
  if (style === undefined) return null
  return (
    <figcaption className="net-caption">
      <button type="button" title={t('netviews.select', { run: style.label })} onClick={() => selectRun(run)}>
        <Swatch style={style} />
        <span>{style.label}</span>
      </button>
      <Fared run={run} />
    </figcaption>
  )
}

function Fared({ run }: { readonly run: number }): ReactNode {
  const t = useT()
  const trace = useTrain(300)
  const one = trace?.runs[run]
  if (one === undefined) return null
  if (one.status === 'refused') return <span className="muted">{t('plots.refused')}</span>
  if (one.status === 'diverged') return <span className="muted">{t('plots.diverged', { step: one.stoppedAt })}</span>
  const metric = one.validationMetric.at(-1) ?? Number.NaN
  if (Number.isNaN(metric)) return null
  const kind = trace?.built?.metric ?? 'accuracy'
  return <span className="muted">{kind === 'accuracy' ? `${(100 * metric).toFixed(1)} %` : `R² ${shortNumber(metric)}`}</span>
}
