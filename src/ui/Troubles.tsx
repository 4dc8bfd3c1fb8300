// Sentences that belong to no field: an engine that fails, a link that cannot be read.
import { Alert } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../i18n/react.ts'
import type { Problem } from '../scenario/types.ts'
import { useApp } from './store-context.tsx'

export function Troubles(): ReactNode {
  const t = useT()
  const error = useApp((state) => state.engineError)
  const problems = useApp((state) => state.problems)
  return (
    <>
      <EngineTrouble title={t('shell.engineTrouble')} error={error} />
      <LinkTrouble problems={problems} />
    </>
  )
}

export function EngineTrouble({ title, error }: { readonly title: string; readonly error: string | null }): ReactNode {
  const say = useText()
  if (error === null) return null
  return (
    <Alert className="trouble" color="red" title={title} role="alert">
      {say(error)}
    </Alert>
  )
}

/** Characters of a bad link that are laid out; a megabyte would hold the page up, and the address has it all. */
const mostShown = 2000

/** Stays until it is closed or another link is opened: an edit does not make the bad link good. */
export function LinkTrouble({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const t = useT()
  const say = useText()
  const found = problems.filter((problem) => problem.path === 'link')
  const [kept, setKept] = useState(found)
  const [closed, setClosed] = useState(false)
  if (found.length > 0 && found[0] !== kept[0]) {
    setKept(found)
    setClosed(false)
  }
  if (kept.length === 0 || closed) return null
  const detail = kept[0]?.detail
  return (
    <Alert
      className="trouble"
      color="orange"
      title={t('shell.linkTrouble')}
      role="alert"
      withCloseButton
      closeButtonLabel={t('shell.close')}
      onClose={() => setClosed(true)}
    >
      {kept.map((problem) => (
        <p key={problem.message}>{say(problem.message)}</p>
      ))}
      {detail !== undefined && (
        <details className="more">
          <summary>{t('shell.linkText')}</summary>
          <code>{detail.length > mostShown ? `${detail.slice(0, mostShown)}…` : detail}</code>
        </details>
      )}
    </Alert>
  )
}
