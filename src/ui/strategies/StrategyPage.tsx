// The Strategies tab: what there is and its settings on the left, the experiment in the middle.
import '../network/views.css'
import '../plots.css'
import './strategies.css'
import { useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { strategyById } from '../../catalog/strategies/registry.ts'
import { seriesPlaces } from '../../charts/strategy-curves.ts'
import { useT, useText } from '../../i18n/react.ts'
import { SourceLink } from '../fields/SourceLink.tsx'
import { LockScope } from '../page/page-context.tsx'
import { isBusy } from '../transport-keys.ts'
import { EngineTrouble, LinkTrouble } from '../Troubles.tsx'
import { BlockCard } from './blocks/BlockCard.tsx'
import { Claims } from './blocks/Claims.tsx'
import { StrategyList } from './StrategyList.tsx'
import { StrategySettings } from './StrategySettings.tsx'
import { useBlocks, useReadStrategy, useStrategy, useStrategyActions } from './strategy-context.tsx'

export function StrategyPage(): ReactNode {
  const t = useT()
  const error = useStrategy((state) => state.engineError)
  const problems = useStrategy((state) => state.problems)
  useRunKey()
  return (
    <>
      <EngineTrouble title={t('strategies.page.trouble')} error={error} />
      <LinkTrouble problems={problems} />
      <main className="bench strategies">
        <LockScope panel="problem" label={t('page.locked')}>
          <StrategyList />
        </LockScope>
        <LockScope panel="runs" label={t('page.locked')}>
          <StrategySettings />
        </LockScope>
        <Experiment />
      </main>
    </>
  )
}

function Experiment(): ReactNode {
  const t = useT()
  const id = useStrategy((state) => state.scenario.strategy)
  const running = useStrategy((state) => state.status === 'running')
  const blocks = useBlocks()
  const places = useMemo(() => seriesPlaces(blocks.map(({ block }) => block)), [blocks])
  const text = JSON.stringify([...places])
  // The text stands for the places: blocks come many times a second, mostly with the same names.
  // oxlint-disable-next-line react/exhaustive-deps
  const held = useMemo(() => places, [text])
  const top = useRef<HTMLElement>(null)
  useEffect(() => {
    if (top.current !== null) top.current.scrollTop = 0
  }, [id])
  return (
    <section className="strategy-main" ref={top} aria-label={t('strategies.page.experiment')} aria-busy={running} tabIndex={-1}>
      <Intro id={id} />
      <Claims blocks={blocks} />
      <div className="strategy-blocks">
        {blocks.map((shown) => shown.block.kind !== 'claim' && <BlockCard key={shown.id} shown={shown} places={held} />)}
      </div>
      {blocks.length === 0 && <p className="net-wait">{t(running ? 'strategies.page.starting' : 'strategies.page.nothing')}</p>}
    </section>
  )
}

function Intro({ id }: { readonly id: string }): ReactNode {
  const t = useT()
  const say = useText()
  const strategy = strategyById.get(id)
  if (strategy === undefined) return null
  const { name, idea, look, assumption, source } = strategy
  return (
    <header className="panel strategy-intro">
      <h2>{say(name)}</h2>
      <p>{say(idea)}</p>
      <dl>
        <dt>{t('shell.lookFor')}</dt>
        <dd>{say(look)}</dd>
        <dt>{t('strategies.page.assumption')}</dt>
        <dd>{say(assumption)}</dd>
      </dl>
      <SourceLink source={source} />
    </header>
  )
}

/** As on the other tabs, Space runs and stops. */
function useRunKey(): void {
  const { run, cancel } = useStrategyActions()
  const read = useReadStrategy()
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== ' ' || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event)) return
      if (read().status === 'running') cancel()
      else run()
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [run, cancel, read])
}
