// Into presenter mode from the strip at the top; `P` does the same from anywhere.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { ToolButton } from '../header/ToolButton.tsx'
import { usePresent } from './use-present.ts'

export function PresentButton(): ReactNode {
  const t = useT()
  const { toggle } = usePresent()
  return <ToolButton icon="screen" label={t('page.present')} onClick={toggle} />
}
