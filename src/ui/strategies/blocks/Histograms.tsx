// How values spread, one histogram beside the other.
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { useT } from '../../../i18n/react.ts'
import { Canvas } from '../../network/views/Canvas.tsx'
import type { Context } from '../../network/views/paint.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { NumbersTable } from './NumbersTable.tsx'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

type Panel = BlockOf<'histograms'>['panels'][number]

export function Histograms({ block }: { readonly block: BlockOf<'histograms'> }): ReactNode {
  const t = useT()
  const say = useSay()
  const rows = (): (string | number)[][] =>
    block.panels.flatMap(({ name, low, high, counts }) => Array.from(counts, (count, bin) => [say(name), low + ((bin + 0.5) * (high - low)) / counts.length, count]))
  return (
    <>
      <div className="strategy-panels strategy-histograms">
        {block.panels.map((panel, i) => (
          <figure key={i}>
            <figcaption>{say(panel.name)}</figcaption>
            <Bars panel={panel} name={say(panel.name)} color={classColor(i)} />
          </figure>
        ))}
      </div>
      <NumbersTable title={say(block.title)} head={['', t('strategies.page.value'), t('strategies.page.count')]} rows={rows} />
    </>
  )
}

function Bars({ panel: { low, high, counts }, name, color }: { readonly panel: Panel; readonly name: string; readonly color: string }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const paint = useCallback(
    (context: Context, { width, height }: Size) => {
      const top = Math.max(1, ...counts)
      const step = width / counts.length
      context.fillStyle = color
      for (const [bin, count] of counts.entries()) {
        // The smallest bar is one pixel: a single weight far out is what one looks for.
        const tall = count === 0 ? 0 : Math.max(1, (count / top) * (height - 3))
        context.fillRect(bin * step, height - tall, Math.max(1, step - 0.5), tall)
      }
      context.fillStyle = theme.text
      if (low < 0 && high > 0) context.fillRect((-low / (high - low)) * width - 0.5, 0, 1, height)
    },
    [low, high, counts, color, theme],
  )
  const [from, to] = [shortNumber(low, 2), shortNumber(high, 2)]
  return (
    <>
      <div className="net-bars">
        <Canvas label={t('strategies.page.histogramLabel', { name, low: from, high: to })} paint={paint} />
      </div>
      <p className="strategy-ends" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </>
  )
}
