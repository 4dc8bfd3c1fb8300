// What the experiment claims, each checked by a number: what was found, what it was held against, and whether it holds.
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { useT } from '../../../i18n/react.ts'
import type { Shown } from '../../../store/strategy-types.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

export function Claims({ blocks }: { readonly blocks: readonly Shown[] }): ReactNode {
  const t = useT()
  const claims = blocks.flatMap(({ id, block, stale }) => (block.kind === 'claim' ? [{ id, block, stale }] : []))
  if (claims.length === 0) return null
  return (
    <section className="panel strategy-claims" aria-label={t('strategies.page.claims')}>
      <h3>{t('strategies.page.claims')}</h3>
      <ul>
        {claims.map(({ id, block, stale }) => (
          <Claim key={id} id={id} block={block} stale={stale} />
        ))}
      </ul>
    </section>
  )
}

function Claim({ id, block: { title, found, against, holds }, stale }: { readonly id: string; readonly block: BlockOf<'claim'>; readonly stale: boolean }): ReactNode {
  const t = useT()
  const say = useSay()
  const verdict = stale ? t('strategies.page.checking') : t(holds ? 'strategies.page.holds' : 'strategies.page.fails')
  return (
    <li data-claim={id} data-holds={stale ? 'unknown' : holds}>
      <strong className="strategy-verdict">{verdict}</strong>
      <span>{say(title)}</span>
      <span className="muted">{t('strategies.page.found', { found: shortNumber(found, 4), against: shortNumber(against, 4) })}</span>
    </li>
  )
}
