// The data alone, in large: two features and the classes, or pictures.
import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import type { PlotBox } from '../../../charts/box.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import type { DataAnswer } from '../answers.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useShownData } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { ClassKey } from './ClassKey.tsx'
import { FeatureFields } from './FeatureFields.tsx'
import { paintAxes, paintMarks } from './paint.ts'
import type { Context } from './paint.ts'
import { featureRange, pointMarks, targetRange } from './points.ts'
import type { PointAxis } from './points.ts'
import { Picture } from './SamplesView.tsx'

export function DataView(): ReactNode {
  const t = useT()
  const data = useShownData()
  const [features, setFeatures] = useState<readonly [number, number]>([0, 1])
  if (data === null) return <p className="net-wait">{t('netviews.noData')}</p>
  if (data.image !== null) return <Pictures data={data} />
  const shown = features.every((feature) => feature < data.pointWidth) ? features : ([0, 1] as const)
  return (
    <div className="net-view">
      <div className="net-tools">
        {data.pointWidth > 2 && <FeatureFields data={data} features={shown} choose={setFeatures} />}
        {data.classes !== null && <ClassKey names={data.classes} />}
        <span className="muted">{t('netviews.points', { train: data.train, validation: data.validation })}</span>
      </div>
      <Scatter data={data} axes={data.pointWidth >= 2 ? shown : [0, 'target']} />
    </div>
  )
}

function Scatter({ data, axes: [x, y] }: { readonly data: DataAnswer; readonly axes: readonly [PointAxis, PointAxis] }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const paint = useCallback(
    (context: Context, size: Size) => {
      const rangeOf = (axis: PointAxis): readonly [number, number] => (axis === 'target' ? targetRange(data) : featureRange(data, axis))
      const box: PlotBox = { ...size, margin: { l: 42, r: 12, t: 8, b: 22 }, x: { log: false, range: rangeOf(x) }, y: { log: false, range: rangeOf(y) } }
      paintAxes(context, box, theme, { x: nameOf(data, x), y: nameOf(data, y) })
      paintMarks(context, pointMarks(data, [x, y], box, theme), 4, theme)
    },
    [data, x, y, theme],
  )
  const label = t('netviews.scatterLabel', { x: nameOf(data, x), y: nameOf(data, y) })
  return (
    <div className="net-stack">
      <Canvas label={label} paint={paint} />
      <DataTable title={label} table={() => tableOf(data, t)} />
    </div>
  )
}

function tableOf({ columns, classes, targetNames, points, pointWidth, pointTargets, pointHeldOut }: DataAnswer, t: Translate): PlotTable {
  return {
    head: [t('netviews.row'), ...columns.slice(0, pointWidth), targetNames[0] ?? '', t('netviews.rowPart')],
    count: pointTargets.length,
    row: (i) => {
      const target = pointTargets[i] ?? Number.NaN
      return [i + 1, ...points.subarray(i * pointWidth, (i + 1) * pointWidth), classes?.[target] ?? target, t(`netviews.part.${pointHeldOut[i] === 1 ? 'validation' : 'train'}`)]
    },
  }
}

const nameOf = (data: DataAnswer, axis: PointAxis): string => (axis === 'target' ? data.targetNames[0] : data.columns[axis]) ?? ''

function Pictures({ data }: { readonly data: DataAnswer }): ReactNode {
  const t = useT()
  return (
    <div className="net-scroll">
      <ul className="net-samples">
        {Array.from(data.pictureTargets, (target, index) => {
          const name = data.classes?.[target] ?? String(target)
          return (
            <li key={index}>
              <Picture data={data} index={index} label={t('netviews.pictureOf', { name })} />
              <span>{name}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
