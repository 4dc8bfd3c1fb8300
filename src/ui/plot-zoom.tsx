// Zooming and moving a plot without a wheel: by finger and by keyboard. While one of its buttons has the focus, arrow keys move the plot.
import type { KeyboardEvent, ReactNode } from 'react'
import type { Margin } from '../charts/box.ts'
import { panned, zoomed } from '../charts/view.ts'
import type { Rect } from '../charts/view.ts'
import { useT } from '../i18n/react.ts'

const factor = 1.5
/** Share of what is seen that an arrow key moves by. */
const step = 0.125
/** Times smaller or larger than the whole that may be seen. */
const [deepest, widest] = [1e6, 100]

interface PlotZoomProps {
  /** Of the plot that it stands in, in its lower right corner. */
  readonly margin: Margin
  readonly view: Rect
  readonly whole: Rect
  readonly show: (view: Rect) => void
  readonly reset: () => void
}

export function PlotZoom({ margin, view, whole, show, reset }: PlotZoomProps): ReactNode {
  const t = useT()
  const size = (view[0][1] - view[0][0]) / (whole[0][1] - whole[0][0])
  const nearer = (): void => void (size > 1 / deepest && show(zoomed(view, 1 / factor)))
  const farther = (): void => void (size < widest && show(zoomed(view, factor)))
  const keys: Readonly<Record<string, () => void>> = {
    '+': nearer, '=': nearer, '-': farther, '0': reset,
    ArrowLeft: () => show(panned(view, -step, 0)), ArrowRight: () => show(panned(view, step, 0)),
    ArrowUp: () => show(panned(view, 0, step)), ArrowDown: () => show(panned(view, 0, -step)),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (act === undefined) return
    // The race has arrow keys of its own.
    event.stopPropagation()
    event.preventDefault()
    act()
  }
  return (
    <div className="plot-zoom" role="group" aria-label={t('plots.zoom')} style={{ right: margin.r + 8, bottom: margin.b + 8 }} onKeyDown={onKeyDown}>
      {view !== whole && (
        <button type="button" onClick={reset}>
          {t('plots.resetView')}
        </button>
      )}
      <button type="button" aria-label={t('plots.zoomIn')} title={t('plots.zoomHint')} onClick={nearer}>
        +
      </button>
      <button type="button" aria-label={t('plots.zoomOut')} title={t('plots.zoomHint')} onClick={farther}>
        −
      </button>
    </div>
  )
}
