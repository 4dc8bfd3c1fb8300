// One click to something worth seeing, on either tab; what to look for is said first and stays on the page afterwards.
import { Menu, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
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
  const mode = useMode()
  const setMode = useSetMode()
  const landscape = useActions()
  const network = useNetworkActions()
  const tell = useToast()
  const open = (example: Example): void => {
    const kind = kindOf(example)
    const problems = (kind === 'network' ? network : landscape).open(example.scenario)
    if (problems.length > 0) {
      tell({ text: problems.map(problemText).join('; '), tone: 'error' })
      return
    }
    setMode(kind)
    opened(example)
  }
  // Those of the tab on the screen come first.
  const kinds: readonly Mode[] = mode === 'landscape' ? ['landscape', 'network'] : ['network', 'landscape']
  return (
    <Menu position="bottom-start" width={380} shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton className="examples-button" title={t('shell.examplesHint')}>
          {t('shell.examples')} <Icon name="down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="examples-menu">
        {kinds.map((kind) => (
          <div key={kind} role="group" aria-label={t(`shell.${kind}`)}>
            <Menu.Label>{t(`shell.${kind}`)}</Menu.Label>
            {examples
              .filter((example) => kindOf(example) === kind)
              .map((example) => (
                <Menu.Item key={example.id} onClick={() => open(example)}>
                  <strong>{example.name}</strong>
                  <span className="muted">{example.look}</span>
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const kindOf = ({ scenario }: Example): Mode => scenario.kind
