// All strategies by group, each with its idea; one is open.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { strategies } from '../../catalog/strategies/registry.ts'
import type { Strategy } from '../../catalog/strategy-types.ts'
import { useT, useText } from '../../i18n/react.ts'
import { useStrategy } from './strategy-context.tsx'
import { chooseStrategy, useEditStrategy } from './use-strategy-edit.ts'

export function StrategyList(): ReactNode {
  const t = useT()
  const groups = [...new Set(strategies.map(({ group }) => group))]
  return (
    <nav className="panel strategy-list" aria-label={t('strategies.page.list')}>
      {groups.map((group) => (
        <section key={group} aria-label={t(`strategies.page.group.${group}`)}>
          <h3>{t(`strategies.page.group.${group}`)}</h3>
          {strategies.filter((one) => one.group === group).map((one) => (
            <Entry key={one.id} strategy={one} />
          ))}
        </section>
      ))}
    </nav>
  )
}

function Entry({ strategy: { id, name, idea } }: { readonly strategy: Strategy }): ReactNode {
  const say = useText()
  const edit = useEditStrategy()
  const open = useStrategy((state) => state.scenario.strategy === id)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) bringIntoList(button.current)
  }, [open])
  return (
    <button ref={button} type="button" className="strategy-entry" aria-current={open ? 'true' : undefined} onClick={() => open || edit(chooseStrategy(id))}>
      <strong>{say(name)}</strong>
      <span className="muted">{say(idea)}</span>
    </button>
  )
}

/** The list alone is scrolled; the page stays where it is. */
function bringIntoList(entry: HTMLElement | null): void {
  const list = entry?.closest('.strategy-list')
  if (!entry || !list) return
  const [inner, outer] = [entry.getBoundingClientRect(), list.getBoundingClientRect()]
  const past = (low: number, high: number, from: number, to: number): number => (low < from ? low - from : Math.max(0, high - to))
  list.scrollBy(past(inner.left, inner.right, outer.left, outer.right), past(inner.top, inner.bottom, outer.top, outer.bottom))
}
