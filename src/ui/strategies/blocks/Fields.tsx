// Decision surfaces or other fields over two features, side by side on the same axes, with the data over them.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { decisionPixels } from '../../../charts/network-decision.ts'
import { fieldScaleOf, fieldSummary } from '../../../charts/strategy-pictures.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import { Canvas } from '../../network/views/Canvas.tsx'
import { innerOf, paintAxes, paintMarks, paintPixels } from '../../network/views/paint.ts'
import type { Context, Mark } from '../../network/views/paint.ts'
import { clipToBox } from '../../plot-canvas.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

type FieldsBlock = BlockOf<'fields'>

export function Fields({ block }: { readonly block: FieldsBlock }): ReactNode {
  const t = useT()
  const say = useSay()
  return (
    <>
      <div className="strategy-panels">
        {block.panels.map((panel, i) => (
          <figure key={i}>
            <figcaption>{say(panel.name)}</figcaption>
            <div className="strategy-square">
              <Field block={block} panel={panel} />
            </div>
          </figure>
        ))}
      </div>
      <DataTable title={say(block.title)} table={() => listTable(['', t('strategies.page.lowest'), t('strategies.page.highest'), t('strategies.page.rightOf')], block.panels.map((panel) => [say(panel.name), ...fieldSummary(block, panel)]))} />
    </>
  )
}

const margin = { l: 30, r: 6, t: 4, b: 20 } as const

function Field({ block, panel }: { readonly block: FieldsBlock; readonly panel: FieldsBlock['panels'][number] }): ReactNode {
  const t = useT()
  const say = useSay()
  const theme = useChartTheme()
  const { box: [across, up], size: side, points } = block
  const pixels = useMemo(() => decisionPixels({ value: panel.value, chosen: panel.chosen, size: side }, fieldScaleOf(panel), theme), [panel, side, theme])
  const paint = useCallback(
    (context: Context, size: Size) => {
      const box: PlotBox = { ...size, margin, x: { log: false, range: across }, y: { log: false, range: up } }
      paintPixels(context, pixels, side, side, innerOf(box), true)
      paintAxes(context, box, theme, { x: '', y: '' }, false)
      context.save()
      clipToBox(context, box)
      paintMarks(context, marksOf(points, box), points.x.length > 250 ? 1.8 : 2.4, theme)
      context.restore()
    },
    [pixels, side, across, up, points, theme],
  )
  return <Canvas label={t('strategies.page.fieldLabel', { name: say(panel.name), points: points.x.length })} paint={paint} />
}

function marksOf({ x, y, target }: FieldsBlock['points'], box: PlotBox): readonly Mark[] {
  const mapping = mappingOf(box)
  return Array.from(x, (place, i) => {
    const [px, py] = toPixel(mapping, place, y[i] ?? Number.NaN)
    return { x: px, y: py, color: classColor(Math.round(target[i] ?? 0)), shape: 'disc' }
  })
}
