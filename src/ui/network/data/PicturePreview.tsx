// Some of the pictures, as the network is given them, with what they show.
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { greyPixels } from '../../../charts/network-pictures.ts'
import { useT } from '../../../i18n/react.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from '../views/Canvas.tsx'
import { paintPixels } from '../views/paint.ts'
import type { Context } from '../views/paint.ts'
import type { DataProps } from './DataPreview.tsx'

const across = 8
const caption = 13

export function PicturePreview({ data }: DataProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const { pictures, pictureTargets, image, classes } = data
  const count = Math.min(24, pictureTargets.length)
  const paint = useCallback(
    (context: Context, size: Size) => {
      if (image === null) return
      const down = Math.ceil(count / across)
      const cell = Math.min(size.width / across, size.height / down - caption)
      context.font = '10px system-ui, sans-serif'
      context.textAlign = 'center'
      context.textBaseline = 'top'
      context.fillStyle = theme.muted
      for (let i = 0; i < count; i += 1) {
        const [x, y] = [(i % across) * cell, Math.floor(i / across) * (cell + caption)]
        const pixels = greyPixels(pictures.subarray(i * image.width * image.height, (i + 1) * image.width * image.height), theme)
        paintPixels(context, pixels, image.width, image.height, { x: x + 1, y: y + 1, width: cell - 2, height: cell - 2 }, false)
        const target = pictureTargets[i] ?? 0
        context.fillText(classes?.[target] ?? String(target), x + cell / 2, y + cell)
      }
    },
    [pictures, pictureTargets, image, classes, count, theme],
  )
  if (image === null || count === 0) return null
  const rows = Math.ceil(count / across)
  return (
    <div className="data-pictures" style={{ aspectRatio: `${across * 32} / ${rows * (32 + caption)}` }}>
      <Canvas label={t('network.pictures', { count, width: image.width, height: image.height })} paint={paint} />
    </div>
  )
}
