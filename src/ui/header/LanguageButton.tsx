// The language of the page. Each is named in its own words, for whoever cannot read the present one.
import { ActionIcon, Popover, Radio } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { rememberLanguage } from '../../i18n/first-language.ts'
import { isLanguage, languageFacts, languages } from '../../i18n/languages.ts'
import { setLanguage } from '../../i18n/messages.ts'
import { useLanguage, useT } from '../../i18n/react.ts'
import { Icon } from '../icons.tsx'
import { useToast } from '../toast.tsx'

export function LanguageButton(): ReactNode {
  const t = useT()
  const now = useLanguage()
  const [open, setOpen] = useState(false)
  const label = t('shell.language', { now: languageFacts[now].name })
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={label} title={label} onClick={() => setOpen((before) => !before)}>
          <Icon name="language" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <LanguageChoice close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function LanguageChoice({ close }: { readonly close: () => void }): ReactNode {
  const t = useT()
  const tell = useToast()
  const now = useLanguage()
  const choose = async (next: string): Promise<void> => {
    if (!isLanguage(next)) return
    try {
      await setLanguage(next)
      rememberLanguage(next, window)
    } catch {
      tell({ text: t('shell.languageFailed', { name: languageFacts[next].name }), tone: 'error' })
    }
  }
  return (
    <Radio.Group className="device-menu" label={t('shell.languageChoose')} value={now} onChange={(next) => void choose(next)}>
      {languages.map((id) => (
        <Radio key={id} size="xs" value={id} label={languageFacts[id].name} lang={languageFacts[id].tag} onClick={(event) => event.detail > 0 && close()} data-autofocus={id === now ? true : undefined} />
      ))}
    </Radio.Group>
  )
}
