// The 3-D view. Its Plotly traces are a chunk of their own, and a browser without WebGL is told so in one sentence.
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { headsAt, surfaceFigure } from '../charts/surface.ts'
import type { DrawnRun } from '../charts/surface.ts'
import type { Surface } from '../charts/contour.ts'
import { useT } from '../i18n/react.ts'
import { domainOf } from '../scenario/views.ts'
import { hasWebGL } from './has-webgl.ts'
import { runLegend, useLegend } from './legend.ts'
import { PathTable } from './PathTable.tsx'
import { useGround, useSurface } from './plot-field.ts'
import { useChartTheme, useRunStyles, useSize, useSlowCursor } from './plot-hooks.ts'
import type { Size } from './plot-hooks.ts'
import { Swatch } from './plot-swatch.tsx'
import { useApp, useTrace } from './store-context.tsx'

const Chart = lazy(async () => {
  const [{ Chart: component }] = await Promise.all([import('./Chart.tsx'), import('./plotly3d.ts')])
  return { default: component }
})

const points = 61

export function PlotSurface({ logHeight }: { readonly logHeight: boolean }): ReactNode {
  const t = useT()
  const [place, size] = useSize<HTMLDivElement>()
  const styles = useRunStyles()
  useLegend(
    place,
    useMemo(() => runLegend(styles), [styles]),
  )
  const [webgl] = useState(hasWebGL)
  return (
    <div className="plot-stage" ref={place}>
      {!webgl && <p className="plot-wait">{t('plots.noWebGL')}</p>}
      {webgl && size.width > 0 && size.height > 0 && <Stage size={size} logHeight={logHeight} />}
      <PathTable styles={styles} />
    </div>
  )
}

function Stage({ size, logHeight }: { readonly size: Size; readonly logHeight: boolean }): ReactNode {
  const t = useT()
  const ground = useGround()
  const domain = domainOf(ground)
  const surface = useSurface(ground, domain, points)?.surface ?? null
  const waiting = <p className="plot-wait">{t('plots.loading3d')}</p>
  if (surface === null) return waiting
  return (
    <Suspense fallback={waiting}>
      <Drawn size={size} logHeight={logHeight} surface={surface} />
    </Suspense>
  )
}

function Drawn({ size, logHeight, surface }: { readonly size: Size; readonly logHeight: boolean; readonly surface: Surface }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const styles = useRunStyles()
  const trace = useTrace()
  const cursor = useSlowCursor()
  const playing = useApp((state) => state.playing)
  const runs = useMemo<readonly DrawnRun[]>(
    () => (trace?.runs ?? []).flatMap((run, i) => (styles[i] === undefined || run.last < 0 ? [] : [{ ...run, style: styles[i] }])),
    [trace, styles],
  )
  // A slider in motion gives traces faster than a surface can be drawn: the newest is drawn when there is time.
  const late = useDeferredValue(useThrottled(runs, 120))
  const figure = useMemo(
    () => surfaceFigure(surface, late, 0, { ...size, theme, logHeight, lossTitle: t('plots.loss') }),
    [surface, late, size, theme, logHeight, t],
  )
  const heads = useMemo(() => headsAt(late, surface, cursor, logHeight), [late, surface, cursor, logHeight])
  const shownHeads = useThrottled(heads, playing ? 66 : 0)
  return (
    <>
      <Chart figure={figure} label={t('plots.surfaceLabel')} heads={shownHeads} />
      <ul className="plot-legend">
        {styles.map((style) =>
          style.hidden ? null : (
            <li key={style.index}>
              <Swatch style={style} />
              {style.label}
            </li>
          ),
        )}
      </ul>
    </>
  )
}

/** The newest value, at most once in so many milliseconds. */
function useThrottled<T>(value: T, milliseconds: number): T {
  const [shown, setShown] = useState(value)
  const [last, setLast] = useState(0)
  useEffect(() => {
    const wait = Math.max(0, last + milliseconds - performance.now())
    const timer = setTimeout(() => {
      setShown(value)
      setLast(performance.now())
    }, wait)
    return () => clearTimeout(timer)
  }, [value, milliseconds, last])
  return shown
}
