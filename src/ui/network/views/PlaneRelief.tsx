// The same plane in three dimensions. Paths lie on the surface: in truth they run beside it, as far as the words below say.
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { surfaceAt } from '../../../charts/network-field.ts'
import { surfaceFigure } from '../../../charts/surface.ts'
import type { DrawnRun } from '../../../charts/surface.ts'
import type { Surface } from '../../../charts/contour.ts'
import type { RunStyle } from '../../../charts/style.ts'
import { useT } from '../../../i18n/react.ts'
import type { PathsAnswer } from '../answers.ts'
import { hasWebGL } from '../../has-webgl.ts'
import { useChartTheme, useSize } from '../../plot-hooks.ts'
import { useNetworkStyles } from '../network-hooks.ts'
import type { PlanePicture } from './use-plane.ts'

const Chart = lazy(async () => {
  const [{ Chart: component }] = await Promise.all([import('../../Chart.tsx'), import('../../plotly3d.ts')])
  return { default: component }
})

/** A surface in three dimensions takes Plotly some tens of milliseconds: while networks train it is drawn this seldom. */
const every = 1500

export function PlaneRelief({ picture }: { readonly picture: PlanePicture }): ReactNode {
  const t = useT()
  const [place, size] = useSize<HTMLDivElement>()
  const shown = useSeldom(picture, every)
  const theme = useChartTheme()
  const styles = useNetworkStyles()
  const [webgl] = useState(hasWebGL)
  const late = useDeferredValue(shown)
  const { surface, paths } = late
  const figure = useMemo(() => {
    if (surface === null || size.width === 0 || size.height === 0) return null
    return surfaceFigure(surface, drawnRuns(paths, surface, styles), Number.MAX_SAFE_INTEGER, { ...size, theme, logHeight: true, lossTitle: t('plots.loss'), names: paths.names })
  }, [surface, paths, styles, size, theme, t])
  const waiting = <p className="plot-wait">{t(webgl ? 'plots.loading3d' : 'plots.noWebGL')}</p>
  return (
    <div className="net-canvas net-relief" ref={place}>
      {webgl && figure !== null ? (
        <Suspense fallback={waiting}>
          <Chart figure={figure} label={t('netviews.reliefLabel', { x: paths.names[0], y: paths.names[1] })} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  )
}

function drawnRuns({ runs, paths }: PathsAnswer, surface: Surface, styles: readonly RunStyle[]): readonly DrawnRun[] {
  return runs.flatMap((run, i) => {
    const [style, path] = [styles[run], paths[i]]
    if (style === undefined || path === undefined || path.x.length === 0) return []
    const loss = path.x.map((x, k) => surfaceAt(surface, x, path.y[k] ?? Number.NaN))
    return [{ style, x: path.x, y: path.y, loss, last: path.x.length - 1 }]
  })
}

/** The newest value with a surface, at most once in so many milliseconds. */
function useSeldom(picture: PlanePicture, milliseconds: number): PlanePicture {
  const [shown, setShown] = useState({ picture, time: 0 })
  useEffect(() => {
    if (picture.surface === null) return
    const wait = Math.max(0, shown.time + milliseconds - performance.now())
    const timer = setTimeout(() => setShown({ picture, time: performance.now() }), wait)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- what is shown now is no reason to show it again
  }, [picture, milliseconds])
  return shown.picture
}
