// What nobody caught is said once, with the way to tell of it. The page goes on.
import { useClipboard } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../i18n/react.ts'
import { detailsText } from './diagnostics/details.ts'
import { useApp } from './store-context.tsx'
import { useToast } from './toast.tsx'

export function UnexpectedErrors(): ReactNode {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const { copy } = useClipboard()
  const devices = useApp((state) => state.devices)
  const told = useRef(new Set<string>())
  useEffect(() => {
    const show = (thrown: unknown): void => {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      // Who cancels need not be told; observers of sizes complain where nothing is wrong.
      if (error.name === 'AbortError' || error.message.includes('ResizeObserver loop') || told.current.has(error.message)) return
      told.current.add(error.message)
      const action = { label: t('diagnostics.copy'), run: () => copy(detailsText({ error, devices })) }
      tell({ text: t('diagnostics.unexpected', { message: say(error.message) }), tone: 'error', action })
    }
    const onError = (event: ErrorEvent): void => show(event.error ?? event.message)
    const onRejection = (event: PromiseRejectionEvent): void => show(event.reason)
    addEventListener('error', onError)
    addEventListener('unhandledrejection', onRejection)
    return () => {
      removeEventListener('error', onError)
      removeEventListener('unhandledrejection', onRejection)
    }
  }, [t, say, tell, copy, devices])
  return null
}
