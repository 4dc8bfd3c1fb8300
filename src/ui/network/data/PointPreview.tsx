// Some of the rows as points: two features, or one feature and the number to be predicted.
import { NativeSelect } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from '../views/Canvas.tsx'
import { paintMarks } from '../views/paint.ts'
import type { Context } from '../views/paint.ts'
import type { DataProps } from './DataPreview.tsx'
import { sidesOf } from './DatasetThumbnail.tsx'
import { marksOf } from './scatter.ts'

export function PointPreview({ data }: DataProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const [chosen, setChosen] = useState<readonly [number, number]>([0, 1])
  const { pointWidth: width, columns, classes } = data
  const usual = sidesOf({ width, classes: classes !== null })
  const free = width > 2
  const across = free && chosen[0] < width ? chosen[0] : usual.across
  const up = free && chosen[1] < width ? chosen[1] : usual.up
  const paint = useCallback(
    (context: Context, size: Size) => {
      const cloud = { points: data.points, width, targets: data.pointTargets, classes: classes !== null, heldOut: data.pointHeldOut }
      paintMarks(context, marksOf(cloud, { across, up }, size, theme), 2.6, theme)
    },
    [data, width, classes, across, up, theme],
  )
  if (width === 0 || data.pointTargets.length === 0) return null
  const nameOf = (column: number | null): string => (column === null ? (data.targetNames[0] ?? '') : (columns[column] ?? ''))
  const options = columns.slice(0, width).map((label, value) => ({ label, value: String(value) }))
  return (
    <>
      <div className="data-scatter">
        <Canvas label={t('network.scatter', { across: nameOf(across), up: nameOf(up) })} paint={paint} />
      </div>
      {free ? (
        <div className="field-grid two">
          <NativeSelect label={t('network.across')} data={options} value={String(across)} onChange={(event) => setChosen([Number(event.currentTarget.value), chosen[1]])} />
          <NativeSelect label={t('network.up')} data={options} value={String(up ?? 0)} onChange={(event) => setChosen([chosen[0], Number(event.currentTarget.value)])} />
        </div>
      ) : (
        <p className="muted">{t('network.axes', { across: nameOf(across), up: nameOf(up) })}</p>
      )}
      <p className="muted">{t('network.pointKey')}</p>
    </>
  )
}
