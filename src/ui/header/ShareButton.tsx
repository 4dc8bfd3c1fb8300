// Copies the link. Where the clipboard is not allowed (an insecure origin), the link is shown to be copied by hand.
import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { shareLink } from '../../store/share-link.ts'
import { Hint } from '../fields/Hint.tsx'
import { Icon } from '../icons.tsx'
import { useToast } from '../toast.tsx'

interface ShareButtonProps {
  /** What is on the screen, at this moment. */
  readonly scenario: () => Scenario
}

export function ShareButton({ scenario }: ShareButtonProps): ReactNode {
  const t = useT()
  const tell = useToast()
  const [byHand, setByHand] = useState<string | null>(null)
  const share = async (): Promise<void> => {
    const { link: fragment, leftOut } = shareLink(scenario())
    const link = `${window.location.origin}${window.location.pathname}${window.location.search}#${fragment}`
    try {
      await navigator.clipboard.writeText(link)
      const [left] = leftOut
      tell({ text: left === undefined ? t('shell.copied') : t(`shell.copiedWithout.${left}`) })
    } catch {
      setByHand(link)
    }
  }
  return (
    <Popover opened={byHand !== null} onChange={(opened) => !opened && setByHand(null)} width={360} trapFocus>
      <Popover.Target>
        <Hint text={t('shell.share')}>
          <ActionIcon aria-label={t('shell.share')} onClick={() => void share()}>
            <Icon name="share" />
          </ActionIcon>
        </Hint>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          label={t('shell.copyByHand')}
          value={byHand ?? ''}
          readOnly
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
