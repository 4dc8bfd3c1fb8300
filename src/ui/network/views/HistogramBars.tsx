// A histogram as bars, with a line at 0 where 0 is among the values.
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from './Canvas.tsx'
import type { Context } from './paint.ts'

interface HistogramBarsProps {
  readonly low: number
  readonly high: number
  readonly counts: Int32Array
  readonly color: string
  readonly label: string
}

export function HistogramBars({ low, high, counts, color, label }: HistogramBarsProps): ReactNode {
  const theme = useChartTheme()
  const paint = useCallback(
    (context: Context, { width, height }: Size) => {
      const top = Math.max(1, ...counts)
      const step = width / counts.length
      context.fillStyle = color
      for (const [bin, count] of counts.entries()) {
        // The smallest bar is one pixel: a single weight far out is what one looks for.
        const tall = count === 0 ? 0 : Math.max(1, (count / top) * (height - 3))
        context.fillRect(bin * step + 0.5, height - tall, Math.max(1, step - 1), tall)
      }
      if (low < 0 && high > 0) {
        context.fillStyle = theme.text
        context.fillRect((-low / (high - low)) * width - 0.5, 0, 1, height)
      }
    },
    [counts, low, high, color, theme],
  )
  return (
    <div className="net-bars">
      <Canvas label={label} paint={paint} />
    </div>
  )
}
