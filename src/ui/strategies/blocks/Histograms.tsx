// How values spread, one histogram beside the other.
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import { HistogramBars } from '../../network/views/HistogramBars.tsx'
import { DataTable } from '../../DataTable.tsx'
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
      <DataTable title={say(block.title)} table={() => listTable(['', t('strategies.page.value'), t('strategies.page.count')], rows())} />
    </>
  )
}

function Bars({ panel: { low, high, counts }, name, color }: { readonly panel: Panel; readonly name: string; readonly color: string }): ReactNode {
  const t = useT()
  const [from, to] = [shortNumber(low, 2), shortNumber(high, 2)]
  return (
    <>
      <HistogramBars low={low} high={high} counts={counts} color={color} label={t('strategies.page.histogramLabel', { name, low: from, high: to })} />
      <p className="strategy-ends" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </>
  )
}
