// Facts about the place where the selected run stands: how high, how steep, how curved, and what rate that bears.
import { memo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../charts/format.ts'
import type { LocalShape } from '../charts/geometry.ts'
import { momentumSlot } from '../charts/geometry.ts'
import type { RunStyle } from '../charts/style.ts'
import { useT } from '../i18n/react.ts'
import type { RunTrace } from '../store/types.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { arrowColor } from './plot-canvas.ts'

interface PlotFactsProps {
  readonly run: RunTrace | undefined
  readonly style: RunStyle | undefined
  readonly at: number
  readonly shape: LocalShape | null
  readonly arrows: boolean
  readonly theme: ChartTheme
}

/** Memoised: its numbers change ten times a second, the race above it sixty times. */
export const PlotFacts = memo(function PlotFacts({ run, style, at, shape, arrows, theme }: PlotFactsProps): ReactNode {
  const t = useT()
  if (run === undefined || style === undefined) return null
  const rows: readonly (readonly [string, string, string])[] = [
    [t('plots.fact.loss'), shortNumber(run.loss[at]), t('plots.fact.lossHint')],
    [t('plots.fact.gradient'), shortNumber(shape?.gradientNorm ?? run.gradNorm[at]), t('plots.fact.gradientHint')],
    [t('plots.fact.eigenvalues'), shape === null ? '–' : shape.eigenvalues.map((value) => shortNumber(value)).join(', '), t('plots.fact.eigenvaluesHint')],
    [t('plots.fact.stableLr'), shape === null || shape.largestStableLr === null ? '–' : shortNumber(shape.largestStableLr), t('plots.fact.stableLrHint')],
  ]
  return (
    <div className="plot-facts">
      <p className="plot-facts-run">
        <span className="plot-dot" style={{ background: style.color }} aria-hidden="true" />
        {t('plots.fact.title', { run: style.label, step: at })}
      </p>
      <dl>
        {rows.map(([name, value, hint]) => (
          <div key={name} title={hint}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {arrows && <ArrowKey momentum={momentumSlot(run.slots) !== null} theme={theme} />}
    </div>
  )
})

function ArrowKey({ momentum, theme }: { readonly momentum: boolean; readonly theme: ChartTheme }): ReactNode {
  const t = useT()
  const kinds = ['gradient', ...(momentum ? (['momentum'] as const) : []), 'update'] as const
  return (
    <p className="plot-arrow-key">
      {kinds.map((kind) => (
        <span key={kind} style={{ color: arrowColor(kind, theme) }}>
          <span aria-hidden="true">→ </span>
          {t(`plots.arrow.${kind}`)}
        </span>
      ))}
    </p>
  )
}
