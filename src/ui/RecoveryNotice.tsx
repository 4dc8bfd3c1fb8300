// Says that a device or the engine was lost and replaced: the numbers do not show it.
import { useEffect } from 'react'
import { useT } from '../i18n/react.ts'
import type { Recoveries } from '../store/recoveries.ts'
import { useToast } from './toast.tsx'

export function RecoveryNotice({ recoveries }: { readonly recoveries: Recoveries }): null {
  const t = useT()
  const tell = useToast()
  useEffect(() => recoveries.subscribe(() => {
    const { last } = recoveries.getState()
    if (last !== null) tell({ text: t(`diagnostics.recovery.${last}`) })
  }), [recoveries, t, tell])
  return null
}
