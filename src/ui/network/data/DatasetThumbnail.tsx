// A small picture of a generated set, made here from the catalogue; of a shipped one, how large it is.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { signedRgb } from '../../../charts/network-colors.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import type { Dataset, GeneratedDataset, Table } from '../../../catalog/network-types.ts'
import { useT } from '../../../i18n/react.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from '../views/Canvas.tsx'
import { paintMarks, paintPixels } from '../views/paint.ts'
import type { Context } from '../views/paint.ts'
import { marksOf } from './scatter.ts'
import type { Cloud, Sides } from './scatter.ts'

export function DatasetThumbnail({ dataset }: { readonly dataset: Dataset }): ReactNode {
  const t = useT()
  if (dataset.kind === 'generated') return <GeneratedPicture dataset={dataset} />
  const bytes = dataset.files.reduce((sum, file) => sum + file.bytes, 0)
  return (
    <span className="thumbnail data-size" aria-hidden="true">
      {t('network.kilobytes', { size: Math.max(1, Math.round(bytes / 1024)) })}
    </span>
  )
}

/** Enough to see the shape. */
const fewPoints = 160

function GeneratedPicture({ dataset }: { readonly dataset: GeneratedDataset }): ReactNode {
  const theme = useChartTheme()
  const table = useMemo(() => smallTable(dataset), [dataset])
  const paint = useCallback(
    (context: Context, size: Size) => {
      if (table.columns.length > mostColumns) paintTable(context, table, size, theme)
      else {
        const cloud = cloudOf(table)
        paintMarks(context, marksOf(cloud, sidesOf(cloud), size, theme), 1.9, theme)
      }
    },
    [table, theme],
  )
  return (
    <span className="thumbnail data-thumbnail">
      <Canvas paint={paint} />
    </span>
  )
}

function smallTable(dataset: GeneratedDataset): Table {
  const params = dataset.params.map(({ name, default: value }) => [name, name === 'points' ? Math.min(fewPoints, value ?? fewPoints) : (value ?? 0)] as const)
  return dataset.generate(Object.fromEntries(params), 1)
}

function cloudOf({ columns, features, targets, classes, rows, targetNames }: Table): Cloud {
  const first = Float64Array.from({ length: rows }, (_, row) => targets[row * targetNames.length] ?? 0)
  return { points: features, width: columns.length, targets: first, classes: classes !== null }
}

/** With more columns than can be seen as points, the numbers themselves are shown, the targets where there are several. */
const mostColumns = 4

function paintTable(context: Context, { columns, features, targets, targetNames, rows }: Table, { width, height }: Size, theme: ChartTheme): void {
  const [values, across] = targetNames.length > 1 ? [targets, targetNames.length] : [features, columns.length]
  const down = Math.min(rows, across)
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1
  const pixels = new Uint8ClampedArray(4 * across * down)
  for (let i = 0; i < across * down; i += 1) pixels.set([...signedRgb((values[i] ?? 0) / most, theme), 255], 4 * i)
  paintPixels(context, pixels, across, down, { x: 0, y: 0, width, height }, false)
}

export function sidesOf({ width, classes }: Pick<Cloud, 'width' | 'classes'>): Sides {
  if (width === 1) return { across: 0, up: classes ? 0 : null }
  return { across: 0, up: 1 }
}
