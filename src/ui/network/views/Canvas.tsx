// A canvas as large as the room it is given, painted anew when what it shows changes.
import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useLegend } from '../../legend.ts'
import type { LegendItem } from '../../legend.ts'
import { fitCanvas, useSize } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import type { Context } from './paint.ts'

interface CanvasProps {
  /** What a screen reader says; absent where the words beside it say the same. */
  readonly label?: string
  /** Called again whenever it is another function: keep it with useCallback. */
  readonly paint: (context: Context, size: Size) => void
  /** What is drawn, where no key on the page says it. */
  readonly legend?: readonly LegendItem[]
}

export function Canvas({ label, paint, legend }: CanvasProps): ReactNode {
  const [place, size] = useSize<HTMLDivElement>()
  const canvas = useRef<HTMLCanvasElement>(null)
  useLegend(place, legend)
  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0 || size.height === 0) return
    const context = fitCanvas(canvas.current, size)
    if (context !== null) paint(context, size)
  }, [paint, size])
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <div className="net-canvas" ref={place}>
      <canvas className="plot-canvas" ref={canvas} {...said} />
    </div>
  )
}
