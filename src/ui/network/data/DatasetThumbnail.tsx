// A small picture of a generated set, made here from the catalogue; of a shipped one, how large it is.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { Dataset, GeneratedDataset } from '../../../catalog/network-types.ts'
import { useT } from '../../../i18n/react.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from '../views/Canvas.tsx'
import { paintMarks } from '../views/paint.ts'
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
  const cloud = useMemo(() => cloudOf(dataset), [dataset])
  const paint = useCallback(
    (context: Context, size: Size) => {
      if (cloud !== null) paintMarks(context, marksOf(cloud, sidesOf(cloud), size, theme), 1.9, theme)
    },
    [cloud, theme],
  )
  return (
    <span className="thumbnail data-thumbnail">
      <Canvas paint={paint} />
    </span>
  )
}

/** Null for what has too many columns to be seen as points. */
function cloudOf(dataset: GeneratedDataset): Cloud | null {
  const params = Object.fromEntries(dataset.params.map(({ name, default: value }) => [name, name === 'points' ? Math.min(fewPoints, value ?? fewPoints) : (value ?? 0)]))
  const { columns, features, targets, classes, rows, targetNames } = dataset.generate(params, 1)
  if (columns.length > 4) return null
  const first = Float64Array.from({ length: rows }, (_, row) => targets[row * targetNames.length] ?? 0)
  return { points: features, width: columns.length, targets: first, classes: classes !== null }
}

export function sidesOf({ width, classes }: Pick<Cloud, 'width' | 'classes'>): Sides {
  if (width === 1) return { across: 0, up: classes ? 0 : null }
  return { across: 0, up: 1 }
}
