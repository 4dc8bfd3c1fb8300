// What the examples are, by tab: a chunk of its own, loaded when the list is opened.
import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { examples } from '../../scenario/examples.ts'
import type { Example } from '../../scenario/examples.ts'
import type { Mode } from '../../store/mode.ts'
import { useMode } from '../mode-context.tsx'

export function ExampleList({ choose }: { readonly choose: (example: Example) => void }): ReactNode {
  const t = useT()
  const say = useText()
  const mode = useMode()
  const list = useRef<HTMLDivElement>(null)
  // It may come after the menu has opened, which then had nothing to put the focus on.
  useEffect(() => list.current?.querySelector<HTMLElement>('.example')?.focus(), [])
  // Those of the tab on the screen come first.
  const kinds: readonly Mode[] = mode === 'landscape' ? ['landscape', 'network'] : ['network', 'landscape']
  return (
    <div className="examples-list" ref={list} onKeyDown={walkList}>
      {kinds.map((kind) => (
        <section key={kind} aria-label={t(`shell.${kind}`)}>
          <h3>{t(`shell.${kind}`)}</h3>
          {examples
            .filter(({ scenario }) => scenario.kind === kind)
            .map((example) => (
              <UnstyledButton key={example.id} className="example" onClick={() => choose(example)}>
                <strong>{say(example.name)}</strong>
                <span className="muted">{say(example.look)}</span>
              </UnstyledButton>
            ))}
        </section>
      ))}
    </div>
  )
}

function walkList(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.example')]
  const next = items[items.findIndex((item) => item === document.activeElement) + by]
  event.preventDefault()
  next?.focus()
}
