// One click to something worth seeing, on either tab; what to look for is said first and stays on the page afterwards.
import { Popover, UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import type { Example } from '../../scenario/examples.ts'
import { problemText } from '../../scenario/problems.ts'
import { Icon } from '../icons.tsx'
import { useSetMode } from '../mode-context.tsx'
import { useLaterNetwork } from '../network/network-context.tsx'
import { useActions } from '../store-context.tsx'
import { useToast } from '../toast.tsx'

const ExampleList = lazy(async () => ({ default: (await import('./ExampleList.tsx')).ExampleList }))

export function ExamplesButton({ opened }: { readonly opened: (example: Example) => void }): ReactNode {
  const t = useT()
  const say = useText()
  const setMode = useSetMode()
  const landscape = useActions()
  const network = useLaterNetwork()
  const tell = useToast()
  const [open, setOpen] = useState(false)
  const choose = async (example: Example): Promise<void> => {
    const { scenario } = example
    const problems = (scenario.kind === 'network' ? (await network).actions : landscape).open(scenario)
    setOpen(false)
    if (problems.length > 0) {
      tell({ text: problems.map((problem) => say(problemText(problem))).join(t('shell.andThen')), tone: 'error' })
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
        <Suspense>
          <ExampleList choose={(example) => void choose(example)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
