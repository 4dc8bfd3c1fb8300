// One click to something worth seeing, on either tab; what to look for is said first and stays on the page afterwards.
import { Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { examples } from '../../scenario/examples.ts'
import type { Example } from '../../scenario/examples.ts'
import { problemText } from '../../scenario/problems.ts'
import type { Mode } from '../../store/mode.ts'
import { Icon } from '../icons.tsx'
import { useMode, useSetMode } from '../mode-context.tsx'
import { useNetworkActions } from '../network/network-context.tsx'
import { useActions } from '../store-context.tsx'
import { useToast } from '../toast.tsx'

export function ExamplesButton({ opened }: { readonly opened: (example: Example) => void }): ReactNode {
  const t = useT()
  const setMode = useSetMode()
  const landscape = useActions()
  const network = useNetworkActions()
  const tell = useToast()
  const [open, setOpen] = useState(false)
  const choose = (example: Example): void => {
    const { scenario } = example
    const problems = (scenario.kind === 'network' ? network : landscape).open(scenario)
    setOpen(false)
    if (problems.length > 0) {
      tell({ text: problems.map(problemText).join('; '), tone: 'error' })
      return
    }
    setMode(scenario.kind)
    opened(example)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={400} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="examples-button" title={t('shell.examplesHint')} onClick={() => setOpen((now) => !now)}>
          {t('shell.examples')} <Icon name="down" size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="examples-menu" aria-label={t('shell.examples')}>
        <ExampleList choose={choose} />
      </Popover.Dropdown>
    </Popover>
  )
}

function ExampleList({ choose }: { readonly choose: (example: Example) => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  // Those of the tab on the screen come first.
  const kinds: readonly Mode[] = mode === 'landscape' ? ['landscape', 'network'] : ['network', 'landscape']
  return (
    <div className="examples-list" onKeyDown={walkList}>
      {kinds.map((kind) => (
        <section key={kind} aria-label={t(`shell.${kind}`)}>
          <h3>{t(`shell.${kind}`)}</h3>
          {examples
            .filter(({ scenario }) => scenario.kind === kind)
            .map((example) => (
              <UnstyledButton key={example.id} className="example" onClick={() => choose(example)}>
                <strong>{example.name}</strong>
                <span className="muted">{example.look}</span>
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
