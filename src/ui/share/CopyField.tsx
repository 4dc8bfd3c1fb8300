// A text to take away: shown, and copied by a button. Where the clipboard is not allowed (an insecure origin, a frame) the text is
// marked, to be copied by hand.
import { Button, Textarea } from '@mantine/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useToast } from '../toast.tsx'

interface CopyFieldProps {
  readonly label: string
  readonly text: string
  readonly rows: number
  /** Said when it is copied. */
  readonly copied: string
  readonly children?: ReactNode
}

export function CopyField({ label, text, rows, copied, children }: CopyFieldProps): ReactNode {
  const t = useT()
  const tell = useToast()
  const field = useRef<HTMLTextAreaElement>(null)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      tell({ text: copied })
    } catch {
      field.current?.focus()
      field.current?.select()
      tell({ text: t('share.byHand') })
    }
  }
  return (
    <div className="share-copy">
      <Textarea ref={field} label={label} value={text} readOnly rows={rows} classNames={{ input: 'mono' }} onFocus={(event) => event.currentTarget.select()} />
      <div className="button-row">
        <Button variant="filled" color="teal.7" onClick={() => void copy()} data-autofocus>
          {t('share.copy')}
        </Button>
        {children}
      </div>
    </div>
  )
}
