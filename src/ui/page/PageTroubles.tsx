// Settings of the link that could not be read: the scenario is open all the same, and what is wrong is said.
import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { problemText } from '../../scenario/problems.ts'
import { usePage, usePageActions } from './page-context.tsx'

export function PageTroubles(): ReactNode {
  const t = useT()
  const text = useText()
  const problems = usePage((state) => state.problems)
  const { report } = usePageActions()
  if (problems.length === 0) return null
  return (
    <Alert className="trouble" color="orange" title={t('page.trouble')} role="alert" withCloseButton closeButtonLabel={t('shell.close')} onClose={() => report([])}>
      {problems.map((problem) => (
        <p key={problemText(problem)}>{problemText({ path: problem.path, message: text(problem.message) })}</p>
      ))}
    </Alert>
  )
}
