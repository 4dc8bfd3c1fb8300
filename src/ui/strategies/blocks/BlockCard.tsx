// One block of a result in its card, drawn as its kind is drawn whatever the strategy.
import { memo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import type { Shown } from '../../../store/strategy-types.ts'
import { PanelBoundary } from '../../PanelBoundary.tsx'
import { Curves } from './Curves.tsx'
import { Fields } from './Fields.tsx'
import { Graph } from './Graph.tsx'
import { Histograms } from './Histograms.tsx'
import { Matrix } from './Matrix.tsx'
import { useSay } from './of-block.ts'
import { Shares } from './Shares.tsx'
import { Table } from './Table.tsx'
import { Timeline } from './Timeline.tsx'

interface BlockCardProps {
  readonly shown: Shown
  readonly places: ReadonlyMap<string, number>
}

/** Memoised: while one block grows, the others are not drawn again. */
export const BlockCard = memo(function BlockCard({ shown: { id, block, stale }, places }: BlockCardProps): ReactNode {
  const t = useT()
  const say = useSay()
  return (
    <section className="panel strategy-card" data-kind={block.kind} data-block={id} data-wide={isWide(block)} data-stale={stale} aria-label={say(block.title)}>
      <header className="strategy-card-head">
        <h3>{say(block.title)}</h3>
        {stale && <span className="muted">{t('strategies.page.stale')}</span>}
      </header>
      <PanelBoundary>
        <Content block={block} places={places} />
      </PanelBoundary>
    </section>
  )
})

/** Many pictures side by side, and what runs over time, want the whole width. */
const isWide = (block: Shown['block']): boolean =>
  block.kind === 'timeline' || ((block.kind === 'fields' || block.kind === 'histograms') && block.panels.length > 3) || (block.kind === 'table' && block.columns.length > 6)

function Content({ block, places }: { readonly block: Shown['block']; readonly places: ReadonlyMap<string, number> }): ReactNode {
  switch (block.kind) {
    case 'curves':
      return <Curves block={block} places={places} />
    case 'table':
      return <Table block={block} />
    case 'fields':
      return <Fields block={block} />
    case 'histograms':
      return <Histograms block={block} />
    case 'graph':
      return <Graph block={block} />
    case 'matrix':
      return <Matrix block={block} />
    case 'timeline':
      return <Timeline block={block} />
    case 'shares':
      return <Shares block={block} />
    case 'claim':
      return null
  }
}
