// The contour view: a still Plotly graph (field, minima, axes), and above it canvases for the paths, the moving race, and
// handles to drag. All share one box of pixels, so that nothing above the graph has to ask Plotly where things are.
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { MouseEvent, PointerEvent, ReactNode } from 'react'
import { mappingOf, toData } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { contourFigure, contourMargin } from '../charts/contour.ts'
import type { Rect } from '../charts/view.ts'
import type { Point } from '../catalog/types.ts'
import { useT } from '../i18n/react.ts'
import { domainOf } from '../scenario/views.ts'
import type { View } from './Chart.tsx'
import { PathTable } from './PathTable.tsx'
import { LazyChart } from './LazyChart.tsx'
import { runLegend, useLegend } from './legend.ts'
import { minimaOf, useGround, useSurface } from './plot-field.ts'
import { StartHandles } from './plot-handles.tsx'
import { useChartTheme, useRunStyles, useSize } from './plot-hooks.ts'
import type { Size } from './plot-hooks.ts'
import { PlotRace } from './plot-race.tsx'
import { roundToPixel, useMoveStart } from './plot-start.ts'
import { PlotZoom } from './plot-zoom.tsx'

/** Milliseconds between two clicks that may still be one double click. */
const doubleClick = 600

/** Below this width there is no room for the bar of levels. */
const narrow = 480

export interface Shown {
  readonly facts: boolean
  readonly labels: boolean
  readonly arrows: boolean
  readonly curvature: boolean
}

export function PlotContour({ shown }: { readonly shown: Shown }): ReactNode {
  const [place, size] = useSize<HTMLDivElement>()
  const styles = useRunStyles()
  useLegend(
    place,
    useMemo(() => runLegend(styles), [styles]),
  )
  return (
    <div className="plot-stage" ref={place}>
      {size.width > 0 && size.height > 0 && <Stage size={size} shown={shown} />}
      <PathTable styles={styles} />
    </div>
  )
}

function Stage({ size, shown }: { readonly size: Size; readonly shown: Shown }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const ground = useGround()
  const whole = domainOf(ground)
  const { view, moving, onView, show, reset } = useView(whole)
  const answered = useSurface(ground, view, size.width < narrow ? 101 : 141)
  const scaleBar = size.width >= narrow
  const still = useMemo(() => boxOf(size, view, scaleBar), [size, view, scaleBar])
  const live = useMemo(() => (moving === null ? still : boxOf(size, moving, scaleBar)), [still, size, moving, scaleBar])
  // The minima belong to the constants that the field was computed for.
  const minima = useMemo(() => minimaOf(answered?.ground ?? ground), [answered, ground])
  const surface = answered?.surface ?? null
  const figure = useMemo(() => contourFigure(surface, { box: still, theme, minima, scaleBar }), [surface, still, theme, minima, scaleBar])
  const place = useClickToPlace(live, reset)
  const [canPan] = useState(() => !window.matchMedia('(pointer: coarse)').matches)
  return (
    <div className="plot-layers" {...place}>
      <Suspense fallback={<p className="plot-wait">{t('plots.loading')}</p>}>
        <LazyChart figure={figure} label={t('plots.contourLabel')} {...(canPan ? { onView } : {})} />
      </Suspense>
      <PlotRace box={live} size={size} ground={ground} shown={shown} />
      <StartHandles box={live} />
      <PlotZoom margin={still.margin} view={view} whole={whole} show={show} reset={reset} />
    </div>
  )
}

function boxOf({ width, height }: Size, [x, y]: Rect, scaleBar: boolean): PlotBox {
  return { width, height, margin: contourMargin(scaleBar), x: { log: false, range: x }, y: { log: false, range: y } }
}

/** What part of the landscape is seen: all of it until somebody zooms; another landscape is seen whole again. */
function useView(whole: Rect): {
  readonly view: Rect
  readonly moving: Rect | null
  readonly onView: (view: View, settled: boolean) => void
  readonly show: (view: Rect) => void
  readonly reset: () => void
} {
  const key = JSON.stringify(whole)
  const [zoomed, setZoomed] = useState<{ readonly key: string; readonly domain: Rect } | null>(null)
  const [moving, setMoving] = useState<Rect | null>(null)
  const onView = useCallback(
    ({ x, y }: View, settled: boolean) => {
      if (settled) setZoomed({ key, domain: [x, y] })
      setMoving(settled ? null : [x, y])
    },
    [key],
  )
  const show = useCallback((domain: Rect) => setZoomed({ key, domain }), [key])
  const reset = useCallback(() => {
    setZoomed(null)
    setMoving(null)
  }, [])
  return { view: zoomed?.key === key ? zoomed.domain : whole, moving, onView, show, reset }
}

interface PlaceHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLDivElement>) => void
  readonly onDoubleClick: (event: MouseEvent<HTMLDivElement>) => void
}

/** A click puts the start there; a double click shows the whole landscape again, and leaves the start where it was. */
function useClickToPlace(box: PlotBox, reset: () => void): PlaceHandlers {
  const move = useMoveStart()
  const placed = useRef<{ readonly before: Point; readonly time: number } | null>(null)
  const place = (px: number, py: number, time: number): void => {
    if (!inside(box, px, py)) return
    const first = placed.current !== null && time - placed.current.time < doubleClick ? placed.current : null
    const before = move(null, roundToPixel(toData(mappingOf(box), px, py), box), 'place-start')
    placed.current = first ?? { before, time }
  }
  return {
    onPointerDown(event) {
      if (event.button !== 0 || onButton(event)) return
      const bounds = event.currentTarget.getBoundingClientRect()
      // Plotly lays a cover over the page while a button is down, so the end is heard from the window.
      const end = (up: globalThis.PointerEvent): void => {
        window.removeEventListener('pointerup', end)
        window.removeEventListener('pointercancel', end)
        if (up.type === 'pointercancel' || Math.hypot(up.clientX - event.clientX, up.clientY - event.clientY) > 4) return
        place(up.clientX - bounds.left, up.clientY - bounds.top, up.timeStamp)
      }
      window.addEventListener('pointerup', end)
      window.addEventListener('pointercancel', end)
    },
    // The second press lands on the handle, which the first has brought under the pointer.
    onDoubleClick(event) {
      if (onButton(event)) return
      if (placed.current !== null && performance.now() - placed.current.time < 2 * doubleClick) move(null, placed.current.before, 'place-start')
      placed.current = null
      reset()
    },
  }
}

const onButton = ({ target }: MouseEvent): boolean => target instanceof Element && target.closest('button') !== null

function inside({ margin, width, height }: PlotBox, px: number, py: number): boolean {
  return px >= margin.l && px <= width - margin.r && py >= margin.t && py <= height - margin.b
}
