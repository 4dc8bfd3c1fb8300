// Short messages at the foot of the page, read out politely. One at a time: a new one replaces the old.
import { CloseButton } from '@mantine/core'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'

export interface Toast {
  readonly text: string
  readonly tone?: 'plain' | 'error'
  readonly action?: { readonly label: string; readonly run: () => void }
}

const Context = createContext<((toast: Toast) => void) | null>(null)

export function useToast(): (toast: Toast) => void {
  const tell = useContext(Context)
  if (tell === null) throw new Error('useToast: expected a ToastProvider above')
  return tell
}

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<Toast | null>(null)
  const close = useCallback(() => setToast(null), [])
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(close, toast.tone === 'error' ? 10_000 : 6_000)
    return () => clearTimeout(timer)
  }, [toast, close])
  return (
    <Context value={setToast}>
      {children}
      <div className="toast-place" role="status" aria-live="polite">
        {toast !== null && <ToastCard toast={toast} close={close} />}
      </div>
    </Context>
  )
}

function ToastCard({ toast, close }: { readonly toast: Toast; readonly close: () => void }): ReactNode {
  const t = useT()
  const { action } = toast
  return (
    <div className="toast" data-tone={toast.tone ?? 'plain'}>
      <span>{toast.text}</span>
      {action !== undefined && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            action.run()
            close()
          }}
        >
          {action.label}
        </button>
      )}
      <CloseButton size="sm" variant="transparent" c="inherit" aria-label={t('shell.close')} onClick={close} />
    </div>
  )
}
